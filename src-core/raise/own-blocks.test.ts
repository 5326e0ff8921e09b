import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { item, named, ownBlock, wires } from '../analysis/own-blocks.fixture.ts';
import { catalogue } from '../catalogue.ts';
import { blockHasher } from '../document/block-hash.ts';
import { blocksAndLibrary } from '../document/block-library.ts';
import type { Design, OwnBlock } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import { lower } from '../lower/program.ts';
import { designOfFile } from '../onnx-import/import-onnx.ts';
import { fileOf } from '../onnx-import/without-weights.fixture.ts';
import { finished } from '../steps.ts';
import { raise } from './raise.ts';

const width = { name: 'w', kind: 'dimension', label: 'Width', min: 1, max: 512, default: 8 } as const;

/** A convolution whose result goes through tanh and is multiplied by itself: nothing that is ready is that. */
const gate = ownBlock(
  'gate',
  [width],
  [
    item('in', 'part-input'),
    item('conv', 'conv2d', { outChannels: named('w'), kernel: 3 }),
    item('tanh', 'tanh'),
    item('by', 'mul'),
    item('out', 'part-output'),
  ],
  wires('in -> conv', 'conv -> tanh', 'conv -> by:a', 'tanh -> by:b', 'by -> out'),
);

/** Two of them, one inside the other's definition. */
const twoGates = ownBlock(
  'two-gates',
  [width],
  [
    item('in', 'part-input'),
    item('one', 'own:gate', { w: named('w') }),
    item('two', 'own:gate', { w: named('2*w') }),
    item('out', 'part-output'),
  ],
  wires('in -> one:in', 'one:out -> two:in', 'two:out -> out'),
);

const used: Design = {
  ...emptyDesign('Gates'),
  blocks: [gate],
  nodes: [
    item('x', 'input', { channels: 3, height: 16, width: 16 }),
    item('a', 'own:gate', { w: 24 }),
    item('b', 'own:gate', { w: 48 }),
    item('c', 'own:gate', { w: 48 }),
    item('y', 'output'),
  ],
  edges: wires('x -> a:in', 'a:out -> b:in', 'b:out -> c:in', 'c:out -> y'),
};

function raised(blocks: readonly OwnBlock[]) {
  const program = lower(analyze(used, catalogue));
  if (!program.ok) throw new Error(program.issues.map(({ code }) => code).join());
  const file = fileOf(program.value);
  const nodes = file.nodes.map((node, at) => ({ ...node, name: `n${at}` }));
  const flat = designOfFile({ ...file, nodes }, 'Gates');
  if (!flat.ok) throw new Error('not read');
  return finished(raise(analyze(flat.value.design, catalogue), catalogue, { blocks }));
}

const usesIn = (found: ReturnType<typeof raised>) =>
  found?.items.map(({ definition, values, by }) => [definition, Number(values.w), by]);

test('a block of one’s own is found with its fields, and its definition comes along', () => {
  const found = raised([gate]);
  expect(usesIn(found)).toEqual([
    ['own:gate', 24, 'structure'],
    ['own:gate', 48, 'structure'],
    ['own:gate', 48, 'structure'],
  ]);
  expect(found?.design.blocks).toEqual([gate]);
  expect(found?.operators).toEqual({ all: 9, inBlocks: 9 });
  const totals = analyze(used, catalogue).totals;
  expect(analyze(found!.design, catalogue).totals).toMatchObject({
    params: totals?.params,
    macs: totals?.macs,
  });
});

test('one that stands inside another comes along with it, and with the link to the library', () => {
  const library = [gate, twoGates];
  const found = raised(blocksAndLibrary([], library));
  expect(usesIn(found)).toEqual([
    ['own:two-gates', 24, 'structure'],
    ['own:gate', 48, 'structure'],
  ]);
  const hash = blockHasher(library);
  expect(found?.design.blocks?.map(({ id, library: link }) => [id, link])).toEqual(
    library.map(({ id }) => [id, { id, hash: hash(id) }]),
  );
});

test('what a person has and the file has not stays out', () => {
  const other = ownBlock(
    'other',
    [width],
    [
      item('in', 'part-input'),
      item('conv', 'conv2d', { outChannels: named('w'), kernel: 3 }),
      item('cut', 'hard-swish'),
      item('out', 'part-output'),
    ],
    wires('in -> conv', 'conv -> cut', 'cut -> out'),
  );
  const found = raised([other, gate]);
  expect(found?.design.blocks).toEqual([gate]);
});
