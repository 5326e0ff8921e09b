import { create } from 'zustand';
import { fitAll } from '../../canvas/viewport.ts';
import { t } from '../../locale/translate.ts';
import { dispatch, onDocumentChange, useDocument } from '../../store/document.ts';
import { setPanel, setView } from '../../store/view.ts';
import { tourEdit, tourStepAt } from './tour-steps.ts';

const key = 'blockwright.tour';
const states = ['new', 'open', 'left', 'done'] as const;
type TourState = (typeof states)[number];

const stored = (): TourState => {
  const kept = globalThis.localStorage?.getItem(key);
  return states.find((state) => state === kept) ?? 'new';
};

/** Whether the tour is being taken. How far it is follows from what is drawn. */
export const useTour = create<{ readonly state: TourState }>(() => ({ state: stored() }));

function remember(state: TourState): void {
  globalThis.localStorage?.setItem(key, state);
  useTour.setState({ state });
}

export const leaveTour = (): void => {
  if (useTour.getState().state === 'open') remember('left');
};

export const finishTour = (): void => remember('done');

/** Whether the open design is one that the tour can go on in: empty, or with its first steps drawn and nothing else asked. */
function fitsTour(): boolean {
  const { analysis, focus } = useDocument.getState();
  const { nodes } = analysis.design;
  if (focus !== null) return false;
  const step = tourStepAt(analysis);
  return nodes.length === 0 || step > 1 || (step === 1 && nodes.length === 1);
}

/** Takes the tour up where what is drawn has come to; a design that is no part of it gives way, once its work is asked about. */
export async function takeTour(startEmpty: () => Promise<boolean>): Promise<void> {
  const isOpenHere = fitsTour() && useDocument.getState().design.nodes.length > 0;
  if (!isOpenHere && !(await startEmpty())) return;
  setView({ page: 'design', leftTab: 'palette' });
  setPanel('left', true);
  setPanel('right', true);
  remember('open');
}

/** Draws the step that comes next, as one step of the history. */
export function drawTourStep(): void {
  const { analysis } = useDocument.getState();
  const edit = tourEdit(analysis);
  if (edit !== null && dispatch(edit, { label: t('Draw a step of the tour') })) requestAnimationFrame(fitAll);
}

/** The step that is due: its number from 0; that of all steps where the block is drawn. */
export const useTourStep = (): number => useDocument((state) => tourStepAt(state.analysis));

/** What has come of it: its parameters, once all is drawn. */
export function tourCount(): bigint | null {
  const { analysis } = useDocument.getState();
  const params = analysis.totals?.params;
  return typeof params === 'bigint' ? params : null;
}

/** Leaves the tour where another design takes the place of the one that it is drawn in. */
export function startTourWatch(): void {
  onDocumentChange(({ kind }) => {
    if (kind === 'opened' && !fitsTour()) leaveTour();
  });
}
