import { expect, test } from 'vitest';
import type { Design } from './design.ts';
import { emptyDesign } from './design.ts';
import type { Edit } from './edit.ts';
import { batch } from './edit.ts';
import { labelOf } from './edit-label.ts';

const node = { id: 'conv', definition: 'convolution', fields: {}, position: { x: 0, y: 0 } };
const edge = { id: 'e1', from: { node: 'stem', port: 'out' }, to: { node: 'conv', port: 'in' } };
const variable = { name: 'w', kind: 'integer' as const, value: 1, min: 1, max: 2 };
const design: Design = { ...emptyDesign(), nodes: [node], edges: [edge], variables: [variable] };
const position = { x: 1, y: 1 };
const set = (id: string, field: string): Edit => ({ kind: 'setField', id, field, value: 1 });

test('every edit says what it does', () => {
  const labels: [Edit, string][] = [
    [{ kind: 'addNode', node }, 'Add conv'],
    [{ kind: 'removeNode', id: 'conv' }, 'Remove conv'],
    [{ kind: 'renameNode', id: 'conv', to: 'stem' }, 'Rename conv to stem'],
    [{ kind: 'moveNodes', moves: [{ id: 'conv', position }] }, 'Move conv'],
    [
      {
        kind: 'moveNodes',
        moves: [
          { id: 'conv', position },
          { id: 'b', position },
        ],
      },
      'Move 2 items',
    ],
    [set('stage1', 's'), 'Set s of stage1'],
    [{ kind: 'clearField', id: 'conv', field: 's' }, 'Reset s of conv'],
    [{ kind: 'addEdge', edge }, 'Connect stem to conv'],
    [{ kind: 'removeEdge', id: 'e1' }, 'Disconnect conv from stem'],
    [{ kind: 'removeEdge', id: 'unknown' }, 'Remove a wire'],
    [{ kind: 'addVariable', variable }, 'Add variable w'],
    [{ kind: 'removeVariable', name: 'w' }, 'Remove variable w'],
    [{ kind: 'setVariable', name: 'w', value: 2 }, 'Set w'],
    [{ kind: 'editVariable', name: 'w', variable }, 'Edit variable w'],
    [{ kind: 'editVariable', name: 'w', variable: { ...variable, name: 'v' } }, 'Rename variable w to v'],
    [{ kind: 'setTitle', title: '' }, 'Rename the design'],
  ];
  for (const [edit, label] of labels) expect(labelOf(design, edit)).toBe(label);
});

test('a batch says what it does as a whole', () => {
  const add = (id: string): Edit => ({ kind: 'addNode', node: { ...node, id } });
  const labels: [readonly Edit[], string][] = [
    [[add('a'), add('b'), { kind: 'addEdge', edge }], 'Add 2 items'],
    [
      [
        { kind: 'removeEdge', id: 'e1' },
        { kind: 'removeNode', id: 'conv' },
      ],
      'Remove conv',
    ],
    [
      [
        { kind: 'removeEdge', id: 'e1' },
        { kind: 'addEdge', edge },
      ],
      'Connect stem to conv',
    ],
    [[set('a', 'k'), set('b', 'k'), set('c', 'k')], 'Set k of 3 items'],
    [[set('a', 'k'), set('a', 's')], 'Set k of a and more'],
    [
      [{ kind: 'editVariable', name: 'w', variable: { ...variable, name: 'v' } }, set('a', 'w')],
      'Rename variable w to v',
    ],
    [[], 'Change nothing'],
  ];
  for (const [edits, label] of labels) expect(labelOf(design, { kind: 'batch', edits })).toBe(label);
  expect(labelOf(design, batch([add('a')]))).toBe('Add a');
});
