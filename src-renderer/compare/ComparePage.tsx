import { useDeferredValue, useMemo } from 'react';
import { PublishedPage } from '../published/PublishedPage.tsx';
import { useDevices } from '../store/devices.ts';
import { useDocument } from '../store/document.ts';
import { useView } from '../store/view.ts';
import { CompareHeader, PublishedHeader } from './CompareHeader.tsx';
import styles from './ComparePage.module.css';
import { CompareTable } from './CompareTable.tsx';
import { CostAgainstTime } from './CostAgainstTime.tsx';
import { compareRows } from './compare-rows.ts';
import { useCompare } from './compare-store.ts';
import { useCompareTable } from './use-compare-table.ts';
import { WhereItIs } from './WhereItIs.tsx';

/** The open design beside ready networks and files: exact counts, and times of one measurement of all. */
function Designs() {
  const open = useDocument((state) => state.analysis);
  const added = useCompare((state) => state.added);
  const baseline = useCompare((state) => state.baseline);
  const measurement = useCompare((state) => state.measurement);
  // The sizes of the files take a moment; the page stands before they do.
  const version = useDeferredValue(
    useDevices((state) => state.hello?.version ?? null),
    null,
  );
  const rows = useMemo(
    () => compareRows(open, { added, baseline, measurement }, version),
    [open, added, baseline, measurement, version],
  );
  const table = useCompareTable(rows);
  const sorted = table.getRowModel().rows.map((row) => row.original);
  return (
    <>
      <CompareHeader rows={sorted} />
      <CompareTable table={table} rows={sorted} />
      <div className={styles.charts}>
        <CostAgainstTime rows={sorted} />
        <WhereItIs rows={sorted} />
      </div>
    </>
  );
}

/** Designs held against one another, or our counts against published figures. */
export function ComparePage() {
  const tab = useView((state) => state.compareTab);
  return (
    <section aria-label="Compare" className={styles.page}>
      {tab === 'designs' ? (
        <Designs />
      ) : (
        <>
          <PublishedHeader />
          <PublishedPage />
        </>
      )}
    </section>
  );
}
