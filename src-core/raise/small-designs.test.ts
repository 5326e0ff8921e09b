import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { lower } from '../lower/program.ts';
import { designOf } from '../lower/small-design.fixture.ts';
import { designOfFile } from '../onnx-import/import-onnx.ts';
import { fileOf, withoutNames } from '../onnx-import/without-weights.fixture.ts';
import { finished } from '../steps.ts';
import { blocksOf, lineOf, missingIn } from './missing-blocks.fixture.ts';
import { raise } from './raise.ts';

const image = (channels: number, size: number) => ['input', { channels, height: size, width: size }] as const;

/** Designs of which a way to say a block, or a value of a field, is told by its operators and those around it alone. */
const designs: Readonly<Record<string, Design>> = {
  'the momentum of a norm': designOf({
    x: image(3, 16),
    unit: ['conv-unit', { outChannels: 8, epsilon: 0.001, momentum: 0.01, activation: 'hard-swish' }, 'x'],
    y: ['output', {}, 'unit'],
  }),
  'hidden channels, since those of one block are no multiple': designOf({
    x: image(16, 16),
    one: ['inverted-residual', { expansion: 'channels', hidden: 72, outChannels: 40, stride: 2 }, 'x'],
    other: ['inverted-residual', { expansion: 'channels', hidden: 240, outChannels: 40 }, 'one'],
    y: ['output', {}, 'other'],
  }),
  'a bias where no other convolution had its norm folded': designOf({
    x: image(16, 16),
    one: ['conv-unit', { outChannels: 24 }, 'x'],
    other: ['conv-unit', { outChannels: 8, kernel: 1, bias: true, norm: 'none' }, 'one'],
    y: ['output', {}, 'other'],
  }),
  'the layers of a head': designOf({
    x: image(16, 7),
    head: ['mlp-head', { grid: 1, hidden: [24], classes: 10, activation: 'hard-swish' }, 'x'],
    y: ['output', {}, 'head'],
  }),
  'attention that is brought back to an odd size': designOf({
    x: image(16, 7),
    ghost: ['dfc-ghost-module', { outChannels: 24 }, 'x'],
    y: ['output', {}, 'ghost'],
  }),
  'parts that each turn the channels for themselves': designOf({
    x: image(8, 16),
    stage: ['pvt-stage', { depth: 2, outChannels: 8, patch: 3, stride: 2, reduction: 2, ratio: 2 }, 'x'],
    y: ['output', {}, 'stage'],
  }),
  'stages of one copy between others': designOf({
    x: image(8, 16),
    one: ['inverted-residual-stage', { depth: 2, outChannels: 8, activation: 'silu' }, 'x'],
    other: ['inverted-residual-stage', { depth: 1, outChannels: 16, activation: 'silu', stride: 2 }, 'one'],
    y: ['output', {}, 'other'],
  }),
  'a tree whose groups and root are both others than usual': designOf({
    x: image(16, 16),
    tree: ['dla-tree', { levels: 1, planes: 32, w: 8, s: 4, stride: 2, keepsInput: true }, 'x'],
    y: ['output', {}, 'tree'],
  }),
  'a list of which one of equal entries is another': designOf({
    x: image(28, 16),
    block: ['xception-block', { widths: [28, 40], stride: 2, shortcut: 'projection' }, 'x'],
    y: ['output', {}, 'block'],
  }),
  'a stride that is told by what else steps': designOf({
    x: image(256, 8),
    stage: ['resnet-stage', { depth: 2, planes: 128, stride: 2, strideOn: '1x1' }, 'x'],
    y: ['output', {}, 'stage'],
  }),
  'a variance, told by what is multiplied by its root': designOf({
    x: image(64, 8),
    stage: ['nf-stage', { depth: 2, planes: 16, stride: 2, variance: 1.08 }, 'x'],
    y: ['output', {}, 'stage'],
  }),
  'sizes of weights that are turned before they are used': designOf({
    x: image(16, 4),
    tokens: ['reshape', { sizes: [16, 16] }, 'x'],
    stage: ['mixer-stage', { depth: 2, tokens: 24, channels: 40 }, 'tokens'],
    flat: ['flatten', {}, 'stage'],
    y: ['output', {}, 'flat'],
  }),
  'an even kernel without padding': designOf({
    x: image(16, 8),
    unit: ['conv-unit', { outChannels: 24, kernel: 2, padding: 'none', bias: true }, 'x'],
    y: ['output', {}, 'unit'],
  }),
  'padding that a stride makes uneven': designOf({
    x: image(3, 16),
    unit: ['conv-unit', { outChannels: 32, stride: 2, padding: 'same', activation: 'silu' }, 'x'],
    y: ['output', {}, 'unit'],
  }),
  'a stride that became a dilation': designOf({
    x: image(256, 16),
    first: ['resnet-stage', { depth: 2, planes: 128, stride: 2 }, 'x'],
    stage: ['resnet-stage', { depth: 6, planes: 256, stride: 2, dilate: true }, 'first'],
    y: ['output', {}, 'stage'],
  }),
  'two blocks that one tensor enters': designOf({
    x: image(64, 16),
    stage: ['basic-stage', { depth: 2, planes: 32, stride: 2 }, 'x'],
    one: ['basic', { planes: 64, stride: 2 }, 'stage'],
    other: ['conv-unit', { outChannels: 24, kernel: 1 }, 'stage'],
    y: ['output', {}, 'one'],
    z: ['output', {}, 'other'],
  }),
  'a token ahead of patches': designOf({
    x: image(3, 32),
    stem: ['patch-embedding', { outChannels: 24, patch: 8 }, 'x'],
    y: ['output', {}, 'stem'],
  }),
};

test.each(Object.entries(designs))('%s is raised as it was drawn', { timeout: 120_000 }, (_, design) => {
  const program = lower(analyze(design, catalogue));
  if (!program.ok) throw new Error(program.issues.map(({ code }) => code).join());
  const imported = designOfFile(withoutNames(fileOf(program.value)), 'read');
  if (!imported.ok) throw new Error(imported.issues.map(({ code }) => code).join());
  const found = finished(raise(analyze(imported.value.design, catalogue), catalogue));
  const [wanted, all] = [blocksOf(design), found === null ? [] : blocksOf(found.design)];
  expect(missingIn(wanted, all).map(lineOf)).toEqual([]);
  expect(all.length).toBe(wanted.length);
  expect(found?.operators.inBlocks).toBe(found?.operators.all);
});
