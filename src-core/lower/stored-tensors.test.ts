import { describe, expect, test } from 'vitest';
import { toText } from '../algebra/print.ts';
import { flatProgramOf } from '../analysis/flat-program.ts';
import { designFormulas, symbolicDesign } from '../analysis/formulas/design-formulas.ts';
import { bytesMoved } from '../analysis/intensity.ts';
import { peakActivationBytes, weightBytes } from '../analysis/peak-memory.ts';
import { receptiveFieldFormulas } from '../analysis/receptive-field/formula.ts';
import { receptiveFields } from '../analysis/receptive-field/receptive-field.ts';
import { catalogue } from '../catalogue.ts';
import { sentence } from '../errors.ts';
import { analysisOf, designOf, gapOf, programOf } from './small-design.fixture.ts';
import { fillWeight } from './weights.ts';

const map = { channels: 4, height: 6, width: 5 };

/** The first block of Swin-T, on windows of 7 × 7; its map has `across` windows along each side. */
function swinBlock(across: number) {
  const side = 7 * across;
  const windows = [across, 7, across, 7, 96];
  const heads = { sizes: [49, 3, 32] };
  const swap = { order: [0, 1, 3, 2, 4, 5] };
  const byHead = { order: [0, 2, 1, 3] };
  const linear = (outFeatures: number) => ({ outFeatures, lastAxis: true });
  return {
    x: ['input', { channels: 96, height: side, width: side }],
    nhwc: ['permute', { order: [0, 2, 3, 1] }, 'x'],
    ln1: ['layer-norm', { axis: 'last' }, 'nhwc'],
    w1: ['reshape', { sizes: windows }, 'ln1'],
    w2: ['permute', swap, 'w1'],
    w3: ['reshape', { sizes: [0, 49, 96], withBatch: true }, 'w2'],
    q: ['linear', linear(96), 'w3'],
    qr: ['reshape', heads, 'q'],
    qp: ['permute', byHead, 'qr'],
    d: ['constant', { values: [{ expression: '1/sqrt(d)' }] }],
    qs: ['mul', {}, 'qp', 'd'],
    k: ['linear', linear(96), 'w3'],
    kr: ['reshape', heads, 'k'],
    kp: ['permute', byHead, 'kr'],
    v: ['linear', linear(96), 'w3'],
    vr: ['reshape', heads, 'v'],
    vp: ['permute', byHead, 'vr'],
    qk: ['matmul', { transposed: true }, 'qs', 'kp'],
    table: ['parameter', { sizes: [169, 3], init: 'normal' }],
    bias: ['relative-position', {}, 'table'],
    scores: ['add', {}, 'qk', 'bias'],
    sm: ['softmax', { axis: 'last' }, 'scores'],
    av: ['matmul', {}, 'sm', 'vp'],
    op: ['permute', byHead, 'av'],
    or: ['reshape', { sizes: [49, 96] }, 'op'],
    proj: ['linear', linear(96), 'or'],
    b1: ['reshape', { sizes: [0, across, across, 7, 7, 96], withBatch: true }, 'proj'],
    b2: ['permute', swap, 'b1'],
    b3: ['reshape', { sizes: [side, side, 96] }, 'b2'],
    res1: ['add', {}, 'nhwc', 'b3'],
    ln2: ['layer-norm', { axis: 'last' }, 'res1'],
    fc1: ['linear', linear(384), 'ln2'],
    g: ['gelu', {}, 'fc1'],
    fc2: ['linear', linear(96), 'g'],
    res2: ['add', {}, 'res1', 'fc2'],
    nchw: ['permute', { order: [0, 3, 1, 2] }, 'res2'],
    y: ['output', {}, 'nchw'],
  } as const;
}
const d = { name: 'd', kind: 'integer', value: 32, min: 1, max: 512 } as const;

describe('a learned tensor on its own', () => {
  test("gives Swin-T's first block the 112,347 parameters that torchvision counts", async () => {
    const { totals, issues } = analysisOf(swinBlock(8), [d]);
    expect(issues).toEqual([]);
    expect(totals).toMatchObject({ params: 112_347n, parts: { tensor: 507n } });
    expect(await gapOf(programOf(swinBlock(2), [d]))).toBeLessThan(1e-4);
  });

  test('keeps the symbols of its sizes in formulas', () => {
    const c = { name: 'C', kind: 'integer', value: 8, min: 1, max: 64 } as const;
    const size = { expression: 'C' };
    const design = designOf(
      {
        x: ['input', map],
        conv: ['conv2d', { outChannels: size, kernel: 1, bias: false }, 'x'],
        gamma: ['parameter', { sizes: [size, 1, 1], init: 'ones' }],
        scaled: ['mul', {}, 'conv', 'gamma'],
        y: ['output', {}, 'scaled'],
      },
      [c],
    );
    const formulas = designFormulas(symbolicDesign(design, catalogue));
    if (!formulas.ok) throw new Error(JSON.stringify(formulas.issues));
    expect(formulas.value.held).toEqual([]);
    expect(toText(formulas.value.parts.tensor.exact)).toBe('C');
    expect(toText(formulas.value.params.exact)).toBe('5*C');
  });

  test('is counted with the weights, and not as an activation', () => {
    const analysis = analysisOf({
      x: ['input', map],
      table: ['parameter', { sizes: [4, 6, 5] }],
      sum: ['add', {}, 'x', 'table'],
      y: ['output', {}, 'sum'],
    });
    const program = flatProgramOf(analysis)!;
    const bytes = 4n * 4n * 6n * 5n;
    expect(analysis.totals).toMatchObject({ activationBytes: bytes, operators: 1 });
    expect(weightBytes(program)).toBe(bytes);
    expect(peakActivationBytes(program)).toBe(2n * bytes);
    expect(bytesMoved(analysis.items.get('table')!.expansion!)).toBe(0n);
  });

  test('is repeated for each image where it is joined, as a class token is', async () => {
    const program = programOf({
      x: ['input', { batch: 3, ...map }],
      rows: ['reshape', { sizes: [30, 4] }, 'x'],
      token: ['parameter', { sizes: [1, 4], init: 'normal' }],
      tokens: ['broadcast', {}, 'token', 'rows'],
      joined: ['concat', {}, 'tokens', 'rows'],
      positions: ['parameter', { sizes: [31, 4], init: 'uniform' }],
      sum: ['add', {}, 'joined', 'positions'],
      y: ['output', {}, 'sum'],
    });
    expect(program.outputs[0]!.shape).toEqual([3, 31, 4]);
    expect(await gapOf(program)).toBeLessThan(1e-6);
  });

  test('is filled as it says, alike for the same seed', () => {
    const weight = (init: 'zeros' | { normal: number } | { uniform: number }) =>
      fillWeight({ name: 'p.weight', shape: [10_000], init, trainable: true, part: 'tensor' }, 7);
    const normal = weight({ normal: 0.5 });
    const deviation = Math.sqrt(normal.reduce((squares, value) => squares + value ** 2, 0) / normal.length);
    expect(Math.abs(deviation - 0.5)).toBeLessThan(0.02);
    const uniform = weight({ uniform: 0.25 });
    expect(Math.max(...uniform)).toBeLessThanOrEqual(0.25);
    expect(Math.max(...uniform)).toBeGreaterThan(0.249);
    expect(Math.min(...uniform)).toBeLessThan(-0.249);
    expect(weight({ uniform: 0.25 })).toEqual(uniform);
  });
});

describe('a constant', () => {
  const scaledBy = (value: number | { expression: string }) =>
    ({
      x: ['input', map],
      k: ['constant', { values: [value] }],
      scaled: ['mul', {}, 'x', 'k'],
      y: ['output', {}, 'scaled'],
    }) as const;

  test('may be an expression with a root, right to the last digit of a double', () => {
    const { items } = analysisOf(scaledBy({ expression: '1/sqrt(d)' }), [d]);
    expect(items.get('k')!.values!.values).toEqual([1 / Math.sqrt(32)]);
    const square = analysisOf(scaledBy({ expression: '1/sqrt(d*2)' }), [d]);
    expect(square.items.get('k')!.values!.values).toEqual([0.125]);
  });

  test('is no parameter and spreads over a map', async () => {
    const program = programOf(scaledBy(0.25));
    expect(program.operators.map(({ path }) => path)).toEqual(['k', 'scaled']);
    expect(program.flat.operators.flatMap(({ expansion }) => Object.keys(expansion.weights))).toEqual([]);
    expect(await gapOf(program)).toBeLessThan(1e-6);
  });

  test('leaves what is read of the image as it is, as a set and as a formula', () => {
    const analysis = analysisOf({
      x: ['input', { channels: 4, height: 32, width: 32 }],
      conv: ['conv2d', { outChannels: 4, kernel: 3 }, 'x'],
      k: ['constant', {}],
      scaled: ['mul', {}, 'k', 'conv'],
      table: ['parameter', { sizes: [4, 1, 1] }],
      shifted: ['add', {}, 'scaled', 'table'],
      y: ['output', {}, 'shifted'],
    });
    const fields = receptiveFields(analysis)!;
    const [shifted] = fields.of('shifted')!;
    expect(shifted!.rows).toBe(fields.of('conv')![0]!.rows);
    expect(shifted!.isBound).toBe(false);
    const expansionOf = (id: string) => analysis.items.get(id)!.expansion!;
    const [k] = receptiveFieldFormulas('k', expansionOf('k'), []);
    const of3 = { least: [3n], most: [3n], step: 1n };
    const inputs = [k!, { rows: of3, columns: of3 }];
    expect(receptiveFieldFormulas('scaled', expansionOf('scaled'), inputs)).toEqual([inputs[1]]);
  });

  test('has one value, or as many as its sizes have places', () => {
    const { issues } = analysisOf({
      x: ['input', map],
      k: ['constant', { sizes: [4, 1, 1], values: [1, 2, 3] }],
      sum: ['add', {}, 'x', 'k'],
      y: ['output', {}, 'sum'],
    });
    expect(issues.map((each) => [each.where, sentence(each)])).toEqual([
      [{ node: 'k', field: 'values' }, 'must have 1 value, or 4 as its sizes say, got 3'],
    ]);
  });
});

describe('sizes that do not fit', () => {
  test.each(['add', 'mul', 'sub', 'max'])('%s prints every size of both, the batch among them', (use) => {
    const { issues } = analysisOf({
      x: ['input', { batch: 3, channels: 3, height: 8, width: 8 }],
      z: ['input', { batch: 2, channels: 3, height: 8, width: 8 }],
      s: [use, {}, 'x', 'z'],
      y: ['output', {}, 's'],
    });
    expect(issues.map(sentence)).toEqual([
      'expects 3 × 3 × 8 × 8, or 1 for some of these, got 2 × 3 × 8 × 8',
    ]);
  });
});
