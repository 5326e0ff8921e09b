import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { definitionOf } from '../definitions.ts';
import { expand } from '../language/expand.ts';
import type { Given } from '../language/field.ts';
import { Refusal } from '../language/refusal.ts';
import type { TorchCase } from './torch.fixture.ts';
import { gapsToTorch, python, pythonWithVision, skipped } from './torch.fixture.ts';

const int = (min: number, max: number) => fc.integer({ min, max });
const pair = (min: number, max: number) => fc.tuple(int(min, max), int(min, max));

/** A case on two images of four channels, of so many rows and columns. */
const on = (
  id: string,
  fields: Given,
  torch: string,
  [rows, columns]: readonly [number, number],
): TorchCase => [id, fields, torch, [[2, 4, rows, columns]]];

/** The fields of a number for rows and for columns. */
const byAxis = (name: string, [rows, columns]: readonly [number, number]) => ({
  [name]: rows,
  [`${name}Width`]: columns,
});

const sizes = pair(1, 9);
const borders = ['reflect', 'replicate', 'circular'] as const;

const padded = fc
  .record({ mode: fc.constantFrom('constant', ...borders), near: pair(0, 4), far: pair(0, 4), sizes })
  .map(({ mode, near: [top, left], far: [bottom, right], sizes }) =>
    on(
      'pad',
      { left, right, top, bottom, mode },
      `F.pad(x, (${[left, right, top, bottom]}), '${mode}')`,
      sizes,
    ),
  );

/** A module of PyTorch with our weights. */
const moduleOf = (made: string) =>
  `[m.load_state_dict({'weight': w, 'bias': b}) and m(x).detach() for m in [torch.nn.${made}]][0]`;

const convolved = fc
  .record({
    paddingMode: fc.constantFrom('zeros', ...borders),
    kernel: pair(1, 4),
    stride: pair(1, 3),
    dilation: pair(1, 2),
    pad: pair(0, 3),
    groups: fc.constantFrom(1, 2),
    sizes,
  })
  .map(({ paddingMode, kernel, stride, dilation, pad, groups, sizes }) =>
    on(
      'conv2d',
      {
        outChannels: 6,
        groups,
        bias: true,
        padding: 'custom',
        ...byAxis('kernel', kernel),
        ...byAxis('stride', stride),
        ...byAxis('dilation', dilation),
        ...byAxis('pad', pad),
        paddingMode,
      },
      moduleOf(
        `Conv2d(4, 6, (${kernel}), (${stride}), (${pad}), (${dilation}), ${groups}, padding_mode='${paddingMode}')`,
      ),
      sizes,
    ),
  );

const modes = {
  nearest: "mode='nearest'",
  'nearest-exact': "mode='nearest-exact'",
  bilinear: "mode='bilinear', align_corners=False",
  'bilinear-corners': "mode='bilinear', align_corners=True",
  bicubic: "mode='bicubic', align_corners=False",
  'bicubic-corners': "mode='bicubic', align_corners=True",
} as const;
const mode = fc.constantFrom(...(Object.keys(modes) as (keyof typeof modes)[]));

const resizedToSize = fc
  .record({ mode, target: pair(1, 20), sizes })
  .map(({ mode, target: [rows, columns], sizes }) =>
    on(
      'resize',
      { mode, to: 'size', rows, columns },
      `F.interpolate(x, (${rows}, ${columns}), ${modes[mode]})`,
      sizes,
    ),
  );

const resizedByFactor = fc
  .record({ mode, factor: pair(1, 9), divisor: pair(1, 9), recompute: fc.boolean(), sizes })
  .map(({ mode, factor, divisor, recompute, sizes }) =>
    on(
      'resize',
      { mode, ...byAxis('factor', factor), ...byAxis('divisor', divisor), recompute },
      `F.interpolate(x, scale_factor=(${factor[0]}/${divisor[0]}, ${factor[1]}/${divisor[1]}), recompute_scale_factor=${recompute ? 'True' : 'False'}, ${modes[mode]})`,
      sizes,
    ),
  );

const pooled = fc
  .record({
    kernel: pair(1, 4),
    stride: pair(1, 3),
    dilation: pair(1, 3),
    pad: pair(0, 2),
    ceil: fc.boolean(),
    output: int(0, 1),
    sizes,
  })
  .map(({ kernel, stride, dilation, pad, ceil, output, sizes }): TorchCase => {
    const [id, fields, torch, inputs] = on(
      'max-pool',
      {
        padding: 'custom',
        ...byAxis('kernel', kernel),
        ...byAxis('stride', stride),
        ...byAxis('dilation', dilation),
        ...byAxis('pad', pad),
        ceil,
        indices: true,
      },
      `F.max_pool2d(x, (${kernel}), (${stride}), (${pad}), (${dilation}), ${ceil ? 'True' : 'False'}, True)[${output}]`,
      sizes,
    );
    return [id, fields, torch, inputs, output];
  });

const normed = fc
  .record({ p: fc.constantFrom(2, 4, 6), kernel: pair(1, 4), stride: pair(1, 3), sizes })
  .map(({ p, kernel, stride, sizes }) =>
    on(
      'lp-pool',
      { p, padding: 'none', ...byAxis('kernel', kernel), ...byAxis('stride', stride) },
      `F.lp_pool2d(x, ${p}, (${kernel}), (${stride}))`,
      sizes,
    ),
  );

const rearranged = fc
  .record({ factor: int(1, 3), id: fc.constantFrom('depth-to-space', 'space-to-depth'), sizes: pair(1, 3) })
  .map(
    ({ factor, id, sizes: [rows, columns] }): TorchCase =>
      id === 'depth-to-space'
        ? [id, { factor }, `F.pixel_shuffle(x, ${factor})`, [[2, 2 * factor * factor, rows, columns]]]
        : [id, { factor }, `F.pixel_unshuffle(x, ${factor})`, [[2, 3, factor * rows, factor * columns]]],
  );

const alongSequence = fc
  .record({
    id: fc.constantFrom('conv1d', 'transposed-conv1d', 'max-pool1d', 'avg-pool1d'),
    kernel: int(1, 4),
    stride: int(1, 3),
    dilation: int(1, 2),
    pad: int(0, 2),
    groups: fc.constantFrom(1, 2),
    paddingMode: fc.constantFrom('zeros', ...borders),
    ceil: fc.boolean(),
    length: int(1, 20),
  })
  .map(({ id, kernel, stride, dilation, pad, groups, paddingMode, ceil, length }): TorchCase => {
    const inputs = [[2, 4, length]];
    const shared = { kernel, stride, pad, padding: 'custom' };
    const filters = { outChannels: 6, bias: true, groups, dilation };
    const isCeil = ceil ? 'True' : 'False';
    const made: Readonly<Record<typeof id, readonly [Given, string]>> = {
      conv1d: [
        { ...shared, ...filters, paddingMode },
        moduleOf(
          `Conv1d(4, 6, ${kernel}, ${stride}, ${pad}, ${dilation}, ${groups}, padding_mode='${paddingMode}')`,
        ),
      ],
      'transposed-conv1d': [
        { kernel, stride, pad, ...filters },
        moduleOf(`ConvTranspose1d(4, 6, ${kernel}, ${stride}, ${pad}, 0, ${groups}, True, ${dilation})`),
      ],
      'max-pool1d': [
        { ...shared, dilation, ceil },
        `F.max_pool1d(x, ${kernel}, ${stride}, ${pad}, ${dilation}, ${isCeil})`,
      ],
      'avg-pool1d': [{ ...shared, ceil }, `F.avg_pool1d(x, ${kernel}, ${stride}, ${pad}, ${isCeil})`],
    };
    return [id, ...made[id], inputs];
  });

const deformed = fc
  .record({
    kernel: pair(1, 3),
    stride: pair(1, 3),
    dilation: pair(1, 2),
    pad: pair(0, 2),
    groups: fc.constantFrom(1, 2),
    offsetGroups: fc.constantFrom(1, 2, 4),
    modulated: fc.boolean(),
    sizes,
  })
  .filter(({ kernel, dilation, pad, sizes }) =>
    sizes.every((size, axis) => size + 2 * pad[axis]! > dilation[axis]! * (kernel[axis]! - 1)),
  )
  .map(({ kernel, stride, dilation, pad, groups, offsetGroups, modulated, sizes }): TorchCase => {
    const positions = sizes.map((size, axis) => {
      const span = size + 2 * pad[axis]! - dilation[axis]! * (kernel[axis]! - 1) - 1;
      return Math.floor(span / stride[axis]!) + 1;
    });
    const taps = offsetGroups * kernel[0] * kernel[1];
    const settings = `b, (${stride}), (${pad}), (${dilation})`;
    return [
      'deform-conv2d',
      {
        outChannels: 6,
        groups,
        offsetGroups,
        modulated,
        bias: true,
        padding: 'custom',
        ...byAxis('kernel', kernel),
        ...byAxis('stride', stride),
        ...byAxis('dilation', dilation),
        ...byAxis('pad', pad),
      },
      `__import__('torchvision').ops.deform_conv2d(x, y, w, ${settings}${modulated ? ', z' : ''})`,
      [[2, 4, ...sizes], [2, 2 * taps, ...positions], ...(modulated ? [[2, taps, ...positions]] : [])],
    ];
  });

/** Whether we compute a case at all; what PyTorch makes of the others is not looked at. */
function isPossible([id, fields, , inputs]: TorchCase): boolean {
  const shapes = inputs!.map((shape) => shape.map(BigInt));
  try {
    expand(definitionOf(id)!, fields, shapes);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

const kinds = {
  padded,
  convolved,
  resizedToSize,
  resizedByFactor,
  pooled,
  normed,
  rearranged,
  alongSequence,
};
/** Those of torchvision. */
const visionKinds = { deformed };

/** Draws 25 possible cases of each kind and computes them both ways. */
function compare(drawnKinds: Readonly<Record<string, fc.Arbitrary<TorchCase>>>, interpreter?: string): void {
  const seed = randomInt(2 ** 31);
  const cases = Object.entries(drawnKinds).flatMap(([name, kind]) => {
    const drawn = fc.sample<TorchCase>(kind, { seed, numRuns: 400 });
    const possible = drawn.filter(isPossible).slice(0, 25);
    expect(possible.length, `${name}, seed ${seed}`).toBe(25);
    return possible;
  });
  for (const { torch, ours, theirs, gap } of gapsToTorch(cases, interpreter)) {
    expect(ours, `${torch}, seed ${seed}`).toEqual(theirs);
    expect(gap, `${torch}, seed ${seed}`).toBeLessThan(1e-5);
  }
}

test.skipIf(python === undefined)(
  `whatever the fields are, we compute what PyTorch computes${skipped}`,
  () => compare(kinds),
  60_000,
);

test.skipIf(pythonWithVision === undefined)(
  `and what torchvision computes${pythonWithVision === undefined ? ' (skipped: no Python here has it)' : ''}`,
  () => compare(visionKinds, pythonWithVision),
  60_000,
);
