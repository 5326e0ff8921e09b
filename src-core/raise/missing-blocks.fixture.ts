import { analyze } from '../analysis/analyzer.ts';
import { flatProgramOf } from '../analysis/flat-program.ts';
import { catalogue } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import type { BlockDefinition } from '../language/definition.ts';
import type { Given, Value, Values } from '../language/field.ts';
import { Refusal } from '../language/refusal.ts';
import { valueText } from '../language/resolve.ts';
import type { Shape } from '../language/shape.ts';
import type { FlatGraph } from './flat-graph.ts';
import { flatGraphOf } from './flat-graph.ts';
import { Forms } from './forms.ts';
import type { Match } from './matching.ts';
import { Matcher } from './matching.ts';
import { solve } from './solve.ts';

/** A block of a design with all of its fields. */
export interface Block {
  readonly id: string;
  readonly definition: BlockDefinition;
  readonly values: Values;
  readonly inputs: readonly Shape[];
}

const forms = new Forms();

/** The blocks of a design on its outermost level, in their order. */
export function blocksOf(design: Design): readonly Block[] {
  const { order, items } = analyze(design, catalogue);
  return order.flatMap((id) => {
    const { definition, expansion } = items.get(id)!;
    if (definition?.kind !== 'block' || expansion === null) return [];
    return [{ id, definition, values: expansion.values, inputs: expansion.inputs }];
  });
}

/** A block in a line: its name, its definition and those of its fields that are not as they are anyway. */
export function lineOf({ id, definition, values, inputs }: Block): string {
  const usual = forms.values(definition, {});
  const said = Object.entries(values).filter(([name, value]) => valueText(value) !== valueText(usual[name]!));
  const fields = said.map(([name, value]) => `${name}=${valueText(value)}`);
  return [
    `${id}: ${definition.id}`,
    ...fields,
    `of ${inputs.map((shape) => shape.join('x')).join(', ')}`,
  ].join(' ');
}

/** What a block is in ONNX; null where it cannot stand. */
function formText({ definition, values, inputs }: Block): string | null {
  try {
    const { nodes, outputs } = forms.of(definition, values as Given, inputs);
    return [
      ...nodes.map(({ text, sources }) => text + JSON.stringify(sources)),
      JSON.stringify(outputs),
    ].join();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/**
 * Whether a block is another: of the same definition with the same fields, where one that changes nothing there, as nothing says
 * of it, may differ; or one that is the same node by node, such as a stage of one copy, which no file tells from the copy, or a
 * dilation that is said as such or as what becomes of a stride.
 */
function isSame(wanted: Block, found: Block): boolean {
  const text = formText(wanted);
  if (text !== null && sizesOf(wanted) === sizesOf(found) && text === formText(found)) return true;
  if (wanted.definition !== found.definition) return false;
  return Object.entries(found.values).every(
    ([name, value]) =>
      String(wanted.values[name]) === String(value) ||
      formText({ ...wanted, values: { ...wanted.values, [name]: value } }) === formText(wanted),
  );
}

const sizesOf = ({ inputs }: Block): string => inputs.join('|');

/** The blocks that have no counterpart among others. */
export function missingIn(wanted: readonly Block[], found: readonly Block[]): readonly Block[] {
  const left = [...found];
  return wanted.filter((one) => {
    const at = left.findIndex((other) => isSame(one, other));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Why blocks with known fields are not found in a design of operators, a sentence each. */
export function reasonsFor(missing: readonly Block[], operators: Design): readonly string[] {
  const program = flatProgramOf(analyze(operators, catalogue));
  if (program === null) throw new Error('no program');
  const graph = flatGraphOf(program, forms);
  return missing.map((block) => reasonFor(block, graph));
}

function reasonFor({ definition, values, inputs }: Block, graph: FlatGraph): string {
  if (inputs.length !== 1) return `has ${inputs.length} inputs`;
  const matcher = new Matcher(graph, forms, new Set());
  const sizes = inputs[0]!.join();
  let furthest: { readonly match: Match; readonly entry: number } | null = null;
  graph.values.forEach(({ shape }, entry) => {
    if (shape?.join() !== sizes) return;
    const match = matcher.match(definition, values as Given, [entry], new Map());
    const isFurther = match.nodes.length > (furthest?.match.nodes.length ?? -1);
    if (isFurther || (match.mismatch === null && furthest?.match.mismatch !== null))
      furthest = { match, entry };
  });
  if (furthest === null) return 'no tensor has the size of its input';
  const { match, entry } = furthest as { readonly match: Match; readonly entry: number };
  const { mismatch, nodes } = match;
  if (mismatch?.kind === 'refused') return `does not stand after ${nodes.length} nodes: ${mismatch.field}`;
  if (mismatch !== null)
    return `after ${nodes.length} nodes ${mismatch.node.text.slice(0, 120)} is not there, but ${mismatch.there.map(({ text }) => text.slice(0, 120)).join(' and ')}`;
  const search = { matcher, entries: [entry], sizes: [Number(inputs[0]![1] ?? 1)], isWhole: () => true };
  const solution = solve(definition, search);
  if (solution === null) return `stands there with ${nodes.length} nodes, but its fields are not found`;
  const said = Object.entries(solution.given).map(([name, value]) => `${name}=${valueText(value as Value)}`);
  return `stands there with ${nodes.length} nodes, found ${solution.match.nodes.length} with ${said.join(' ')}: is not whole, another is larger, or its fields are others`;
}
