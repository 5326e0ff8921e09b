import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import type { Catalogue } from '../language/definition.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { dimensions } from '../language/field.ts';
import { joined, sizeOfField } from '../operators/onnx-sizes.ts';
import { conformance } from './conformance.fixture.ts';
import { exportProgram } from './export-program.ts';
import { plainExport } from './onnx-options.ts';
import { onnxruntime } from './onnxruntime.fixture.ts';
import { lower } from './program.ts';

/** Gives the values of its field, whatever it reads. */
const sizesRead = defineOperator({
  id: 'sizes-read',
  title: 'Sizes read',
  summary: 'Gives numbers that follow the sizes of the map.',
  family: 'tensor',
  operation: 'none',
  fields: {
    values: dimensions({
      label: 'Values',
      help: 'The numbers.',
      min: -100_000,
      max: 100_000,
      minLength: 1,
      maxLength: 16,
      default: [1],
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: ({ values }) => [[BigInt(values.length)]],
  macs: () => 0n,
  torch: () => null,
  evaluate: ({ values }) => [{ shape: [values.length], data: Float32Array.from(values, Number) }],
  onnx: ({ values }, io) => {
    const parts = values.map((value, at) => sizeOfField(io, `part-${at}`, value, io.size('values', at)));
    const list = joined(io, 'list', parts);
    const cast = { op: 'Cast', suffix: 'cast', inputs: [list.name], outputs: [io.outputs[0]!.name] };
    return [...list.nodes, { ...cast, attributes: { to: 1 } }];
  },
  examples: [],
});

const withSizes: Catalogue = {
  ...catalogue,
  definitionOf: (id) => (id === sizesRead.id ? sizesRead : catalogue.definitionOf(id)),
};

function designAt(expressions: readonly string[], height: number, width: number): Design {
  const position = { x: 0, y: 0 };
  const values = expressions.map((expression) => ({ expression }));
  return {
    ...emptyDesign('sizes'),
    nodes: [
      { id: 'x', definition: 'input', fields: { channels: 1, height, width }, position },
      { id: 'item', definition: sizesRead.id, fields: { values }, position },
      { id: 'y', definition: 'output', fields: {}, position },
    ],
    edges: [
      { id: 'a', from: { node: 'x', port: 'out' }, to: { node: 'item', port: 'in' } },
      { id: 'b', from: { node: 'item', port: 'out' }, to: { node: 'y', port: 'in' } },
    ],
  };
}

function programAt(expressions: readonly string[], height: number, width: number) {
  const program = lower(analyze(designAt(expressions, height, width), withSizes));
  if (!program.ok) throw new Error(`${JSON.stringify(program.issues)} of ${expressions.join('; ')}`);
  return program.value;
}

/** How far onnxruntime is at one size from the values there, in a file that was made at another. */
async function gap(expressions: readonly string[], [height, width]: readonly [number, number]) {
  const onnx = { ...plainExport, dynamic: ['height', 'width'] };
  const file = exportProgram(designAt(expressions, 24, 36), withSizes, onnx);
  if (!file.ok) throw new Error(`${JSON.stringify(file.issues)} of ${expressions.join('; ')}`);
  const program = programAt(expressions, height, width);
  const gaps = await conformance(program, onnxruntime, 1, { exported: file.value.program, onnx });
  if (!gaps.ok) throw new Error(JSON.stringify(gaps.issues));
  return Math.max(...Object.values(gaps.value));
}

/** Expressions that have a value at every size: divisors are never 0, and roots are of squares. */
const { any } = fc.letrec<{ any: string }>((tie) => {
  const [one, pair] = [tie('any'), fc.tuple(tie('any'), tie('any'))];
  const positive = one.map((a) => `(1 + max(0, ${a}))`);
  return {
    any: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('in.height', 'in.width', 'height/8', 'width*0.3', '-in.width'),
      fc.integer({ min: -20, max: 40 }).map(String),
      pair.map(([a, b]) => `min(${a}, ${b})`),
      fc.tuple(pair, one).map(([[a, b], c]) => `max(${a}, ${b}, ${c})`),
      one.map((a) => `round(${a})`),
      one.map((a) => `floor(${a})`),
      one.map((a) => `ceil(${a})`),
      pair.map(([a, b]) => `(${a} - ${b})`),
      pair.map(([a, b]) => `(${a} + 2*${b})`),
      fc.tuple(one, fc.constantFrom(4, 8, 3)).map(([a, divisor]) => `makeDivisible(${a}, ${divisor})`),
      fc.tuple(one, fc.constantFrom(4, 8, 3)).map(([a, least]) => `makeDivisible(${a}, 8, ${least})`),
      fc.tuple(one, positive).map(([a, b]) => `(${a})/${b}`),
      fc.tuple(one, positive).map(([a, b]) => `(${a})/(-${b})`),
      fc.tuple(one, positive).map(([a, b]) => `mod(${a}, ${b})`),
      one.map((a) => `sqrt((${a})*(${a}))`),
    ),
  };
});

const size = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 500 }));

it('random expressions of free sizes come to the same in onnxruntime', { timeout: 600_000 }, async () => {
  const numRuns = process.env.BLOCKWRIGHT_TEST_ALL === '1' ? 150 : 6;
  const seed = randomInt(2 ** 31);
  const lists = fc.array(any, { minLength: 8, maxLength: 8 });
  const property = fc.asyncProperty(lists, fc.tuple(size, size), async (drawn, at) => {
    const values = drawn.map((expression) => `mod(floor(${expression}), 99991)`);
    expect(await gap(values, at), `at ${at}: ${values.join('; ')}`).toBe(0);
  });
  await fc.assert(property, { numRuns, seed });
});

const steep = 'max(in.height, (width*0.3)/(-(1 + max(0, width*0.3))))';

it.each<[string, [number, number]]>([
  ['round(in.height/2)', [5, 1]],
  ['round(in.height/2)', [7, 1]],
  ['round(-in.height/2)', [3, 1]],
  ['makeDivisible(in.height*0.35, 8)', [57, 1]],
  ['max(in.height/3, in.width/2, 7/2)*6', [10, 7]],
  ['mod(100, in.width)', [1, 7]],
  ['sqrt(in.height*in.height*9/4)*2', [11, 1]],
  ['floor(7/(3 - in.height))', [5, 1]],
  // Squared without its two equal divisors taken out, the number below passes 64 bits.
  [`sqrt((${steep})*(${steep}))`, [23, 380]],
])('%s at %j', async (expression, at) => {
  const fallback = expression.replace('3 - in.height', 'min(-1, 3 - in.height)');
  expect(await gap([fallback], at)).toBe(0);
});

it('a division by a size that comes to 0 ends the run, as it ends the design', async () => {
  const onnx = { ...plainExport, dynamic: ['height', 'width'] };
  const file = exportProgram(designAt(['floor(100/(in.height - 7))'], 24, 36), withSizes, onnx);
  if (!file.ok) throw new Error(JSON.stringify(file.issues));
  const inputs = programAt(['1'], 7, 5);
  const run = conformance(inputs, onnxruntime, 1, { exported: file.value.program, onnx });
  await expect(run).rejects.toThrow(/out of data bounds|indices/);
});
