import { Copy, FileJson, Gauge, Plus, X } from 'lucide-react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { NetworkList } from '../catalogue/NetworkList.tsx';
import { describe } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { absentNetworks, addDesign, asAdded, setCompare, useCompare } from '../store/compared-designs.ts';
import { useConvention } from '../store/convention.ts';
import { progressShare, progressText } from '../store/job-words.ts';
import { cancelJob, useJobs } from '../store/jobs.ts';
import type { CompareTab } from '../store/view.ts';
import { setView, useView } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { copyText } from '../ui/copy-text.ts';
import { IconButton } from '../ui/IconButton.tsx';
import popover from '../ui/Popover.module.css';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { Select } from '../ui/Select.tsx';
import styles from './CompareHeader.module.css';
import type { CompareRow } from './compare-rows.ts';
import { conditionsText, markdownComparison } from './compare-text.ts';
import { measurable, measure } from './measure-designs.ts';

/** Ready networks by family, or a file; the list stays open, since several are often added. */
function AddDesign({ onAddFile }: Pick<CompareHeaderProps, 'onAddFile'>) {
  const added = useCompare((state) => state.added);
  return (
    <DialogTrigger>
      <Button icon={<Plus size={16} aria-hidden />}>{t('Add design')}</Button>
      <Popover placement="bottom end" offset={4} className={classNames(popover.popover, styles.add)}>
        <Dialog aria-label={t('Add a design')} className={styles.dialog as string}>
          {({ close }) => (
            <>
              <NetworkList
                isMenu
                label={t('Networks that can be added')}
                networks={absentNetworks(added)}
                onPick={(network) => addDesign(asAdded(network))}
              />
              <div className={styles.file}>
                <Button
                  look="plain"
                  icon={<FileJson size={14} aria-hidden />}
                  onPress={() => {
                    close();
                    onAddFile();
                  }}
                >
                  {t('From a file…')}
                </Button>
              </div>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

const counts = ['10', '20', '50', '100', '200'] as const;

function MeasureControls({ rows }: { readonly rows: readonly CompareRow[] }) {
  const running = useJobs((state) => state.running);
  const runs = useCompare((state) => state.runs);
  const hasTimes = useCompare((state) => state.measurement !== null);
  if (running?.kind === 'measure') {
    return (
      <div className={styles.running} role="status">
        <span className={styles.phase}>{progressText(running)}</span>
        <div className={styles.bar}>
          <ProgressBar label={t('Measure')} value={progressShare(running)} />
        </div>
        <Button onPress={() => void cancelJob()}>{t('Cancel')}</Button>
      </div>
    );
  }
  return (
    <>
      <Select
        label={t('Timed runs')}
        value={String(runs)}
        options={counts.map((value) => ({ value: value as string, label: `n = ${value}` }))}
        onChange={(value) => setCompare({ runs: Number(value) })}
      />
      <Button
        icon={<Gauge size={16} aria-hidden />}
        isDisabled={running !== null || measurable(rows).length === 0}
        onPress={() => void measure(rows)}
      >
        {t(hasTimes ? 'Measure again' : 'Measure')}
      </Button>
    </>
  );
}

/** What this page is, and which of its two sides is shown. */
function Heading() {
  const tab = useView((state) => state.compareTab);
  return (
    <>
      <h1 className={styles.title}>{t('Compare')}</h1>
      <SegmentedControl<CompareTab>
        label={t('What is compared')}
        segments={[
          { value: 'designs', label: t('Designs') },
          { value: 'published', label: t('Published') },
        ]}
        value={tab}
        onChange={(compareTab) => setView({ compareTab })}
      />
    </>
  );
}

function Close() {
  return (
    <IconButton
      icon={<X size={16} aria-hidden />}
      label={t('Close the comparison')}
      onPress={() => setView({ page: 'design' })}
    />
  );
}

/** The heading of published figures. */
export function PublishedHeader() {
  return (
    <header className={styles.header}>
      <Heading />
      <p className={styles.conditions}>
        {t('what papers and repositories print, beside what their networks count to here')}
      </p>
      <Close />
    </header>
  );
}

interface CompareHeaderProps {
  readonly rows: readonly CompareRow[];
  /** A person wants a design from a file beside the others. */
  readonly onAddFile: () => void;
}

/** What is compared and how, and what can be done with it. */
export function CompareHeader({ rows, onAddFile }: CompareHeaderProps) {
  const deltas = useCompare((state) => state.deltas);
  const [failure] = useCompare((state) => state.failure) ?? [];
  const convention = useConvention();
  return (
    <>
      <header className={styles.header}>
        <Heading />
        <p className={styles.conditions}>{conditionsText(rows)}</p>
        <span className={styles.label}>{t('Show')}</span>
        <SegmentedControl
          label={t('How differences are shown')}
          segments={[
            { value: 'difference', label: t('Difference') },
            { value: 'ratio', label: t('Ratio') },
          ]}
          value={deltas}
          onChange={(value) => setCompare({ deltas: value })}
        />
        <AddDesign onAddFile={onAddFile} />
        <MeasureControls rows={rows} />
        <Button
          icon={<Copy size={16} aria-hidden />}
          onPress={() =>
            void copyText(markdownComparison(rows, convention, deltas), t('the comparison as Markdown'))
          }
        >
          {t('Copy as Markdown')}
        </Button>
        <Close />
      </header>
      {failure !== undefined && (
        <p role="alert" className={styles.failure}>
          {t('Measuring failed: {reason}', { reason: describe(failure) })}
        </p>
      )}
    </>
  );
}
