import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networks } from '../catalogue.ts';
import { describe as sentenceOf } from '../errors.ts';
import { lower } from '../lower/program.ts';
import type { SaidScope } from '../lower/said-scopes.ts';
import { saidScopes } from '../lower/said-scopes.ts';
import { importOnnx } from '../onnx-import/import-bytes.fixture.ts';
import type { Imported } from '../onnx-import/import-onnx.ts';
import { designOfFile } from '../onnx-import/import-onnx.ts';
import { fileOf, withoutNames } from '../onnx-import/without-weights.fixture.ts';
import { finished } from '../steps.ts';
import { lineOf as blockLine, blocksOf, missingIn, reasonsFor } from './missing-blocks.fixture.ts';
import type { Raised } from './raise.ts';
import { raise } from './raise.ts';

const folder = new URL('../../../shared/onnx/', import.meta.url);
const files = existsSync(folder) ? readdirSync(folder).map((file) => file.replace('.onnx', '')) : [];
const isAll = process.env.BLOCKWRIGHT_TEST_ALL === '1';

function raised(
  imported: ReturnType<typeof importOnnx>,
  scopes: readonly SaidScope[] = [],
): {
  readonly flat: Imported;
  readonly raised: Raised;
} {
  if (!imported.ok) throw new Error(imported.issues.map(sentenceOf).join('\n'));
  const { design, modules } = imported.value;
  const found = finished(raise(analyze(design, catalogue), catalogue, { modules, scopes }));
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
  swin_t: ['swin-stem', ...stages('swin-stage', 2, 2, 6, 2), 'swin-head'],
  vit_b_16: ['patch-embedding', 'encoder-stage 12', 'token-head'],
  efficientnet_b0: [
    'conv-unit',
    ...stages('inverted-residual-stage', 1, 2, 2, 3, 3, 4, 1),
    'conv-unit',
    'head',
  ],
};
const shortTest = ['resnet50', 'vit_b_16'];

describe.skipIf(files.length === 0)("exports of torchvision's models, raised", () => {
  test.each(files.filter((name) => isAll || shortTest.includes(name)))('%s', { timeout: 300_000 }, (name) => {
    const { flat, raised: found } = raised(importOnnx(readFileSync(new URL(`${name}.onnx`, folder)), name));
    const [before, after] = [flat.design, found.design].map((design) => analyze(design, catalogue).totals);
    expect([after?.params, after?.buffers, after?.macs]).toEqual([
      before?.params,
      before?.buffers,
      before?.macs,
    ]);
    expect(found.operators.inBlocks / found.operators.all).toBeGreaterThanOrEqual(0.9);
    if (lines[name] !== undefined) expect(lineOf(found)).toEqual(lines[name]);
  });
});

/** Of a network with more operators the search for blocks looks at a part. */
const mostOperators = 2_500;

/** The networks of fewest and of most operators in each family: what lies between is more of the same, and all take an hour. */
function endsOfFamilies(): ReadonlySet<string> {
  const sizes = networks.map(({ name, family, design }) => {
    const operators = analyze(design, catalogue).totals?.operators ?? 0;
    return { name, family, operators };
  });
  const ordered = sizes
    .filter(({ operators }) => operators <= mostOperators)
    .toSorted((one, other) => one.operators - other.operators);
  const ends = ordered.filter(({ name, family }) => {
    const members = ordered.filter((other) => other.family === family);
    return name === members[0]?.name || name === members.at(-1)?.name;
  });
  return new Set(ends.map(({ name }) => name));
}

const endsOfFamily = isAll ? endsOfFamilies() : new Set<string>();

/**
 * Blocks that are found of networks of which fewer than nine in ten are: those of many inputs, stems that a block behind them
 * could hold as well, and what stands there with fields that are not found yet. None of them may be lost.
 */
const foundSoFar: Readonly<Record<string, number>> = {
  'cait-xxs24-224': 3,
  crnn: 5,
  'deeplab-v3-plus': 5,
  'efficientnet-v2-s': 7,
  'ese-vovnet-39b': 8,
  'hrnet-w18-small-v1': 10,
  'hrnet-w64': 10,
  'inception-resnet-v2': 17,
  polynet: 23,
  'semantic-fpn': 5,
  'ssdlite320-mobilenet-v3-large': 20,
  'tf-efficientdet-d5': 8,
  upernet: 6,
  'vovnet-39a': 8,
};

describe('ready networks exported, stripped of names and weights, and raised by structure alone', () => {
  const always = ['hs-resnet-18', 'vit-s-16'];
  const others = ['hs-resnet-50', 'res2net-50', 'ghost-resnet-50', 'mobilenet-v2', 'swin-t'];
  const more = isAll ? new Set([...endsOfFamily, ...others]) : new Set<string>();
  const chosen = networks.filter(({ name }) => always.includes(name) || more.has(name));
  /** Of these every block is to be found, of the others nine in ten. */
  const families = /^(?:hs-|res2ne|ghost|resnet|nf-resnet|wide-resnet|resnext|se-resnet|mobilenet-v2)/;

  test.each(chosen)(
    '$name is the same blocks with the same fields',
    { timeout: 600_000 },
    ({ name, design }) => {
      const program = lower(analyze(design, catalogue));
      if (!program.ok) throw new Error(program.issues.map(sentenceOf).join('\n'));
      const { flat, raised: found } = raised(designOfFile(withoutNames(fileOf(program.value)), name));
      const [wanted, all] = [blocksOf(design), blocksOf(found.design)];
      const missing = missingIn(wanted, all);
      const why = reasonsFor(missing, flat.design);
      const lines = missing.map((block, at) => `  ${blockLine(block)}: ${why[at]}`);
      const counted = `${name}: ${wanted.length - missing.length} of ${wanted.length} blocks`;
      if (isAll) console.info([counted, ...lines].join('\n'));
      expect(new Set(found.items.map(({ by }) => by))).toEqual(new Set(['structure']));
      if (families.test(name)) expect([lines, all.length]).toEqual([[], wanted.length]);
      expect(wanted.length - missing.length).toBeGreaterThanOrEqual(
        foundSoFar[name] ?? Math.ceil(0.9 * wanted.length),
      );
    },
  );
});

describe('ready networks exported without their design, but with the scopes that stand in the file', () => {
  const short = ['hs-resnet-50', 'ghostnet', 'hrnet-w18-small-v1', 'tf-efficientdet-d0'];
  /** A token that two items read is one of each in the file; of areas of boxes a file alone says the sizes; bins of pools may be windows. */
  const others = /^(?:cait|pspnet|upernet)|rcnn/;
  const all = networks.filter(({ name }) => !others.test(name));

  test.each(isAll ? all : all.filter(({ name }) => short.includes(name)))(
    '$name is the same blocks by the same names',
    { timeout: 300_000 },
    ({ name, design }) => {
      const program = lower(analyze(design, catalogue));
      if (!program.ok) throw new Error(program.issues.map(sentenceOf).join('\n'));
      const file = fileOf(program.value);
      const { raised: found } = raised(designOfFile(file, name), saidScopes(file.metadata));
      const said = blocksOf(found.design).map(blockLine);
      expect(
        blocksOf(design)
          .map(blockLine)
          .filter((line) => !said.includes(line)),
      ).toEqual([]);
    },
  );
});
