import type { ReactNode } from 'react';
import { memo, useState } from 'react';
import type { Derivation, DerivationStep } from '../../../src-core/analysis/derivation/derivation.ts';
import { namesLatex, namesText, stepSentence } from '../../../src-core/analysis/derivation/text.ts';
import { tCore } from '../../locale/core-text.ts';
import { t } from '../../locale/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Tex } from '../../ui/Tex.tsx';
import styles from './DerivationLines.module.css';
import { DerivationTermButton } from './DerivationTermButton.tsx';

/** Longer lines begin folded. */
const foldedTerms = 24;

interface DerivationLineProps {
  readonly derivation: Derivation;
  readonly step: DerivationStep;
  readonly index: number;
  readonly root: string;
  /** Terms that came from what is under the pointer or selected; null where none did. */
  readonly lit: ReadonlySet<number> | null;
  readonly kept: number | null;
  readonly tabStop: number | null;
  /** Said under the line. */
  readonly after?: ReactNode;
}

/** One line: its reason, the names it uses, its terms. */
export const DerivationLine = memo(function DerivationLine(props: DerivationLineProps) {
  const { derivation, step, index, root, lit, kept, tabStop, after } = props;
  const [isWhole, setWhole] = useState(false);
  const { terms } = step;
  const isFolded = !isWhole && terms.length > foldedTerms + 4;
  const shown = isFolded ? terms.slice(0, foldedTerms) : terms;
  const hasHiddenLight = isFolded && [...(lit ?? [])].some((term) => term >= foldedTerms);
  const isAlone = terms.length === 1;
  const names = namesText(step);
  const sentence = tCore(stepSentence(step, derivation));
  return (
    <li className={styles.line} data-kind={step.kind}>
      <p className={styles.reason}>{sentence}</p>
      {names.length > 0 && (
        <p className={styles.names}>
          {namesLatex(step).map((tex, at) => (
            <span key={names[at]} role="math" aria-label={names[at]} className={styles.name}>
              <Tex tex={tex} />
            </span>
          ))}
        </p>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: the terms of a line are no fields of a form */}
      <div role="group" aria-label={sentence} className={styles.terms}>
        {index > 0 && <Tex tex="=" />} {terms.length === 0 && <Tex tex="0" />}
        {shown.map((term, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a term is its place in the line
          <span key={at}>
            <DerivationTermButton
              term={term}
              place={`${index}:${at}`}
              root={root}
              isFirst={at === 0}
              isAlone={isAlone}
              isHighlighted={lit?.has(at) ?? false}
              isKept={kept === at}
              isTabStop={tabStop === at}
            />{' '}
          </span>
        ))}
        {isFolded && (
          <Button
            look="link"
            className={styles.more}
            data-lit={hasHiddenLight || undefined}
            onPress={() => setWhole(true)}
          >
            {t('and {left} more terms', { left: terms.length - foldedTerms })}
          </Button>
        )}
      </div>
      {after}
    </li>
  );
});
