import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conditionHolds } from '../algebra/condition.ts';
import { substitute } from '../algebra/evaluate.ts';
import type { Expr } from '../algebra/expression.ts';
import { add, mul, NotSymbolic, symbol } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { ceilDiv, floorDiv } from '../algebra/rounding.ts';
import { analyze } from '../analysis/analyzer.ts';
import { designFormulas, symbolicDesign } from '../analysis/formulas/design-formulas.ts';
import { catalogue, definitions } from '../catalogue.ts';
import type { Design, DesignNode, FieldValue } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import type { Definition } from '../language/definition.ts';
import type { Value, Values } from '../language/field.ts';
import { defaultValue } from '../language/field.ts';
import { Refusal } from '../language/refusal.ts';
import { elementCount } from '../language/tensor.ts';
import type { OnnxGraph } from './onnx-graph.ts';
import { toOnnxGraph } from './onnx-graph.ts';
import { lower } from './program.ts';
import { insideOf } from './random-fields.fixture.ts';

/**
 * Formulas against the file that is exported: parameters are the dimensions of its initialisers, MACs are worked out
 * from its nodes. No weights are drawn.
 */
const [wanted, bindingsOfEach] = process.env.BLOCKWRIGHT_TEST_ALL === '1' ? [20_000, 40] : [3_000, 20];

const names = ['a', 'b', 'c'] as const;
const [a, b, c] = names.map((name) => symbol(name)) as [Expr, Expr, Expr];

/** Values of dimension fields, as the expression a person would write and as what it means. */
const sizes: readonly (readonly [FieldValue, Expr])[] = [
  [{ expression: 'a' }, a],
  [{ expression: 'b' }, b],
  [{ expression: '2*c' }, mul(2n, c)],
  [{ expression: 'a+b' }, add(a, b)],
  [{ expression: 'floor(c/2)+1' }, add(floorDiv(c, 2n), 1n)],
  [{ expression: 'ceil(3*a/2)' }, ceilDiv(mul(3n, a), 2n)],
  [4, 4n],
  [6, 6n],
];

interface Drawn {
  readonly definition: Definition;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly values: Values;
}

/** A use of a definition: its sizes are expressions in the variables now and then, everything else is a number. */
function drawn(definition: Definition): fc.Arbitrary<Drawn> {
  const entries = Object.entries(definition.fields).map(([name, field]) => {
    const literal = insideOf(field, true).map((value) => [value, literalValue(value)] as const);
    const isSize = field.kind === 'dimension' && field.odd !== true && field.min <= 1;
    const choice = isSize ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...sizes) }, literal) : literal;
    return [name, choice] as const;
  });
  return fc.record(Object.fromEntries(entries)).map((chosen) => {
    const fields: Record<string, FieldValue> = {};
    const values: Record<string, Value> = {};
    for (const [name, field] of Object.entries(definition.fields)) {
      const [text, value] = chosen[name] as readonly [FieldValue, Value];
      fields[name] = text;
      values[name] = field.kind === 'dimension' && typeof value === 'number' ? BigInt(value) : value;
      if (field.kind === 'dimensions') values[name] = (value as unknown as readonly number[]).map(BigInt);
      values[name] ??= defaultValue(field);
    }
    return { definition, fields, values: values as Values };
  });
}

const literalValue = (value: FieldValue): Value => value as Value;

/** An expression as the document's language writes it: powers as products. */
const expressionOf = (e: Expr): FieldValue => ({
  expression: toText(e).replaceAll(/(\w+)\^(\d+)/g, (_, name: string, power: string) =>
    Array.from({ length: Number(power) }, () => name).join('*'),
  ),
});

/** A chain of steps, with a convolution before each that wants its own number of channels. */
function chainOf(steps: readonly Drawn[]): Design {
  const nodes: Omit<DesignNode, 'position'>[] = [];
  nodes.push({ id: 'x', definition: 'input', fields: { channels: 4, height: 12, width: 10 } });
  steps.forEach(({ definition, fields, values }, index) => {
    const [shape] = definition.symbolicInputs?.(values, (name) => symbol(name)) ?? [];
    if (shape?.length === 2) nodes.push({ id: `flat${index}`, definition: 'flatten', fields: {} });
    else if (shape !== undefined) {
      const channels = shape[1] as Expr;
      const isFree = ['C', 'C_in'].includes(toText(channels));
      const outChannels = isFree ? { expression: 'a' } : expressionOf(channels);
      nodes.push({ id: `fit${index}`, definition: 'conv-unit', fields: { outChannels, kernel: 1 } });
    }
    nodes.push({ id: `step${index}`, definition: definition.id, fields });
  });
  nodes.push({ id: 'y', definition: 'output', fields: {} });
  const placed = nodes.map((node) => ({ ...node, position: { x: 0, y: 0 } }));
  const edges = placed.slice(1).map(({ id }, index) => {
    const before = placed[index] as DesignNode;
    const [port] = catalogue.definitionOf(before.definition)!.outputs({} as Values);
    return { id: `to-${id}`, from: { node: before.id, port: port!.name }, to: { node: id, port: 'in' } };
  });
  return moved({ ...emptyDesign('proof'), nodes: placed, edges }, { a: 8, b: 8, c: 8, H: 12, W: 10 });
}

type Binding = Readonly<Record<(typeof names)[number] | 'H' | 'W', number>>;

const moved = (design: Design, at: Binding): Design => ({
  ...design,
  variables: names.map((name) => ({ name, kind: 'integer', value: at[name], min: 1, max: 4096 })),
  nodes: design.nodes.map((node) =>
    node.id === 'x' ? { ...node, fields: { ...node.fields, height: at.H, width: at.W } } : node,
  ),
});

/** Multiply-accumulates by the nodes of the file alone: what each kind of node does with the sizes of its tensors. */
function macsOfFile(graph: OnnxGraph, shapes: ReadonlyMap<string, readonly number[]>): bigint {
  let macs = 0n;
  for (const { op, inputs, outputs, attributes } of graph.nodes) {
    const [x, w] = inputs.map((name) => shapes.get(name));
    const y = shapes.get(outputs[0] as string);
    if (op === 'Conv') macs += BigInt(elementCount(y!)) * BigInt(elementCount(w!.slice(1)));
    else if (op === 'ConvTranspose') macs += BigInt(elementCount(x!)) * BigInt(elementCount(w!.slice(1)));
    else if (op === 'Gemm' || op === 'MatMul') {
      const columns = attributes?.transB === 1n ? w!.at(-2)! : w!.at(-1)!;
      macs += BigInt(elementCount(x!)) * BigInt(columns);
    }
  }
  return macs;
}

interface Counted {
  readonly params: bigint;
  readonly macs: bigint | null;
}

/** What the exported file has at one binding, or null where the design is not sound there. */
function countFile(design: Design): Counted | null {
  const program = lower(analyze(design, catalogue));
  if (!program.ok) return null;
  const graph = toOnnxGraph(program.value);
  const params = graph.weights
    .filter(({ trainable }) => trainable)
    .reduce((sum, { shape }) => sum + BigInt(elementCount(shape)), 0n);
  const shapes = new Map<string, readonly number[]>();
  for (const { name, shape } of [
    ...graph.weights,
    ...graph.inputs,
    ...graph.outputs,
    ...graph.intermediates,
    ...graph.constants,
  ])
    shapes.set(name, shape);
  const multiplies = graph.nodes.filter(({ op }) => ['Conv', 'ConvTranspose', 'Gemm', 'MatMul'].includes(op));
  const isKnown = multiplies.every(({ inputs, outputs }) =>
    [inputs[0]!, inputs[1]!, outputs[0]!].every((name) => shapes.has(name)),
  );
  return { params, macs: isKnown ? macsOfFile(graph, shapes) : null };
}

const single = definitions.filter((definition) => {
  if (definition.family === 'io' || definition.symbolicInputs === undefined) return false;
  try {
    const values = Object.fromEntries(
      Object.entries(definition.fields).map(([name, field]) => [name, defaultValue(field)]),
    ) as Values;
    const ports = [...definition.inputs(values), ...definition.outputs(values)].map(({ name }) => name);
    return ports.join() === 'in,out';
  } catch (error) {
    if (error instanceof Refusal || error instanceof NotSymbolic) return false;
    throw error;
  }
});

const size = fc.integer({ min: 1, max: 24 });
const map = fc.integer({ min: 4, max: 20 });
const bindings = fc.array(fc.record({ a: size, b: size, c: size, H: map, W: map }), {
  minLength: bindingsOfEach,
  maxLength: bindingsOfEach,
});
const designs = fc.array(fc.oneof(...single.map(drawn)), { minLength: 1, maxLength: 2 }).map(chainOf);

test(`formulas are what the exported file has, in ${wanted.toLocaleString('en')} cases`, {
  timeout: 300_000,
}, () => {
  let cases = 0;
  let closed = 0;
  let multiplied = 0;
  const used = new Set<string>();
  const check = (design: Design, all: readonly Binding[]): void => {
    if (cases >= wanted || analyze(design, catalogue).issues.length > 0) return;
    const symbolic = symbolicDesign(design, catalogue);
    const formulas = designFormulas(symbolic);
    if (!formulas.ok || symbolic.heldFields.length > 0) return;
    const { params, macs } = formulas.value;
    const fixed = Object.fromEntries(symbolic.held.map(({ symbol: name, value }) => [name, Number(value)]));
    for (const drawnAt of all) {
      const at: Binding = { ...drawnAt, ...fixed };
      const file = countFile(moved(design, at));
      if (file === null) continue;
      cases++;
      const numbers = new Map(Object.entries(at).map(([name, value]) => [name, BigInt(value)]));
      expect(substitute(params.exact, numbers)).toBe(file.params);
      if (conditionHolds(params.condition, numbers)) {
        closed++;
        expect(substitute(params.form, numbers)).toBe(file.params);
      }
      if (file.macs === null) continue;
      multiplied++;
      expect(substitute(macs.exact, numbers)).toBe(file.macs);
      if (conditionHolds(macs.condition, numbers)) expect(substitute(macs.form, numbers)).toBe(file.macs);
    }
    for (const { definition } of design.nodes) used.add(definition);
  };
  fc.assert(fc.property(designs, bindings, check), { numRuns: 4_000 });
  expect(cases).toBeGreaterThanOrEqual(wanted);
  expect(closed).toBeGreaterThan(wanted / 4);
  expect(multiplied).toBeGreaterThan(wanted / 2);
  expect(used.size).toBeGreaterThan(single.length / 2);
});
