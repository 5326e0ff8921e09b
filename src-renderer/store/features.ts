import { create } from 'zustand';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import type { FeatureReport, FeatureSource } from '../../src-core/contract.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import type { Issue } from '../../src-core/errors.ts';
import { usuallyAlike } from '../../src-core/features/redundancy.ts';
import { t } from '../locale/translate.ts';
import { toast } from '../ui/toasts.ts';
import { useDocument } from './document.ts';
import { runJob } from './jobs.ts';
import { imageSource } from './own-image.ts';
import { primaryPath, useSelection } from './selection.ts';
import { setView, showBottom } from './view.ts';

/** Pixels along the longer side of a channel's picture. */
const side = 56;

interface FeaturesState {
  /** What enters, and what it is called. */
  readonly source: FeatureSource;
  /** The name of the person's own picture; null where none was chosen. */
  readonly image: string | null;
  readonly shown: { readonly report: FeatureReport; readonly items: Analysis['items'] } | null;
  /** Why the last item could not be shown; null where it could. */
  readonly failure: readonly Issue[] | null;
}

export const useFeatures = create<FeaturesState>(() => ({
  source: { kind: 'sample', name: 'landscape' },
  image: null,
  shown: null,
  failure: null,
}));

/** The item that is asked for: the selected one, or the first one of the design. */
function askedItem(): string | null {
  const selected = primaryPath(useSelection.getState());
  const { analysis } = useDocument.getState();
  if (selected !== null && itemAt(analysis, selected) !== null) return selected;
  return analysis.order[0] ?? null;
}

/** Runs the design on what is chosen to enter, and shows the channels of the selected item. */
export async function showFeatures(field = false): Promise<void> {
  const item = askedItem();
  if (item === null) return;
  const { design, analysis, opened } = useDocument.getState();
  const { source } = useFeatures.getState();
  const result = await runJob({
    kind: 'features',
    design: serializeDesign(design),
    item,
    source,
    inside: true,
    side,
    within: usuallyAlike,
    field,
  });
  if (useDocument.getState().opened !== opened) return;
  if (result.ok)
    useFeatures.setState({ shown: { report: result.value, items: analysis.items }, failure: null });
  else useFeatures.setState({ failure: result.issues });
}

/** Takes a picture of the person's own as what enters, and shows what becomes of it. */
export async function showOnImage(file: File): Promise<void> {
  const source = await imageSource(file);
  if (source === null) {
    toast({ tone: 'error', text: t('{name} is no picture that can be read', { name: file.name }) });
    return;
  }
  useFeatures.setState({ source, image: file.name });
  setView({ page: 'design' });
  showBottom('features');
  await showFeatures();
}

useDocument.subscribe(({ opened }, before) => {
  if (opened !== before.opened) useFeatures.setState({ shown: null, failure: null });
});
