import { Fragment, memo } from 'react';
import type { DerivationTerm } from '../../../src-core/analysis/derivation/derivation.ts';
import { Tex } from '../../ui/Tex.tsx';
import styles from './DerivationLines.module.css';
import { termPieces, termWords } from './term-pieces.ts';

interface DerivationTermButtonProps {
  readonly term: DerivationTerm;
  /** The line and the term in it, as `2:0`. */
  readonly place: string;
  /** The item that is derived: names of what is inside are said from there. */
  readonly root: string;
  readonly isFirst: boolean;
  readonly isAlone: boolean;
  /** An item it came from is under the pointer or selected. */
  readonly isHighlighted: boolean;
  /** Its items stay lit while a person looks around. */
  readonly isKept: boolean;
  readonly isTabStop: boolean;
}

/** One term: set mathematics that breaks at its signs. The list of lines hears its pointer and its keys. */
export const DerivationTermButton = memo(function DerivationTermButton(props: DerivationTermButtonProps) {
  const { term, place, root, isFirst, isAlone, isHighlighted, isKept, isTabStop } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button is a box, and a long term has to break like words
    <span
      role="button"
      tabIndex={isTabStop ? 0 : -1}
      aria-pressed={isKept}
      data-term={place}
      data-lit={isHighlighted || undefined}
      className={styles.term}
    >
      {termPieces(term, isFirst, isAlone).map((tex, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the canonical order
        <Fragment key={index}>
          {index > 0 && ' '}
          <Tex tex={tex} />
        </Fragment>
      ))}
      {/* last, as a line may break after what takes no room */}
      <span className="visually-hidden">{termWords(term, root)}</span>
    </span>
  );
});
