import { useCallback } from 'react';
import type { Issue } from '../../src-core/errors.ts';
import { useDocument } from '../store/document.ts';
import { applyFix, fixesFor, fixLabel } from '../store/fixing.ts';
import { Button } from '../ui/Button.tsx';
import { useSliced } from '../work/use-sliced.ts';
import styles from './FixButtons.module.css';

/** Buttons beside a problem, each of which makes it go away in one step; none until they are found. */
export function FixButtons({ issue }: { readonly issue: Issue }) {
  const analysis = useDocument((state) => state.analysis);
  const isFollowing = useDocument((state) => state.isFollowing);
  const make = useCallback(() => fixesFor(analysis, issue), [analysis, issue]);
  const { state: fixes, isLate } = useSliced(make);
  // Of a design that is still analysed, or that has gone on, nothing can be said.
  if (fixes === null || isLate || isFollowing || analysis.pending > 0 || fixes.length === 0) return null;
  return (
    <span className={styles.fixes}>
      {fixes.map((fix) => (
        <Button
          key={fixLabel(fix)}
          look="link"
          className={styles.fix as string}
          onPress={() => applyFix(fix)}
        >
          {fixLabel(fix)}
        </Button>
      ))}
    </span>
  );
}
