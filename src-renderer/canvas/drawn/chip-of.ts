import type { Analysis } from '../../../src-core/analysis/analyzer.ts';
import type { Convention } from '../../../src-core/analysis/conventions/convention.ts';
import type { SceneWire } from '../../../src-core/scene/geometry.ts';
import type { Surroundings } from '../../../src-core/scene/wire-label.ts';
import { useJobs } from '../../store/jobs.ts';
import { largestAt } from '../../store/metrics.ts';
import { joinPath } from '../../store/navigation.ts';
import { useView } from '../../store/view.ts';
import { betweenItems } from '../../store/wire-times.ts';
import { showsTimes } from '../wire-chip.ts';
import type { WireChip } from './paint-chip.ts';

const none = (): null => null;

/** What finds the time of each wire of a level, as it is shown now. @param level the path of the item whose inside it is */
export function chipsOf(
  analysis: Analysis,
  level: string,
  surroundings: Surroundings,
  convention: Convention,
): (wire: SceneWire) => WireChip | null {
  const { profile } = useJobs.getState();
  const view = useView.getState();
  if (profile === null || profile.wires.size === 0 || !showsTimes(view)) return none;
  const largest = largestAt(analysis, level, 'time', { times: profile.times, convention });
  return ({ id, from, to }) => {
    if (surroundings.doubled.has(id)) return null;
    const ends = betweenItems(joinPath(level, from.item), joinPath(level, to.item));
    const ms = profile.wires.get(ends)?.ms ?? 0;
    if (ms === 0) return null;
    return { ms, fraction: view.heat === 'time' ? (largest === 0 ? 0 : ms / largest) : null };
  };
}
