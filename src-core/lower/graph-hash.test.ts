import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { applyEdit } from '../document/edit.ts';
import type { Edit } from '../document/edit-kinds.ts';
import { graphHash } from './graph-hash.ts';
import { lower } from './program.ts';

function hashOf(design: Design): string {
  const program = lower(analyze(design, catalogue));
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  return graphHash(program.value);
}

function edited(design: Design, edit: Edit): Design {
  const applied = applyEdit(design, edit);
  if (!applied.ok) throw new Error(JSON.stringify(applied.issues));
  return applied.value.design;
}

const design = networkOf('hs-resnet-18-public')!.design;
const hash = hashOf(design);

test('a title, names of items and places are no part of it', () => {
  const renamed = design.nodes.find(({ definition }) => definition !== 'input' && definition !== 'output')!;
  const other = edited(
    {
      ...design,
      title: 'another',
      nodes: design.nodes.map((node) => ({ ...node, position: { x: 7, y: 9 } })),
    },
    { kind: 'renameNode', id: renamed.id, to: 'something else' },
  );
  expect(hashOf(other)).toBe(hash);
});

test.each([
  ['the size of the image', { kind: 'setField', id: 'input', field: 'height', value: 192 }],
  ['the batch', { kind: 'setField', id: 'input', field: 'batch', value: 2 }],
  ['the classes of the head', { kind: 'setField', id: 'head', field: 'classes', value: 10 }],
] as const)('%s is', (_, edit) => {
  expect(hashOf(edited(design, edit))).not.toBe(hash);
});

test('no two ready networks that count differently have the same', () => {
  const names = ['resnet-18', 'resnet-34', 'resnet-18-d', 'hs-resnet-18-public', 'squeezenet-1.1', 'vgg-11'];
  expect(new Set(names.map((name) => hashOf(networkOf(name)!.design))).size).toBe(names.length);
});
