import { useConvention } from '../store/convention.ts';
import { useDocument } from '../store/document.ts';
import { useJobs } from '../store/jobs.ts';
import { largestAt } from '../store/metrics.ts';
import { useNavigation } from '../store/navigation.ts';
import type { ViewState } from '../store/view.ts';
import { millisecondsText } from '../ui/figures.ts';

/** Room for each character of the time of a wire, and around it. */
const character = 6.6;
const around = 10;
export const chipHeight = 15;
/** Of what stands for the time of a wire that has no room for it. */
export const markSize = 9;

export const chipText = (ms: number): string => `${millisecondsText(ms)} ms`;
export const chipWidth = (text: string): number => Math.ceil(text.length * character + around);

/** Whether the canvas shows times at all: as heat, or as bars while there is no heat. */
export const showsTimes = ({ heat, bars }: Pick<ViewState, 'heat' | 'bars'>): boolean =>
  heat === 'time' || (heat === 'off' && bars === 'time');

/** Of the items of the level that is shown: what has that time is the hottest. */
export function useLargestTime(): number {
  const times = useJobs((state) => state.profile?.times ?? null);
  const level = useNavigation((state) => state.level);
  const convention = useConvention();
  return useDocument((state) => largestAt(state.analysis, level, 'time', { times, convention }));
}
