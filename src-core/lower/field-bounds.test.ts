import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../analysis/analyzer.ts';
import { analyze } from '../analysis/analyzer.ts';
import { issueOfRefusal } from '../analysis/refusal-issue.ts';
import { catalogue, definitions } from '../catalogue.ts';
import type { Design, DesignEdge, DesignNode } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import type { Issue } from '../errors.ts';
import { problemsOf } from '../errors.ts';
import type { Definition } from '../language/definition.ts';
import { expand } from '../language/expand.ts';
import type { Given, Values } from '../language/field.ts';
import { resolveValues } from '../language/resolve.ts';
import { drawnKindOf } from '../language/roles.ts';
import type { Shape } from '../language/shape.ts';
import { elementCount } from '../language/tensor.ts';
import { rounds } from '../rounds.fixture.ts';
import { conformance } from './conformance.fixture.ts';
import { onnxruntime } from './onnxruntime.fixture.ts';
import { lower } from './program.ts';
import type { FieldValues } from './random-fields.fixture.ts';
import { fieldsInside, mostOperators, outsideOf } from './random-fields.fixture.ts';
import { toleranceOf } from './rounding.fixture.ts';

/** More work than the reference interpreter does while a test waits. */
const mostMacs = 3_000_000;
const mostBytes = 8_000_000;

/** Resolved values, or null where the fields are refused on their own. */
function resolved(definition: Definition, fields: FieldValues): Values | null {
  try {
    return resolveValues(definition, fields as Given);
  } catch (error) {
    if (issueOfRefusal(error) === null) throw error;
    return null;
  }
}

/** Input shapes as the definition's own formula is written for, the free sizes small; those of its first example else. */
function shapesFor(definition: Definition, values: Values, size: number): readonly Shape[] {
  const sizes = new Map<string, bigint>();
  const free = (name: string): bigint => {
    const known = sizes.get(name) ?? BigInt(size + sizes.size);
    sizes.set(name, known);
    return known;
  };
  const symbolic = definition.symbolicInputs?.(values, free);
  const example = definition.examples.find(({ inputs }) => inputs.length > 0)?.inputs ?? [];
  return symbolic ?? example.map((shape) => shape.map(BigInt));
}

/** One item with an Input (reshaped where it is no map) for each of its inputs, and an Output for each of its outputs. */
function around(definition: Definition, fields: FieldValues, values: Values, size = 5): Design {
  const nodes: DesignNode[] = [];
  const edges: DesignEdge[] = [];
  const place = (id: string, use: string, given: FieldValues = {}) =>
    nodes.push({ id, definition: use, fields: given, position: { x: 0, y: 0 } });
  const connect = (from: DesignEdge['from'], to: DesignEdge['to']) =>
    edges.push({ id: `e${edges.length}`, from, to });
  place('item', definition.id, fields);
  const shapes = shapesFor(definition, values, size);
  definition.inputs(values).forEach(({ name }, index) => {
    const [batch, ...sizes] = (shapes[index] ?? []).map(Number) as [number, ...number[]];
    const [channels = 1, height = 1, ...rest] = sizes;
    place(`x${index}`, 'input', { batch, channels, height, width: elementCount(rest) });
    place(`s${index}`, 'reshape', { sizes });
    connect({ node: `x${index}`, port: 'out' }, { node: `s${index}`, port: 'in' });
    const isPositive = definition.kind === 'operator' && definition.domain === 'positive';
    if (isPositive) {
      place(`p${index}`, 'exp');
      connect({ node: `s${index}`, port: 'out' }, { node: `p${index}`, port: 'in' });
    }
    connect({ node: `${isPositive ? 'p' : 's'}${index}`, port: 'out' }, { node: 'item', port: name });
  });
  // What has no input of its own stands beside one, as a design has at least one.
  if (shapes.length === 0) place('x', 'input', { channels: 1, height: 1, width: 1 });
  definition.outputs(values).forEach(({ name }, index) => {
    place(`y${index}`, 'output');
    connect({ node: 'item', port: name }, { node: `y${index}`, port: 'in' });
  });
  return { ...emptyDesign('bounds'), nodes, edges };
}

const problems = ({ issues }: Analysis): readonly Issue[] =>
  problemsOf(issues).filter(({ code }) => !code.startsWith('graph/no-'));

/** A refusal is one problem, and says where it is. */
function expectRefused(found: readonly Issue[]): void {
  expect(found).toHaveLength(1);
  const [{ where }] = found as [Issue];
  expect(where.node).toMatch(/^(item|x\d+|s\d+)(\/|$)/);
}

/** True where the item runs: both runtimes then agree, on the shapes that the analysis gives. */
async function runsOrIsRefused(
  definition: Definition,
  fields: FieldValues,
  { size, seed }: { readonly size: number; readonly seed: number },
): Promise<boolean> {
  const values = resolved(definition, fields);
  const design = around(definition, fields, values ?? resolveValues(definition, {}), size);
  const analysis = analyze(design, catalogue);
  const found = problems(analysis);
  if (values === null || found.length > 0 || analysis.totals === null) {
    expectRefused(found);
    return false;
  }
  const { macs, activationBytes, params, operators } = analysis.totals;
  if (Number(macs) > mostMacs || Number(activationBytes) + 4 * Number(params) > mostBytes) return false;
  if (operators > mostOperators) return false;
  if (analysis.issues.length > 0) return false;
  const program = lower(analysis);
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  const outputs = program.value.outputs.map(({ name, shape }) => {
    const source = analysis.items.get(name)!.sources[0]!;
    const analysed = analysis.items.get(source.node)!.outputs[source.output]!;
    return [shape, analysed.map(Number)] as const;
  });
  for (const [lowered, analysed] of outputs) expect(lowered).toEqual(analysed);
  const differences = await conformance(program.value, onnxruntime, seed);
  if (!differences.ok) throw new Error(JSON.stringify(differences.issues));
  for (const difference of Object.values(differences.value))
    expect(difference).toBeLessThan(toleranceOf(difference, program.value, seed));
  return true;
}

/** What is drawn in a design has no inside of its own to run. */
const whole = definitions.filter((definition) => drawnKindOf(definition) === undefined);

describe('fields inside their bounds', () => {
  const ran = new Set<Definition>();

  it.each(whole)('$id runs alike everywhere, or is refused in one place', async (definition) => {
    const use = fc.record({
      fields: fieldsInside(definition, true),
      size: fc.constantFrom(3, 5, 9, 17),
      seed: fc.nat(99),
    });
    const property = fc.asyncProperty(use, async ({ fields, size, seed }) => {
      if (await runsOrIsRefused(definition, fields, { size, seed })) ran.add(definition);
    });
    await fc.assert(property, { numRuns: rounds(24) });
  });

  it('nearly all of them ran at least once', () => {
    const rest = whole.filter((definition) => !ran.has(definition)).map(({ id }) => id);
    expect(rest.length, rest.join(', ')).toBeLessThan(whole.length / 5);
  });

  it.each(definitions)('$id has a shape or is refused, however large they are', (definition) => {
    const use = fc.record({
      fields: fieldsInside(definition, false),
      size: fc.integer({ min: 1, max: 300 }),
    });
    const property = fc.property(use, ({ fields, size }) => {
      const values = resolved(definition, fields);
      if (values === null) return;
      try {
        const { outputs } = expand(definition, values, shapesFor(definition, values, size));
        for (const axis of outputs.flat()) expect(axis as bigint).toBeGreaterThan(0n);
      } catch (error) {
        if (issueOfRefusal(error, 'item') === null) throw error;
      }
    });
    fc.assert(property, { numRuns: rounds(20) });
  });
});

describe('fields outside their bounds', () => {
  const cases = definitions.filter(({ fields }) => Object.keys(fields).length > 0);
  it.each(cases)('$id has one problem, on that field', (definition) => {
    const defaults = resolveValues(definition, {});
    const wrong = Object.entries(definition.fields).map(([name, field]) =>
      outsideOf(field).map((value) => ({ name, value })),
    );
    const property = fc.property(fc.tuple(...wrong), (draws) => {
      for (const { name, value } of draws) {
        const { items } = analyze(around(definition, { [name]: value }, defaults), catalogue);
        const found = [...items.values()].flatMap(({ issues }) => issues);
        const places = found.map(({ where, severity }) => [where.node, where.field, severity]);
        expect(places, JSON.stringify(value)).toEqual([['item', name, 'problem']]);
      }
    });
    fc.assert(property, { numRuns: rounds(16) });
  });
});
