import { Download, History, Trash2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { integerText } from '../../src-core/format.ts';
import { resultsCsv } from '../../src-core/results/results-csv.ts';
import { t } from '../locale/translate.ts';
import { runCommand } from '../store/commands.ts';
import { useDocument } from '../store/document.ts';
import { knownGraph, useGraphsOf } from '../store/graphs.ts';
import { holdAgainst, loadResults, useResults } from '../store/results.ts';
import { setPanel } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { download } from '../ui/download.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { PanelHeader } from '../ui/PanelHeader.tsx';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import styles from './ResultsPanel.module.css';
import { ResultsTable } from './ResultsTable.tsx';
import type { ResultRow } from './result-rows.ts';
import { resultRows } from './result-rows.ts';

type Shown = 'all' | 'current';

function Empty({ shown }: { readonly shown: Shown }) {
  return (
    <div className={styles.empty}>
      <History size={20} aria-hidden />
      <p>
        {shown === 'all'
          ? t('Every run and profile will be listed here, of this window and of the command line.')
          : t('Nothing that computes the same as this design has been measured yet.')}
      </p>
    </div>
  );
}

const saveCsv = (rows: readonly ResultRow[]): void =>
  download('results.csv', new Blob([resultsCsv(rows.map(({ result }) => result))], { type: 'text/csv' }));

/** What was measured, here and elsewhere, on any day: compared, exported, deleted. */
export function ResultsPanel() {
  const results = useResults((state) => state.results);
  const baseline = useResults((state) => state.baseline);
  const analysis = useDocument((state) => state.analysis);
  const [shown, setShown] = useState<Shown>('all');
  useEffect(() => void loadResults(), []);
  const known = useGraphsOf(useMemo(() => [analysis], [analysis]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash of the design may be known now
  const rows = useMemo(() => {
    const all = resultRows(results ?? [], knownGraph(analysis), baseline);
    return shown === 'all' ? all : all.filter(({ isCurrent }) => isCurrent === true);
  }, [results, analysis, baseline, shown, known]);
  const isEmpty = rows.length === 0;
  return (
    <div className={styles.panel}>
      <PanelHeader
        title={t('Results')}
        said={results === null ? '' : integerText(rows.length)}
        onClose={() => setPanel('bottom', false)}
      >
        {baseline !== null && (
          <Button look="link" onPress={() => holdAgainst(null)}>
            {t('Against the oldest of each design')}
          </Button>
        )}
        <SegmentedControl<Shown>
          label={t('Which results')}
          value={shown}
          onChange={setShown}
          segments={[
            { value: 'all', label: t('All results') },
            { value: 'current', label: t('Of this design') },
          ]}
        />
        <IconButton
          icon={<Download size={16} aria-hidden />}
          label={t('Export as CSV')}
          isDisabled={isEmpty}
          onPress={() => saveCsv(rows)}
        />
        <IconButton
          icon={<Trash2 size={16} aria-hidden />}
          label={t('Delete all results…')}
          isDisabled={results === null || results.length === 0}
          onPress={() => runCommand('run.delete-results')}
        />
      </PanelHeader>
      {results !== null && (isEmpty ? <Empty shown={shown} /> : <ResultsTable rows={rows} />)}
    </div>
  );
}
