import { useDeferredValue, useMemo } from 'react';
import { useCompare } from '../store/compared-designs.ts';
import { useDevices } from '../store/devices.ts';
import { useDocument } from '../store/document.ts';
import { CompareHeader } from './CompareHeader.tsx';
import { CompareTable } from './CompareTable.tsx';
import { CostAgainstTime } from './CostAgainstTime.tsx';
import { compareRows } from './compare-rows.ts';
import styles from './Designs.module.css';
import { useCompareTable } from './use-compare-table.ts';
import { WhereItIs } from './WhereItIs.tsx';

/** The open design beside ready networks and files: exact counts, and times of one measurement of all. */
export function Designs({ onAddFile }: { readonly onAddFile: () => void }) {
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
      <CompareHeader rows={sorted} onAddFile={onAddFile} />
      <CompareTable table={table} rows={sorted} />
      <div className={styles.charts}>
        <CostAgainstTime rows={sorted} />
        <WhereItIs rows={sorted} />
      </div>
    </>
  );
}
