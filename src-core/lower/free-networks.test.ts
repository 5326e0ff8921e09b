import { describe, expect, test } from 'vitest';
import { catalogue, networks } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import type { ReadyNetwork } from '../networks/ready-network.ts';
import { onTwoImages } from '../networks/two-images.fixture.ts';
import { relativeDifference } from './conformance.fixture.ts';
import { noiseOf, weightsFor } from './cut-weights.fixture.ts';
import { exportProgram } from './export-program.ts';
import type { OnnxBytes } from './onnx-bytes.ts';
import { encodeOnnx } from './onnx-bytes.ts';
import { plainExport } from './onnx-options.ts';
import { onnxruntime } from './onnxruntime.fixture.ts';
import type { Program } from './program.ts';

/** Set by `npm run test:all`. */
const runsAll = process.env.BLOCKWRIGHT_TEST_ALL === '1';
/** One of each way in which sizes are followed, or are not: kernels, windows, patches, a map that is resized, a grid of boxes. */
const soon = /^(?:resnet-18|swin-t|mobilevit-s|lraspp-mobilenet-v3-large|yolov5n|vit-s-16|crnn|mixer-s32)$/;
/** What two ways of running single precision may be apart. */
const tolerance = 1e-3;

/**
 * The networks whose source holds for one size of image, the item that says so, and what each has that depends on it: learned
 * positions, linear layers over the positions or over what a pool of fixed size leaves, or a height that leaves one row.
 */
const refused: readonly (readonly [names: RegExp, code: string, node: string])[] = [
  [/^(vit|deit|cait)-/, 'export/free-weight', 'stem/positions'],
  [/^mixer-/, 'export/free-weight', 'blocks/block1/token1'],
  [/^crnn$/, 'export/free-design', 'columns'],
  [/^(inception-resnet-v2|polynet)$/, 'export/free-weight', 'fc'],
];

/** Their regions are numbered by image, so that a file of theirs is for as many images as the design has. */
const forSoManyImages = /rcnn/;

interface Exported {
  readonly program: Program;
  readonly onnx: OnnxBytes;
}

function exported(name: string, design: Design, dynamic: readonly string[]): Exported {
  const asked = { ...plainExport, dynamic };
  const found = exportProgram(design, catalogue, asked);
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  const { program } = found.value;
  const weights = weightsFor(name);
  const onnx = encodeOnnx(program, { version: 'test', seed: 1, weights, onnx: asked });
  if (!onnx.ok) throw new Error(JSON.stringify(onnx.issues));
  return { program, onnx: onnx.value };
}

/** Whether the file of free sizes gives at those of a design what a file for them alone gives. */
async function expectSame(name: string, free: Exported, design: Design): Promise<void> {
  const fixed = exported(name, design, []);
  const inputsTimes = (factor: number) =>
    Object.fromEntries(
      fixed.program.inputs.map(({ name: input, shape }) => [
        input,
        { shape, data: noiseOf(shape).map((value) => value * factor) },
      ]),
    );
  const inputs = inputsTimes(1);
  const expected = await onnxruntime(fixed.onnx, inputs);
  const found = await onnxruntime(free.onnx, inputs);
  expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
  const gaps = Object.entries(expected).map(([output, tensor]) => relativeDifference(found[output], tensor));
  if (gaps.every((gap) => gap < tolerance)) return;
  // Gates and depth carry a last bit of what goes in so far that no more can be told from what comes out.
  const nudged = await onnxruntime(fixed.onnx, inputsTimes(1 + 2 ** -23));
  for (const [index, [output, tensor]] of Object.entries(expected).entries()) {
    const carried = 4 * relativeDifference(nudged[output], tensor);
    expect(gaps[index], `${output} of ${tensor.shape}`).toBeLessThan(Math.max(tolerance, carried));
  }
}

describe('ready networks exported for images of any size', () => {
  const refusalOf = ({ name }: ReadyNetwork) => refused.find(([names]) => names.test(name));
  const asked = runsAll ? networks : networks.filter(({ name }) => soon.test(name));

  test.each(asked.filter((network) => refusalOf(network) === undefined))(
    '$name is one file for all of them',
    { timeout: 300_000 },
    async ({ name, design }) => {
      const sizes = onTwoImages(name, design);
      const isForAny = !forSoManyImages.test(name);
      const free = isForAny
        ? exported(name, design, ['batch', 'height', 'width'])
        : exported(name, sizes[0]!, ['height', 'width']);
      for (const sized of sizes) await expectSame(name, free, sized);
      if (isForAny) return;
      const issue = { code: 'export/free-size', data: { dimension: 'batch' } };
      const refusedBatch = exportProgram(design, catalogue, { ...plainExport, dynamic: ['batch'] });
      expect(refusedBatch).toMatchObject({ ok: false, issues: [issue] });
    },
  );

  test.each(asked.filter((network) => refusalOf(network) !== undefined))(
    '$name says which item holds for one size, and is a file for any batch',
    { timeout: 300_000 },
    (network) => {
      const [, code, node] = refusalOf(network)!;
      const { design } = network;
      const both = exportProgram(design, catalogue, { ...plainExport, dynamic: ['height', 'width'] });
      expect(both).toMatchObject({ ok: false, issues: [{ code, where: { node } }] });
      expect(exportProgram(design, catalogue, { ...plainExport, dynamic: ['batch'] }).ok).toBe(true);
    },
  );

  test.runIf(!runsAll)('the others', ({ skip }) => {
    skip('npm run test:all runs all ready networks');
  });
});
