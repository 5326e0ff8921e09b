import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networks } from '../catalogue.ts';
import { describe as sentenceOf } from '../errors.ts';
import type { Given } from '../language/field.ts';
import { lower } from '../lower/program.ts';
import { importOnnx } from '../onnx-import/import-bytes.fixture.ts';
import type { Imported } from '../onnx-import/import-onnx.ts';
import { designOfFile } from '../onnx-import/import-onnx.ts';
import { fileOf, withoutNames } from '../onnx-import/without-weights.fixture.ts';
import { finished } from '../steps.ts';
import { Forms } from './forms.ts';
import type { Raised } from './raise.ts';
import { raise } from './raise.ts';

const folder = new URL('../../../shared/onnx/', import.meta.url);
const files = existsSync(folder) ? readdirSync(folder).map((file) => file.replace('.onnx', '')) : [];
const isAll = process.env.BLOCKWRIGHT_TEST_ALL === '1';

function raised(imported: ReturnType<typeof importOnnx>): {
  readonly flat: Imported;
  readonly raised: Raised;
} {
  if (!imported.ok) throw new Error(imported.issues.map(sentenceOf).join('\n'));
  const found = finished(raise(analyze(imported.value.design, catalogue), catalogue));
  if (found === null) throw new Error('nothing was raised');
  return { flat: imported.value, raised: found };
}

/** Blocks in their order, each with its depth where it is a stage. */
const lineOf = ({ items }: Raised): readonly string[] =>
  items.map(
    ({ definition, values }) => `${definition}${values.depth === undefined ? '' : ` ${values.depth}`}`,
  );

const stages = (name: string, ...depths: readonly number[]): readonly string[] =>
  depths.map((depth) => `${name} ${depth}`);

/** What torchvision's models are raised to; of the others only how much of them lies in blocks is said. */
const lines: Readonly<Record<string, readonly string[]>> = {
  resnet50: ['stem', ...stages('resnet-stage', 3, 4, 6, 3), 'head'],
  'resnet18-unfolded-dynamic': ['stem', ...stages('basic-stage', 2, 2, 2, 2), 'head'],
  mobilenet_v2: ['conv-unit', ...stages('inverted-residual-stage', 1, 2, 3, 4, 3, 3, 1), 'conv-unit', 'head'],
  efficientnet_b0: [
    'conv-unit',
    ...stages('inverted-residual-stage', 1, 2, 2, 3, 3, 4, 1),
    'conv-unit',
    'head',
  ],
};
/** Attention as torchvision exports it is not the operators of our blocks, so little of these two is raised. */
const isAttention = (name: string): boolean => /^(?:swin|vit)/.test(name);
const shortTest = ['resnet50'];

describe.skipIf(files.length === 0)("exports of torchvision's models, raised", () => {
  test.each(files.filter((name) => (isAll && !isAttention(name)) || shortTest.includes(name)))(
    '%s',
    { timeout: 300_000 },
    (name) => {
      const { flat, raised: found } = raised(importOnnx(readFileSync(new URL(`${name}.onnx`, folder)), name));
      const [before, after] = [flat.design, found.design].map((design) => analyze(design, catalogue).totals);
      expect([after?.params, after?.buffers, after?.macs]).toEqual([
        before?.params,
        before?.buffers,
        before?.macs,
      ]);
      expect(found.operators.inBlocks / found.operators.all).toBeGreaterThanOrEqual(0.9);
      if (lines[name] !== undefined) expect(lineOf(found)).toEqual(lines[name]);
    },
  );
});

/** The blocks of a design, each with its values and the sizes of its inputs. */
function blocksOf(design: Imported['design']) {
  const { order, items } = analyze(design, catalogue);
  return order.flatMap((id) => {
    const { definition, expansion } = items.get(id)!;
    if (definition?.kind !== 'block' || expansion === null) return [];
    return [{ definition, values: expansion.values, inputs: expansion.inputs }];
  });
}

type Block = ReturnType<typeof blocksOf>[number];

const textOf = ({ definition, values }: Block): string =>
  `${definition.id} ${Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')}`;

const forms = new Forms();
const formText = ({ definition, values, inputs }: Block): string =>
  forms
    .of(definition, values as Given, inputs)
    .nodes.map(({ text, sources }) => text + JSON.stringify(sources))
    .join();

/** Whether a block has the same fields as another; one that changes nothing there, as nothing says of it, may differ. */
const isSame = (wanted: Block, found: Block): boolean =>
  wanted.definition === found.definition &&
  Object.entries(found.values).every(
    ([name, value]) =>
      String(wanted.values[name]) === String(value) ||
      formText({ ...wanted, values: { ...wanted.values, [name]: value } }) === formText(wanted),
  );

/** The blocks that have no counterpart among others. */
function missingIn(wanted: readonly Block[], found: readonly Block[]): readonly string[] {
  const left = [...found];
  return wanted.flatMap((one) => {
    const at = left.findIndex((other) => isSame(one, other));
    if (at < 0) return [textOf(one)];
    left.splice(at, 1);
    return [];
  });
}

describe('ready networks exported, stripped of names and weights, and raised by structure alone', () => {
  const always = [
    'hs-resnet-50',
    'hs-resnet-18',
    'hs-resnet-101-public',
    'res2net-50',
    'res2net-50-v1b',
    'ghost-resnet-50',
    'resnet-18',
    'resnet-18-d',
    'se-resnet-18',
    'mobilenet-v2',
  ];
  const chosen = networks.filter(({ name }) => isAll || always.includes(name));
  /** Of these every block is to be found, of the others nine in ten. */
  const families = /^(?:hs-|res2ne|ghost|resnet|wide-resnet|resnext|se-resnet|mobilenet-v2)/;

  test.each(chosen)(
    '$name is the same blocks with the same fields',
    { timeout: 600_000 },
    ({ name, design }) => {
      const program = lower(analyze(design, catalogue));
      if (!program.ok) throw new Error(program.issues.map(sentenceOf).join('\n'));
      const { raised: found } = raised(designOfFile(withoutNames(fileOf(program.value)), name));
      const [wanted, all] = [blocksOf(design), blocksOf(found.design)];
      const missing = missingIn(wanted, all);
      const share = 1 - missing.length / wanted.length;
      if (isAll) console.info(`${name}: ${(100 * share).toFixed(0)}% of its blocks`);
      expect(new Set(found.items.map(({ by }) => by))).toEqual(new Set(['structure']));
      if (families.test(name)) expect([missing, all.length]).toEqual([[], wanted.length]);
      expect(share).toBeGreaterThanOrEqual(0.9);
    },
  );
});
