import type { Design, DesignEdge, DesignNode, FieldValue, OwnBlock, OwnField } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';

const origin = { x: 0, y: 0 };

export const item = (
  id: string,
  definition: string,
  fields: Record<string, FieldValue> = {},
  more: Pick<DesignNode, 'parent' | 'when' | 'weightsOf'> = {},
): DesignNode => ({ id, definition, ...more, fields, position: origin });

/** `conv:out -> relu:in`, `out` and `in` where they are left out. */
export const wires = (...texts: readonly string[]): DesignEdge[] =>
  texts.map((text, index) => {
    const [from = '', to = ''] = text.split(' -> ');
    const [source = '', out = 'out'] = from.split(':');
    const [target = '', into = 'in'] = to.split(':');
    return { id: `e${index + 1}`, from: { node: source, port: out }, to: { node: target, port: into } };
  });

export const named = (expression: string) => ({ expression });

const size = (name: string, value: number, kind = 'dimension'): OwnField => ({
  name,
  kind,
  label: name,
  min: 1,
  max: 4096,
  default: value,
});

export const ownBlock = (
  name: string,
  fields: readonly OwnField[],
  nodes: readonly DesignNode[],
  edges: readonly DesignEdge[],
): OwnBlock => ({ id: `own:${name}`, title: name, fields, nodes, edges });

const lane = { parent: 'lanes' } as const;
const passes = { ...lane, when: named('1 - first') } as const;

/** The HS-Block drawn from lanes: the first passes, the last is not cut. */
export const hsFromLanes = ownBlock(
  'hs',
  [size('s', 5, 'structural'), size('w', 20), size('k', 3)],
  [
    item('in', 'part-input', { channels: named('s*w') }),
    item('lanes', 'lanes', { s: named('s') }),
    item('out', 'part-output'),
    item('own', 'part-input', {}, lane),
    item('before', 'carry-input', {}, lane),
    item('join', 'concat', {}, lane),
    item('conv', 'conv-unit', { outChannels: named('channels'), kernel: named('k') }, passes),
    item(
      'cut',
      'split',
      { sizes: [named('channels - floor(channels/2)'), named('floor(channels/2)')] },
      { ...lane, when: named('(1 - first)*(1 - last)') },
    ),
    item('leave', 'part-output', {}, lane),
    item('carry', 'carry-output', {}, lane),
  ],
  wires(
    'in -> lanes:own',
    'lanes:leave -> out',
    'own -> join:in1',
    'before -> join:in2',
    'join -> conv',
    'conv -> cut',
    'cut:out1 -> leave',
    'cut:out2 -> carry',
  ),
);

/** The Res2Net module drawn from lanes: the last passes. */
export const res2netFromLanes = ownBlock(
  'res2net',
  [size('s', 4, 'structural'), size('w', 26), size('k', 3)],
  [
    item('in', 'part-input', { channels: named('s*w') }),
    item('lanes', 'lanes', { s: named('s') }),
    item('out', 'part-output'),
    item('own', 'part-input', {}, lane),
    item('before', 'carry-input', {}, lane),
    item('add', 'add', {}, { ...lane, when: named('1 - last') }),
    item(
      'conv',
      'conv-unit',
      { outChannels: named('w'), kernel: named('k') },
      { ...lane, when: named('1 - last') },
    ),
    item('leave', 'part-output', {}, lane),
    item('carry', 'carry-output', {}, lane),
  ],
  wires(
    'in -> lanes:own',
    'lanes:leave -> out',
    'own -> add:a',
    'before -> add:b',
    'add -> conv',
    'conv -> leave',
    'conv -> carry',
  ),
);

/** A dense block drawn from lanes: each reads what came in and all that was made before, and hands it on with its own. */
export const denseFromLanes = ownBlock(
  'dense',
  [size('s', 3, 'structural'), size('g', 4)],
  [
    item('in', 'part-input'),
    item('lanes', 'lanes', { s: named('s') }),
    item('join', 'concat'),
    item('out', 'part-output'),
    item('all', 'whole-input', {}, lane),
    item('before', 'carry-input', {}, lane),
    item('read', 'concat', {}, lane),
    item('norm1', 'batch-norm', {}, lane),
    item('act1', 'relu', {}, lane),
    item('conv1', 'conv2d', { outChannels: named('4*g'), kernel: 1 }, lane),
    item('norm2', 'batch-norm', {}, lane),
    item('act2', 'relu', {}, lane),
    item('conv2', 'conv2d', { outChannels: named('g'), kernel: 3 }, lane),
    item('more', 'concat', {}, lane),
    item('leave', 'part-output', {}, lane),
    item('carry', 'carry-output', {}, lane),
  ],
  wires(
    'in -> lanes:all',
    'in -> join:in1',
    'lanes:leave -> join:in2',
    'join -> out',
    'all -> read:in1',
    'before -> read:in2',
    'read -> norm1',
    'norm1 -> act1',
    'act1 -> conv1',
    'conv1 -> norm2',
    'norm2 -> act2',
    'act2 -> conv2',
    'before -> more:in1',
    'conv2 -> more:in2',
    'more -> carry',
    'conv2 -> leave',
  ),
);

/** A bottleneck whose fields were promoted as sizes, the number of groups too, which a convolution needs as a number. */
export const bottleneckOfFields = ownBlock(
  'bottle',
  [size('mid', 16), size('k', 3), size('groups', 1)],
  [
    item('in', 'part-input'),
    item('down', 'conv2d', { outChannels: named('mid'), kernel: 1 }),
    item('conv', 'conv2d', { outChannels: named('2*mid'), kernel: named('k'), groups: named('groups') }),
    item('out', 'part-output'),
  ],
  wires('in -> down', 'down -> conv', 'conv -> out'),
);

/** A design with one item of a definition between its input and its output. */
export const around = (
  definition: string,
  fields: Record<string, FieldValue>,
  channels: number,
  blocks: readonly OwnBlock[] = [],
): Design => ({
  ...emptyDesign('test'),
  ...(blocks.length > 0 && { blocks }),
  nodes: [
    item('input', 'input', { channels, height: 14, width: 14 }),
    item('x', definition, fields),
    item('output', 'output'),
  ],
  edges: blocks.some(({ id }) => id === definition)
    ? wires('input -> x:in', 'x:out -> output')
    : wires('input -> x', 'x -> output'),
});
