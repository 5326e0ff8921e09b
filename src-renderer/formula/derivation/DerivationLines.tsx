import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useMemo, useState } from 'react';
import type { Derivation, StepKind } from '../../../src-core/analysis/derivation/derivation.ts';
import { termsOfPath } from '../../../src-core/analysis/derivation/origins.ts';
import { t } from '../../locale/translate.ts';
import { highlight } from '../../store/highlight.ts';
import { primaryPath, useSelection } from '../../store/selection.ts';
import { DerivationLine } from './DerivationLine.tsx';
import styles from './DerivationLines.module.css';
import { termAfter } from './walk-terms.ts';

interface DerivationLinesProps {
  readonly derivation: Derivation;
  /** The item that is derived; empty for the design. */
  readonly path: string;
  /** What is said under lines of a kind. */
  readonly after?: Readonly<Partial<Record<StepKind, ReactNode>>>;
}

interface Place {
  readonly step: number;
  readonly term: number;
}

const placeOf = (element: Element): Place => {
  const [step, term] = (element as HTMLElement).dataset.term!.split(':').map(Number);
  return { step: step!, term: term! };
};

const start: Place = { step: 0, term: 0 };

const same = (a: Place | null, b: Place): boolean => a !== null && a.step === b.step && a.term === b.term;

const termUnder = (target: EventTarget): Element | null => (target as Element).closest('[data-term]');

/** Terms by line of what is under the pointer, or selected beside the item that is derived. */
function useLitTerms(derivation: Derivation, path: string): ReadonlyMap<number, ReadonlySet<number>> {
  const looked = useSelection((state) => state.hovered ?? primaryPath(state));
  return useMemo(() => {
    const lit = new Map<number, Set<number>>();
    // Everything here came from the item itself and what surrounds it: that would say nothing.
    if (looked === null || looked === path || path.startsWith(`${looked}/`)) return lit;
    for (const { step, term } of termsOfPath(derivation, looked))
      lit.set(step, (lit.get(step) ?? new Set()).add(term));
    return lit;
  }, [derivation, looked, path]);
}

/**
 * A derivation line by line. It is one stop of the Tab key; arrow keys walk its terms. The term under the pointer or the
 * keyboard lights the items it came from, pressing it keeps them lit; items under the pointer light their terms.
 */
export function DerivationLines({ derivation, path, after }: DerivationLinesProps) {
  const lit = useLitTerms(derivation, path);
  const [stop, setStop] = useState<Place>(start);
  const [kept, setKept] = useState<Place | null>(null);
  const { steps } = derivation;
  const has = ({ step, term }: Place): boolean => steps[step]?.terms[term] !== undefined;
  const tabStop = has(stop) ? stop : start;
  const keptNow = kept !== null && has(kept) ? kept : null;

  const originsAt = (place: Place | null): readonly string[] =>
    place === null ? [] : (steps[place.step]?.terms[place.term]?.origins ?? []);
  const lightPlace = (place: Place | null) => highlight(originsAt(place ?? keptNow));
  useEffect(() => () => highlight([]), []);

  const press = (term: Element) => {
    const place = placeOf(term);
    setStop(place);
    setKept(same(keptNow, place) ? null : place);
    highlight(originsAt(place));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const term = termUnder(event.target);
    if (term === null) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      press(term);
      return;
    }
    const next = termAfter(event.currentTarget, term, event.key);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  };
  return (
    <ol
      aria-label={t('Derivation')}
      className={styles.lines}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const term = termUnder(event.target);
        if (term !== null) press(term);
      }}
      onFocus={(event) => {
        const term = termUnder(event.target);
        if (term === null) return;
        setStop(placeOf(term));
        lightPlace(placeOf(term));
      }}
      onBlur={() => lightPlace(null)}
      onPointerOver={(event) => {
        const term = termUnder(event.target);
        lightPlace(term === null ? null : placeOf(term));
      }}
      onPointerLeave={() => lightPlace(null)}
    >
      {steps.map((step, index) => (
        <DerivationLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the derivation
          key={index}
          derivation={derivation}
          step={step}
          index={index}
          root={path}
          lit={lit.get(index) ?? null}
          kept={keptNow?.step === index ? keptNow.term : null}
          tabStop={tabStop.step === index ? tabStop.term : null}
          after={after?.[step.kind]}
        />
      ))}
    </ol>
  );
}
