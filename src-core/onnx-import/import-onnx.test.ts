import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import { describe as sentenceOf } from '../errors.ts';
import type { Program } from '../lower/program.ts';
import { lower } from '../lower/program.ts';
import { structureOf } from '../lower/structures/of-program.fixture.ts';
import { canonical } from '../lower/structures/structure.fixture.ts';
import { ofEachKind } from '../networks/of-each-kind.fixture.ts';
import { importOnnx } from './import-bytes.fixture.ts';
import type { Imported } from './import-onnx.ts';
import { designOfFile } from './import-onnx.ts';
import { fileOf } from './without-weights.fixture.ts';

const folder = new URL('../../../shared/onnx/', import.meta.url);
const files = existsSync(folder) ? readdirSync(folder) : [];

/**
 * Parameters, buffers and multiply-accumulates of torchvision's models as their exports hold them. A norm that was folded is
 * the bias of its convolution: ResNet-50's 25,557,032 parameters less 53,120 of its norms, and 26,560 of biases. Swin's tables of
 * relative positions are written out, 49 x 49 numbers a head in the place of 169.
 */
const counts: Readonly<Record<string, readonly [params: bigint, buffers: bigint, macs: bigint]>> = {
  convnext_tiny: [28_589_128n, 0n, 4_455_531_264n],
  deeplabv3_resnet50: [39_610_517n, 0n, 40_895_250_432n],
  densenet121: [7_971_368n, 68_672n, 2_834_161_664n],
  efficientnet_b0: [5_267_540n, 0n, 385_814_752n],
  inception_v3: [23_817_352n, 0n, 5_713_216_096n],
  mobilenet_v2: [3_487_816n, 0n, 300_774_272n],
  mobilenet_v3_large: [5_470_832n, 0n, 216_589_760n],
  'resnet18-unfolded-dynamic': [11_689_512n, 9_600n, 1_814_073_344n],
  resnet50: [25_530_472n, 0n, 4_089_184_256n],
  'shufflenet_v2_x1_0-dynamic': [2_270_514n, 0n, 144_907_992n],
  swin_t: [28_596_370n, 0n, 4_490_566_656n],
  vgg11: [132_863_336n, 0n, 7_609_090_048n],
  vit_b_16: [86_567_656n, 0n, 17_563_828_224n],
};

const imported = (result: ReturnType<typeof importOnnx>): Imported => {
  if (!result.ok) throw new Error(result.issues.map(sentenceOf).join('\n'));
  return result.value;
};

const programOf = (design: Imported['design']): Program => {
  const program = lower(analyze(design, catalogue));
  if (!program.ok) throw new Error(program.issues.map(sentenceOf).join('\n'));
  return program.value;
};

describe.skipIf(files.length === 0)("exports of torchvision's models, their weights left out", () => {
  test.each(files.map((file) => file.replace('.onnx', '')))('%s is counted as it stands', (name) => {
    const read = imported(importOnnx(readFileSync(new URL(`${name}.onnx`, folder)), name));
    const { totals, issues } = analyze(read.design, catalogue);
    expect(issues).toEqual([]);
    expect([totals?.params, totals?.buffers, totals?.macs]).toEqual(counts[name]);
  });
});

/** Why the file of a ready network is not read back as what it was written from. */
const reasons: Readonly<Record<string, RegExp>> = {
  'areas of boxes, of which the sizes are not said without a file': /rcnn/,
};
const isRead = (name: string): boolean => !Object.values(reasons).some((names) => names.test(name));

/** What a file does not tell of a pool, a permutation or a constant, and which changes nothing of what it computes. */
const plain = (line: string): string =>
  line
    .replace(/ ceil$/, '')
    .replace(/^((?:max|avg)-pool k\S+ s\S+) p.*$/, '$1')
    .replace(/^(times \d+\.\d{5}).*$/, '$1')
    .replace(/(scaled \d+\.\d{5})\d*/, '$1')
    .replace(/^space-to-depth 2 DCR$/, 'permute 035124');

const linesOf = (program: Program): readonly string[] => {
  const { steps, outputs } = structureOf(program);
  return canonical({ steps: steps.map((step) => ({ ...step, text: plain(step.text) })), outputs }).lines;
};

/**
 * Of these the lists have another spelling: bins as windows, ceil mode as padding, a norm of responses, a cut of an axis, keys
 * that are turned ahead of a product, branches in another order; or no words, as for tables.
 */
const otherForms = /^(?:pspnet|bn-inception|convnext-v2|cbam|cait|upernet|swin|maxvit|edsr)/;

const isEqual = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((line, index) => line === b[index]);

describe('the file that a ready network is exported as', () => {
  const chosen = ofEachKind.filter(({ name }) => isRead(name));

  test.each(chosen)('$name is read back with the same counts', ({ name, design }) => {
    const analysis = analyze(design, catalogue);
    const program = lower(analysis);
    if (!program.ok) throw new Error(program.issues.map(sentenceOf).join('\n'));
    const back = analyze(imported(designOfFile(fileOf(program.value), name)).design, catalogue);
    expect(back.issues).toEqual([]);
    const { params, buffers, macs } = analysis.totals!;
    expect([back.totals?.params, back.totals?.buffers, back.totals?.macs]).toEqual([params, buffers, macs]);
  });

  it('computes the same', { timeout: 120_000 }, () => {
    const others = chosen
      .filter(({ name }) => !otherForms.test(name))
      .flatMap(({ name, design }) => {
        const program = programOf(design);
        const back = programOf(imported(designOfFile(fileOf(program), name)).design);
        return isEqual(linesOf(back), linesOf(program)) ? [] : [name];
      });
    expect(others).toEqual([]);
  });
});
