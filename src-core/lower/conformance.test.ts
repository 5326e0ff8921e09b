import { describe, expect, it } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, definitions, featured, networks } from '../catalogue.ts';
import type { Design, FieldValue } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import type { Definition, Example } from '../language/definition.ts';
import { boundaryOf } from '../language/roles.ts';
import { elementCount } from '../language/tensor.ts';
import { conformance } from './conformance.fixture.ts';
import { exampleDesign } from './example-design.fixture.ts';
import { onnxruntime } from './onnxruntime.fixture.ts';
import type { Program } from './program.ts';
import { lower, weightsOf } from './program.ts';

function lowered(design: Design): Program {
  const program = lower(analyze(design, catalogue));
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  return program.value;
}

/** The outputs on which onnxruntime and the interpreter differ. */
async function differing(program: Program): Promise<string[]> {
  const result = await conformance(program, onnxruntime, 1);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return Object.entries(result.value).flatMap(([name, gap]) => (gap < 1e-4 ? [] : `${name}: ${gap}`));
}

/** Set by `npm run test:all`. */
const all = process.env.BLOCKWRIGHT_TEST_ALL === '1';

/** The interpreter takes long for more: such examples have shapes and weights alone, but for the cheapest of a definition. */
const mostMacs = 20_000_000n;

const isRun = ({ examples }: Definition, { macs }: Example): boolean =>
  all || macs <= mostMacs || examples.every((each) => each.macs >= macs);

describe('the examples of every definition', () => {
  const cases = definitions.flatMap((definition) =>
    definition.examples.map((example) => {
      const says = isRun(definition, example) ? 'onnxruntime equals the interpreter' : 'shapes and weights';
      return [definition.id, example.title, says, definition, example] as const;
    }),
  );
  it.each(cases)('%s, %s: %s', async (_id, _title, _says, definition, example) => {
    const program = lowered(exampleDesign(definition, example));
    if (boundaryOf(definition) !== 'output') {
      expect(program.outputs.map((output) => output.shape)).toEqual(example.outputs);
    }
    const trained = weightsOf(program)
      .filter((weight) => weight.trainable)
      .reduce((sum, weight) => sum + BigInt(elementCount(weight.shape)), 0n);
    expect(trained).toBe(example.params);
    if (isRun(definition, example)) expect(await differing(program)).toEqual([]);
  });
});

/** The design with other values for its variables and for fields of its items, where they have these. */
function changed(
  design: Design,
  values: Readonly<Record<string, number | string>>,
  fields: Readonly<Record<string, Readonly<Record<string, FieldValue>>>>,
): Design {
  const known = new Set(design.variables.map((variable) => variable.name));
  for (const name of Object.keys(values)) if (!known.has(name)) throw new Error(`no variable ${name}`);
  return {
    ...design,
    variables: design.variables.map(
      (variable) => ({ ...variable, value: values[variable.name] ?? variable.value }) as typeof variable,
    ),
    nodes: design.nodes.map((node) => ({
      ...node,
      fields: { ...node.fields, ...fields[node.definition] },
    })),
  };
}

const paddings = ['half', 'same', 'custom', 'none'];
const toggles = [false, true];

/** One Input, and a pool with its own Output for every combination of fields that fits. */
function everyPool(height: number, width: number): Design {
  const combinations = [1, 2, 3, 4].flatMap((kernel) =>
    [1, 2, 3, 7].flatMap((stride) =>
      paddings.flatMap((padding) =>
        toggles.map((ceil) => ({ kernel, stride, padding, pad: Math.floor(kernel / 2), ceil })),
      ),
    ),
  );
  const legal = combinations.filter(({ kernel, padding }) => padding !== 'half' || kernel % 2 === 1);
  const uses = legal.flatMap((fields) => [
    { definition: 'max-pool', fields },
    ...toggles.map((countPadding) => ({ definition: 'avg-pool', fields: { ...fields, countPadding } })),
  ]);
  const position = { x: 0, y: 0 };
  return {
    ...emptyDesign('pools'),
    nodes: [
      { id: 'x', definition: 'input', fields: { channels: 2, height, width }, position },
      ...uses.map((use, index) => ({ id: `pool${index}`, ...use, position })),
      ...uses.map((_, index) => ({ id: `y${index}`, definition: 'output', fields: {}, position })),
    ],
    edges: uses.flatMap((_, index) => [
      { id: `a${index}`, from: { node: 'x', port: 'out' }, to: { node: `pool${index}`, port: 'in' } },
      { id: `b${index}`, from: { node: `pool${index}`, port: 'out' }, to: { node: `y${index}`, port: 'in' } },
    ]),
  };
}

it.each([
  [7, 5],
  [8, 9],
  [6, 11],
  [4, 10],
])('every kind of pool on a map of %i × %i equals the interpreter', async (height, width) => {
  const program = lowered(everyPool(height, width));
  expect(program.outputs.length).toBeGreaterThan(200);
  expect(await differing(program)).toEqual([]);
});

describe('the ready networks', () => {
  // The interpreter is slow: one of each kind here, all others in onnxruntime alone, in networks-run.test.ts.
  const [height, width] = all ? [33, 47] : [17, 13];
  // The others at two copies a stage, below.
  it.each(featured.filter(({ name }) => all || name === 'hs-resnet-50'))(
    `$name on a map of ${height} × ${width} equals the interpreter`,
    { timeout: 120_000 },
    async ({ design }) => {
      const program = lowered(changed(design, {}, { input: { height, width } }));
      expect(program.outputs).toEqual([{ id: 'output', name: 'output', shape: [1, 1000] }]);
      expect(await differing(program)).toEqual([]);
    },
  );

  const shallow = { depth: 2, planes: 32 };
  const small = {
    input: { batch: 2, height: 64, width: 32 },
    head: { classes: 7 },
    'hs-stage': shallow,
    'res2net-stage': shallow,
    'ghost-resnet-stage': shallow,
    'resnet-stage': shallow,
  };
  const variants: [string, Record<string, number | string>][] = [
    ['hs-resnet-50', { w: 7, s: 6, stem: 'plain', shortcut: 'conv', down: 'strided', carry: 'ceil' }],
    ['hs-resnet-50', { w: 5, s: 3, k: 5, down: 'conv' }],
    ['hs-resnet-50', { w: 9, s: 2, carry: 'ceil' }],
    ['hs-resnet-50', { w: 16, s: 1 }],
    ['res2net-50', { w: 7, s: 3 }],
    ['ghost-resnet-50', { ratio: 3 }],
    ['ghost-resnet-50', { ratio: 1 }],
    ['resnet-50', {}],
    ['resnet-50-d', {}],
  ];
  it.each(variants)('%s with %o, two copies a stage, batch of 2', async (name, values) => {
    const network = networks.find((ready) => ready.name === name)!;
    const program = lowered(changed(network.design, values, small));
    expect(program.outputs).toEqual([{ id: 'output', name: 'output', shape: [2, 7] }]);
    expect(await differing(program)).toEqual([]);
  });
});
