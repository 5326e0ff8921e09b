import { Grid3x3, ImagePlus, X } from 'lucide-react';
import { useState } from 'react';
import { sampleNames } from '../../src-core/features/sample-images.ts';
import { sentence } from '../locale/sentences.ts';
import type { PlainText } from '../locale/translate.ts';
import { t } from '../locale/translate.ts';
import { useCanCompute } from '../store/can-compute.ts';
import { useDocument } from '../store/document.ts';
import { showFeatures, showOnImage, useFeatures } from '../store/features.ts';
import { progressShare, progressText } from '../store/job-words.ts';
import { cancelJob, useJobs } from '../store/jobs.ts';
import { primaryPath, useSelection } from '../store/selection.ts';
import { setPanel } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Notice, ProgressNotice } from '../ui/Notice.tsx';
import { Placeholder } from '../ui/Placeholder.tsx';
import { pickFile } from '../ui/pick-file.ts';
import { Select } from '../ui/Select.tsx';
import styles from './FeaturePanel.module.css';
import { FieldView } from './FieldView.tsx';
import { TensorMaps } from './TensorMaps.tsx';

const sampleTitles: Readonly<Record<(typeof sampleNames)[number], PlainText>> = {
  gratings: 'Gratings',
  shapes: 'Shapes',
  checkerboard: 'Checkerboard',
  landscape: 'Landscape',
};

async function chooseImage(): Promise<void> {
  const file = await pickFile('image/*');
  if (file !== null) await showOnImage(file);
}

function SourceSelect() {
  const source = useFeatures((state) => state.source);
  const image = useFeatures((state) => state.image);
  const chosen = source.kind === 'sample' ? source.name : source.kind;
  const options = [
    ...sampleNames.map((name) => ({ value: name as string, label: t(sampleTitles[name]) })),
    { value: 'noise', label: t('Noise') },
    ...(image === null || source.kind !== 'image' ? [] : [{ value: 'image', label: image }]),
  ];
  const choose = (value: string): void => {
    const sample = sampleNames.find((name) => name === value);
    if (sample !== undefined) useFeatures.setState({ source: { kind: 'sample', name: sample } });
    else if (value === 'noise') useFeatures.setState({ source: { kind: 'noise', seed: 0 } });
    else return;
    void showFeatures();
  };
  return <Select label={t('What enters')} options={options} value={chosen} onChange={choose} />;
}

function Notices() {
  const running = useJobs(({ running }) => (running?.kind === 'features' ? running : null));
  const failure = useFeatures((state) => state.failure);
  const shown = useFeatures((state) => state.shown);
  const items = useDocument((state) => state.analysis.items);
  if (running !== null)
    return (
      <ProgressNotice
        label={t('Feature maps')}
        text={progressText(running)}
        share={progressShare(running)}
        onCancel={() => void cancelJob()}
      />
    );
  const isOld = shown !== null && shown.items !== items;
  const lines = [
    ...(failure ?? []).map((issue) => `${issue.where.node ?? ''} ${sentence(issue)}`.trim()),
    ...(isOld ? [t('The design has changed since these were computed.')] : []),
  ];
  return lines.map((text) => <Notice key={text} text={text} tone="warn" isAlert />);
}

/** The bottom panel that shows the channels of an item and of what stands inside it, on a picture or noise. */
export function FeaturePanel() {
  const shown = useFeatures((state) => state.shown);
  const selected = useSelection(primaryPath);
  const canShow = useCanCompute();
  const [channel, choose] = useState<number | null>(null);
  const isOther = selected !== null && shown !== null && shown.report.item !== selected;
  return (
    <div className={styles.panel}>
      <header className={styles.header}>
        <h2 className={styles.title}>{t('Feature maps')}</h2>
        <SourceSelect />
        <Button icon={<ImagePlus size={16} aria-hidden />} onPress={() => void chooseImage()}>
          {t('Your own picture …')}
        </Button>
        <span className={styles.said}>
          {shown !== null &&
            (shown.report.randomWeights === null
              ? t("with the weights of the design's file")
              : t('random weights of seed {seed}: what the structure does, not what training would', {
                  seed: shown.report.randomWeights.seed,
                }))}
        </span>
        <Button
          look={isOther ? 'primary' : 'outlined'}
          isDisabled={!canShow}
          onPress={() => void showFeatures()}
        >
          {selected === null ? t('Show') : t('Show {item}', { item: selected })}
        </Button>
        <IconButton
          icon={<X size={16} aria-hidden />}
          label={t('Close')}
          onPress={() => setPanel('bottom', false)}
        />
      </header>
      <Notices />
      {shown === null ? (
        <Placeholder
          icon={<Grid3x3 size={20} aria-hidden />}
          title={t('No feature maps yet')}
          text={t(
            'Select an item and show it: its channels, and those of the items inside it, on a picture or noise. A picture can be dropped on the window.',
          )}
        />
      ) : (
        <div className={styles.body}>
          <div className={styles.tensors}>
            {shown.report.tensors.map((tensor) => (
              <TensorMaps key={tensor.path} tensor={tensor} channel={channel} onChoose={choose} />
            ))}
          </div>
          <FieldView report={shown.report} isDisabled={!canShow} />
        </div>
      )}
    </div>
  );
}
