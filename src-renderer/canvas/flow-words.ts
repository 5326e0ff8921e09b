import type { PortEnd } from '../../src-core/scene/level.ts';
import { fromRail, toRail } from '../../src-core/scene/level.ts';
import { t } from '../locale/translate.ts';

/** What an end of a wire is called where it is spoken: `conv1, out`, or the port alone at an end of the level itself. */
export const endName = ({ item, port }: PortEnd): string =>
  item === fromRail || item === toRail ? port : `${item}, ${port}`;

/** What React Flow says of its own parts, in the language of the window. */
export const flowWords = () => ({
  'node.a11yDescription.default': t(
    'Enter goes inside, the arrow keys go on to other items, Delete removes it.',
  ),
  'node.a11yDescription.keyboardDisabled': t(
    'Enter goes inside, the arrow keys go on to other items, Delete removes it.',
  ),
  'node.a11yDescription.ariaLiveMessage': ({ x, y }: { x: number; y: number }) =>
    t('Moved to {x}, {y}', { x: Math.round(x), y: Math.round(y) }),
  'edge.a11yDescription.default': t('Delete removes the wire.'),
  'minimap.ariaLabel': t('Map of the canvas'),
  'handle.ariaLabel': t('Port'),
});
