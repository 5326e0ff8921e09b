import { describe, expect, test } from 'vitest';
import type { Expr } from '../algebra/expression.ts';
import type { Analysis } from '../analysis/analyzer.ts';
import { analyze } from '../analysis/analyzer.ts';
import { designFormulas, symbolicDesign } from '../analysis/formulas/design-formulas.ts';
import { formulaAt } from '../analysis/formulas/formula-at.fixture.ts';
import type { ReceptiveFieldFormula } from '../analysis/receptive-field/formula.ts';
import { receptiveFieldFormulas } from '../analysis/receptive-field/formula.ts';
import { receptiveFields } from '../analysis/receptive-field/receptive-field.ts';
import { catalogue, networkOf, networks } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { ofEachKind } from '../networks/of-each-kind.fixture.ts';
import type { ReadyNetwork } from '../networks/ready-network.ts';
import { tooLarge } from '../networks/too-large.fixture.ts';
import { onTwoImages } from '../networks/two-images.fixture.ts';
import { cutWeights, noiseOf, weightsFor } from './cut-weights.fixture.ts';
import { exportProgram } from './export-program.ts';
import { encodeOnnx } from './onnx-bytes.ts';
import { plainExport } from './onnx-options.ts';
import { onnxruntime } from './onnxruntime.fixture.ts';
import type { WeightSource } from './weights.ts';

/** Set by `npm run test:all`. */
const runsAll = process.env.BLOCKWRIGHT_TEST_ALL === '1';
/** Networks with more of either take seconds to load, and 30 million weights are 120 MB, twice while they are loaded. */
const most = { params: 30_000_000n, operators: 800 };
/** The first of a family may have as many; of the other kinds those that load in a moment are enough to run. */
const mostOfOthers = 15_000_000n;

/** Formulas in the design's variables and the sizes of its image, at what these are: the counts. */
function expectFormulas(design: Design, { totals }: Analysis): void {
  const symbolic = symbolicDesign(design, catalogue);
  const formulas = designFormulas(symbolic);
  if (!formulas.ok) throw new Error(JSON.stringify(formulas.issues));
  for (const key of ['params', 'buffers', 'macs', 'activationBytes'] as const) {
    const { exact, form, holds } = formulaAt(formulas.value[key], symbolic.numbers);
    expect(exact, `${key}, with floors`).toBe(totals![key]);
    if (holds) expect(form, `${key}, closed`).toBe(totals![key]);
  }
}

const extremes = (sizes: readonly Expr[], most: 1 | -1): bigint =>
  (sizes as readonly bigint[]).reduce((best, size) => ((size - best) * BigInt(most) > 0n ? size : best));

/** What each item reads of the image, over all its paths: from the smallest to the largest window that its formula says. */
function expectReceptiveFields(analysis: Analysis): void {
  const sets = receptiveFields(analysis);
  expect(sets).not.toBeNull();
  const byPath = new Map<string, readonly (ReceptiveFieldFormula | null)[]>();
  for (const id of analysis.order) {
    const { expansion, sources } = analysis.items.get(id)!;
    const inputs = sources.map((source) => byPath.get(source!.node)![source!.output]!);
    receptiveFieldFormulas(id, expansion!, inputs, byPath);
    const fields = sets!.of(id)!;
    byPath.get(id)!.forEach((formula, output) => {
      for (const axis of ['rows', 'columns'] as const) {
        const known = fields[output]![axis].extremes;
        if (formula === null || known === null) continue;
        const { least, most } = formula[axis];
        const ends = [extremes(least, -1), extremes(most, 1)];
        expect(ends, `${id} ${axis}`).toEqual([BigInt(known.min.size), BigInt(known.max.size)]);
      }
    });
  }
}

/** Its exported file computes all its outputs in the shapes of the analysis. */
async function expectRun(design: Design, analysis: Analysis, weights: WeightSource): Promise<void> {
  const exported = exportProgram(design, catalogue, plainExport);
  if (!exported.ok) throw new Error(JSON.stringify(exported.issues));
  const { program } = exported.value;
  const model = encodeOnnx(program, { version: 'test', seed: 1, weights });
  if (!model.ok) throw new Error(JSON.stringify(model.issues));
  const inputs = program.inputs.map(({ name, shape }) => [name, { shape, data: noiseOf(shape) }]);
  const outputs = await onnxruntime(model.value, Object.fromEntries(inputs));
  expect(program.outputs.length).toBeGreaterThan(0);
  for (const { name } of program.outputs) {
    const source = analysis.items.get(name)!.sources[0]!;
    const shape = analysis.items.get(source.node)!.outputs[source.output]!.map(Number);
    const { shape: got, data } = outputs[name]!;
    expect([name, ...got]).toEqual([name, ...shape]);
    expect(data.every(Number.isFinite), `${name} is finite`).toBe(true);
    expect(new Set(data).size, `${name} tells values apart`).toBeGreaterThan(1);
  }
}

const isTask = ({ family }: ReadyNetwork): boolean => family === 'Detection' || family === 'Segmentation';

describe('ready networks on two images of two sizes', () => {
  const kinds = new Set(ofEachKind.map(({ name }) => name));
  const families = new Set<string>();
  const asked = networks.map((network) => {
    const { name, design, family } = network;
    const { totals } = analyze(design, catalogue);
    const isSmall = (totals!.params as bigint) <= most.params && totals!.operators <= most.operators;
    // The first of a family stands for it at both sizes, the others at one.
    const isFirst = isSmall && !families.has(family);
    if (isFirst) families.add(family);
    const isQuick = isSmall && (totals!.params as bigint) <= mostOfOthers;
    const isLate = !isFirst && (!isQuick || isTask(network) || !kinds.has(name));
    const designs = onTwoImages(name, design);
    return { name, isLate, designs: isFirst || runsAll ? designs : designs.slice(0, 1) };
  });
  const late = asked.filter(({ isLate }) => isLate);

  test.each(runsAll ? asked : asked.filter(({ isLate }) => !isLate))(
    '$name counts, derives, reads and runs',
    // The largest fill over half a gigabyte of weights first.
    { timeout: 300_000 },
    async ({ name, designs }) => {
      for (const design of designs) {
        const analysis = analyze(design, catalogue);
        expect(analysis.issues).toEqual([]);
        expectFormulas(design, analysis);
        expectReceptiveFields(analysis);
        if (!tooLarge.includes(name)) await expectRun(design, analysis, weightsFor(name));
      }
    },
  );

  test.runIf(late.length > 0 && !runsAll)('the large ones, and more of a kind', ({ skip }) => {
    skip(`npm run test:all runs ${late.map(({ name }) => name).join(', ')}`);
  });
});

test('a file of weights is refused where it is said to be too large', () => {
  for (const name of tooLarge) {
    const exported = exportProgram(networkOf(name)!.design, catalogue, plainExport);
    if (!exported.ok) throw new Error(JSON.stringify(exported.issues));
    const model = encodeOnnx(exported.value.program, { version: 'test', seed: 1, weights: cutWeights });
    expect(model).toMatchObject({ ok: false, issues: [{ code: 'compile/too-large' }] });
  }
});
