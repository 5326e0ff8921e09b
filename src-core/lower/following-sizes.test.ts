import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import type { Design, ExpressionValue, FieldValue } from '../document/design.ts';
import { applyEdit } from '../document/edit.ts';
import { groupItems } from '../document/group.ts';
import { python, skipped } from '../operators/torch.fixture.ts';
import { conformance, relativeDifference } from './conformance.fixture.ts';
import { exportProgram } from './export-program.ts';
import { interpret } from './interpreter.ts';
import { toOnnxGraph } from './onnx-graph.ts';
import type { ExportOptions } from './onnx-options.ts';
import { plainExport } from './onnx-options.ts';
import { onnxruntime } from './onnxruntime.fixture.ts';
import { lower, weightsOf } from './program.ts';
import { coordinateAttention, croppedUnet, espcn, unet } from './size-designs.fixture.ts';
import { designOf } from './small-design.fixture.ts';
import { fillWeight } from './weights.ts';

function programOf(design: Design) {
  const program = lower(analyze(design, catalogue));
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  return program.value;
}

/** How far onnxruntime is from the interpreter at the sizes of a design, run with the file of the same design at others. */
async function gap(
  there: Design,
  exported: Design = there,
  asked: Partial<ExportOptions> = {},
): Promise<number> {
  const onnx = { ...plainExport, ...asked };
  const file = exportProgram(exported, catalogue, onnx);
  if (!file.ok) throw new Error(JSON.stringify(file.issues));
  const gaps = await conformance(programOf(there), onnxruntime, 1, { exported: file.value.program, onnx });
  if (!gaps.ok) throw new Error(JSON.stringify(gaps.issues));
  return Math.max(...Object.values(gaps.value));
}

/** The kinds of the nodes that a design's file has. */
function nodesOf(design: Design, dynamic: readonly string[]): readonly string[] {
  const file = exportProgram(design, catalogue, { ...plainExport, dynamic });
  if (!file.ok) throw new Error(JSON.stringify(file.issues));
  return toOnnxGraph(file.value.program).nodes.map(({ op }) => op);
}

const designs: readonly (readonly [name: string, make: (height: number, width: number) => Design])[] = [
  ['a U-Net with Pad to', unet],
  ['a U-Net with expressions', (height, width) => unet(height, width, 'pad')],
  ['a U-Net with Crop to', croppedUnet],
  ['a U-Net with Resize to', (height, width) => unet(height, width, 'resize-to')],
  ['ESPCN', espcn],
  ['coordinate attention', coordinateAttention],
];

describe.each(designs)('%s', (_, make) => {
  it.each([
    [13, 13],
    [16, 11],
  ])('computes the same in onnxruntime at %i × %i', async (height, width) => {
    expect(await gap(make(height, width))).toBeLessThan(1e-4);
  });

  it('has its sizes as constants where they are fixed, and reads them where they are free', () => {
    expect(nodesOf(make(13, 13), [])).not.toContain('Shape');
    expect(nodesOf(make(13, 13), ['height', 'width'])).toContain('Shape');
  });

  it('has the same parameters at any size', () => {
    const counts = [
      [13, 13],
      [32, 20],
      [57, 64],
    ].map(([height, width]) => analyze(make(height!, width!), catalogue).totals?.params);
    expect(new Set(counts).size).toBe(1);
    expect(counts[0]).toBeGreaterThan(0n);
  });

  it('as one file with free sizes runs at others', async () => {
    const dynamic = ['batch', 'height', 'width'];
    for (const [height, width] of [
      [13, 18],
      [11, 9],
    ] as const)
      expect(await gap(make(height, width), make(12, 15), { dynamic }), `${height} × ${width}`).toBeLessThan(
        1e-4,
      );
  });
});

/** The design with those items drawn inside another. */
function grouped(design: Design, ids: readonly string[], group: string): Design {
  const origin = { x: 0, y: 0 };
  const kinds = { group, input: 'part-input', output: 'part-output' };
  const places = { group: origin, input: () => origin, output: () => origin };
  const found = groupItems(design, new Set(ids), { kinds, places });
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  const edited = applyEdit(design, found.value.edit);
  if (!edited.ok) throw new Error(JSON.stringify(edited.issues));
  return edited.value.design;
}

const by = (expression: string): ExpressionValue => ({ expression });

it.each([
  ['adaptive-avg-pool', { rows: by('floor(in.height/2)'), columns: by('floor((in.width + 1)/2)') }],
  ['adaptive-avg-pool', { rows: by('in.height'), columns: by('in.width') }],
  ['adaptive-max-pool', { rows: 1, columns: by('in.width') }],
  ['slice', { axis: 'rows', start: by('floor(in.height/3)'), channels: by('floor(in.height/2)') }],
  ['slice', { axis: 'columns', start: by('in.width - 4'), rest: true }],
  ['crop', { top: by('floor(in.height/4)'), left: 1, rows: by('in.height - 2*top'), columns: 3 }],
  ['pad', { top: by('floor(in.height/3)'), right: 2, mode: 'reflect' }],
  ['pad', { bottom: by('mod(-in.height, 8)'), back: 1, value: 0.5 }],
  ['resize', { mode: 'bilinear', to: 'size', rows: by('2*in.height + 1'), columns: by('floor(in.width/2)') }],
  ['resize', { to: 'size', rows: by('in.height*2'), columns: 5 }],
  ['resize', { factor: 3, factorWidth: 2 }],
  ['resize', { mode: 'bicubic', factor: 1, factorWidth: 3 }],
  ['reshape', { sizes: [by('in.width*in.channels'), by('in.height')] }],
] as const)('%s %j in a file with free sizes', async (definition, fields) => {
  const make = (height: number, width: number) =>
    designOf({
      x: ['input', { channels: 2, height, width }],
      item: [definition, fields as Readonly<Record<string, FieldValue>>, 'x'],
      y: ['output', {}, 'item'],
    });
  expect(await gap(make(13, 11), make(12, 14), { dynamic: ['batch', 'height', 'width'] })).toBeLessThan(1e-5);
});

it.each([
  { opset: 13, precision: 'fp32' },
  { opset: 23, precision: 'fp32' },
  { opset: 18, precision: 'fp16' },
] as const)('a file with free sizes runs as $opset $precision', async (asked) => {
  const tolerance = asked.precision === 'fp16' ? 1e-2 : 1e-4;
  const dynamic = ['height', 'width'];
  for (const make of [(h: number, w: number) => unet(h, w, 'pad'), espcn, coordinateAttention])
    expect(await gap(make(11, 9), make(12, 14), { ...asked, dynamic })).toBeLessThan(tolerance);
});

describe('inside what is drawn by hand', () => {
  const inSequence = (height: number, width: number) =>
    grouped(unet(height, width, 'pad'), ['u1', 'f1', 'j1'], 'sequence');
  const inRepeat = (height: number, width: number) => {
    const design = designOf({
      x: ['input', { channels: 2, height, width }],
      cut: ['crop', { rows: { expression: 'in.height - 1' }, columns: { expression: 'in.width' } }, 'x'],
      y: ['output', {}, 'cut'],
    });
    return grouped(design, ['cut'], 'repeat');
  };

  it.each([
    ['a sequence', inSequence],
    ['a repeat', inRepeat],
  ])('sizes of %s follow where they are fixed and where they are free', async (_, make) => {
    expect(await gap(make(13, 11))).toBeLessThan(1e-4);
    expect(await gap(make(11, 9), make(12, 14), { dynamic: ['height', 'width'] })).toBeLessThan(1e-4);
  });
});

describe('a size that has one form below a number and another above it', () => {
  const cut = (height: number, width = 8) =>
    designOf({
      x: ['input', { channels: 2, height, width }],
      cut: ['crop', { rows: by('min(in.height, 4)'), columns: by('max(1, in.width - 20)') }, 'x'],
      y: ['output', {}, 'cut'],
    });
  const padded = (height: number) =>
    designOf({
      x: ['input', { channels: 2, height, width: 3 }],
      pad: ['pad', { bottom: by('max(0, 40 - in.height)') }, 'x'],
      cut: ['crop', { rows: by('round(in.height*3/8)'), columns: 2 }, 'pad'],
      y: ['output', {}, 'cut'],
    });

  it('is worked out when the file runs, on both sides of that number', async () => {
    const dynamic = ['height', 'width'];
    for (const [height, width] of [
      [2, 5],
      [4, 21],
      [9, 30],
    ] as const)
      expect(await gap(cut(height, width), cut(8), { dynamic }), `${height} × ${width}`).toBe(0);
  });

  it('is there in a file of a design that it does not change', async () => {
    for (const height of [3, 39, 40, 61])
      expect(await gap(padded(height), padded(500), { dynamic: ['height'] }), String(height)).toBe(0);
  });

  it('stays a constant where the size is fixed', async () => {
    expect(await gap(cut(8))).toBe(0);
    expect(nodesOf(cut(8), [])).not.toContain('Min');
    expect(nodesOf(cut(8), ['height'])).toContain('Min');
  });
});

/** The U-Net of `unet` in PyTorch, at the weights and the input that it reads. */
const reference = `
import json, sys, torch
import torch.nn.functional as F
torch.set_num_threads(1)
given = json.load(sys.stdin)
w = {name: torch.tensor(data, dtype=torch.float32).reshape(shape) for name, (shape, data) in given.items()}
conv = lambda name, x: F.conv2d(x, w[name + '.weight'], w.get(name + '.bias'), padding=w[name + '.weight'].shape[2] // 2)
def joined(small, skip):
    x = F.interpolate(small, scale_factor=2, mode='bilinear', align_corners=True)
    dy, dx = skip.shape[2] - x.shape[2], skip.shape[3] - x.shape[3]
    return torch.cat([skip, F.pad(x, [dx // 2, dx - dx // 2, dy // 2, dy - dy // 2])], 1)
c1 = conv('c1', w['x'])
c2 = conv('c2', F.max_pool2d(c1, 2))
c3 = conv('c3', F.max_pool2d(c2, 2))
y = conv('d1', joined(conv('d2', joined(c3, c2)), c1))
print(json.dumps([list(y.shape), y.flatten().tolist()]))
`;

/** PyTorch takes seconds to start, so one size alone in `npm test`: one that needs all pads. */
const sizes: readonly (readonly [height: number, width: number])[] =
  process.env.BLOCKWRIGHT_TEST_ALL === '1'
    ? [
        [21, 15],
        [16, 20],
        [57, 64],
      ]
    : [[21, 15]];

it.skipIf(python === undefined).each(sizes)(
  `the U-Net is PyTorch's at %i × %i${skipped}`,
  { timeout: 120_000 },
  (height, width) => {
    const program = programOf(unet(height, width));
    const weights = new Map(weightsOf(program).map((weight) => [weight.name, fillWeight(weight, 1)]));
    const x = {
      shape: [1, 3, height, width],
      data: Float32Array.from({ length: 3 * height * width }, (_, i) => Math.sin(i)),
    };
    const y = interpret(program, ({ name }) => weights.get(name)!, { x }).y!;
    const given = Object.fromEntries([
      ['x', [x.shape, [...x.data]]],
      ...weightsOf(program).map(({ name, shape }) => [name, [shape, [...weights.get(name)!]]]),
    ]);
    const { stdout, stderr } = spawnSync(python!, ['-c', reference], {
      input: JSON.stringify(given),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const [shape, data] = JSON.parse(stdout) as [number[], number[]];
    expect(y.shape).toEqual(shape);
    expect(relativeDifference(y, { shape, data: Float32Array.from(data) })).toBeLessThan(1e-5);
  },
);
