import { catalogue } from '../../src-core/catalogue.ts';
import { levelAt } from '../../src-core/scene/level.ts';
import { sceneOf } from '../../src-core/scene/scene.ts';
import { useDirection } from '../store/direction.ts';
import { useDocument } from '../store/document.ts';
import { useNavigation } from '../store/navigation.ts';
import { primaryPath, useSelection } from '../store/selection.ts';

export type Heading = 'up' | 'down' | 'left' | 'right';

const forward: Readonly<Record<Heading, { x: number; y: number }>> = {
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
};

/** How much more a step aside costs than one ahead. */
const aside = 3;

/** The nearest item in a direction from the selected one; without a selection the first item. Null where there is none. */
export function neighbour(heading: Heading): string | null {
  const level = levelAt(useDocument.getState().analysis, useNavigation.getState().level, catalogue);
  if (level === null) return null;
  const nodes = sceneOf(level, useDirection.getState().direction).nodes.filter(
    (node) => node.role === 'item',
  );
  const from = nodes.find((node) => node.path === primaryPath(useSelection.getState()));
  if (from === undefined) return nodes[0]?.path ?? null;
  const { x, y } = forward[heading];
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const node of nodes) {
    const dx = node.x + node.width / 2 - (from.x + from.width / 2);
    const dy = node.y + node.height / 2 - (from.y + from.height / 2);
    const ahead = dx * x + dy * y;
    const cost = ahead + aside * Math.abs(dx * y + dy * x);
    if (node === from || ahead <= 0 || cost >= least) continue;
    least = cost;
    best = node.path;
  }
  return best;
}
