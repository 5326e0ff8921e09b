import type { OperatorDefinition } from '../language/definition.ts';
import type { Values } from '../language/field.ts';
import type { HeldNode } from '../language/onnx.ts';
import { readsOfNode } from '../language/onnx.ts';
import type { Shape } from '../language/shape.ts';
import type { OnnxConstant } from '../lower/onnx-lowering.ts';
import { lowerOperator } from '../lower/onnx-lowering.ts';
import { plainExport } from '../lower/onnx-options.ts';
import type { ProgramWeight } from '../lower/program.ts';
import { UniqueNames } from '../lower/unique-names.ts';
import { isPoolOfOne, plainWindow } from './plain-window.ts';

/** Where a node takes a tensor from: an input of the whole, or what an earlier node of it writes. */
export type FormSource =
  | { readonly kind: 'input'; readonly index: number }
  | { readonly kind: 'node'; readonly node: number; readonly output: number };

/** One node as ONNX has it. Two nodes of one text on the same tensors compute the same, but for weights. */
export interface FormNode {
  readonly op: string;
  /** Attributes, constants and the sizes of weights: everything but the tensors. */
  readonly text: string;
  /** The numbers in `text`, in their order. */
  readonly numbers: readonly number[];
  /** The weights that it reads, in their order, by their short names in the operator. */
  readonly weights: readonly string[];
  readonly sources: readonly FormSource[];
  readonly outputs: number;
}

/** What a use of a definition is in ONNX, whatever it is called and however its fields say it. */
export interface Form {
  readonly nodes: readonly FormNode[];
  readonly outputs: readonly FormSource[];
  readonly shapes: readonly Shape[];
}

/** The order in which a node hands on the axes of a tensor that it reads, and nothing else; null of any other. */
export const turnOf = ({ op, weights, sources, numbers }: FormNode): readonly number[] | null =>
  op === 'Transpose' && weights.length === 0 && sources.length === 1 && numbers.length > 0 ? numbers : null;

/** More numbers than this of one tensor are told apart, and are nothing that a field could say. */
const mostNumbers = 64;

const numbersOf = (values: OnnxConstant['values']): readonly number[] =>
  values.length > mostNumbers ? [] : Array.from(values as ArrayLike<number | bigint>, Number);

const asNumbers = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);

/** What an operator that is held as a file has it is told by. */
const heldText = (held: HeldNode | undefined): string =>
  held === undefined
    ? ''
    : JSON.stringify([held.domain, held.version, held.attributes, [...held.outer.keys()]]);

function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  if (typeof value === 'bigint') return [Number(value)];
  if (Array.isArray(value)) return value.flatMap(numbersIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

/** A tensor that stands in an operator: its text and its numbers. */
type StoredText = readonly [text: string, numbers: readonly number[]];

/**
 * How many channels of a map a weight has a number for, once it has these axes more: the same for a map whether the file holds it
 * with axes for rows and columns or without, and whether it has one for images. Null where it is spread otherwise.
 */
function channelsOf([weight, axes]: readonly (StoredText | null | undefined)[]): number | null {
  if (weight == null || axes == null) return null;
  const [, sizes] = weight;
  const [, added] = axes;
  const open = [...sizes];
  const all = Array.from({ length: sizes.length + added.length }, (_, at) =>
    added.includes(at) ? 1 : open.shift()!,
  );
  const [channels, ...others] = all.length === 4 && all[0] === 1 ? all.slice(1) : all;
  return channels !== undefined && others.length === 2 && others.every((size) => size === 1)
    ? channels
    : null;
}

/** Whether two sizes are known and the same. */
const isSameShape = (a: readonly number[] | undefined, b: readonly number[] | undefined): boolean =>
  a !== undefined && b !== undefined && a.join() === b.join();

/**
 * An operator as ONNX at given values and sizes.
 * @throws Refusal where it cannot stand, NotSymbolic where a size is a symbol
 */
export function operatorForm(definition: OperatorDefinition, values: Values, inputs: readonly Shape[]): Form {
  const shapes = definition.shape(values, inputs);
  if (definition.passesThrough?.(values, inputs) === true)
    return { nodes: [], outputs: [{ kind: 'input', index: 0 }], shapes };
  const weights = Object.entries(definition.weights?.(values, inputs) ?? {}).map(
    ([name, { shape, part, trainable }]): [string, ProgramWeight] => [
      name,
      { name: `weight ${name}`, shape: shape.map(Number), part, trainable, init: 'zeros' },
    ],
  );
  const tensor = (kind: string) => (shape: Shape, index: number) => ({
    name: `${kind} ${index}`,
    shape: shape.map(Number),
  });
  const operator = {
    path: definition.id,
    definition,
    values,
    inputs: inputs.map(tensor('input')),
    outputs: shapes.map(tensor('output')),
    weights: Object.fromEntries(weights),
  };
  const { nodes, constants } = lowerOperator(operator, plainExport, {
    nodes: new UniqueNames(),
    tensors: new UniqueNames(),
  });
  const sources = new Map<string, FormSource>(
    operator.inputs.map(({ name }, index) => [name, { kind: 'input', index }]),
  );
  const shortNames = new Map(weights.map(([short, { name }]) => [name, short]));
  const stored = new Map<string, StoredText>();
  for (const [, { name, shape }] of weights) stored.set(name, [`w${shape.join('x')}`, shape]);
  for (const { name, shape, values: held } of constants)
    stored.set(name, [`c${shape.join('x')}:${held.join()}`, numbersOf(held)]);
  const sizes = new Map([...operator.inputs, ...operator.outputs].map(({ name, shape }) => [name, shape]));
  const made: FormNode[] = [];
  for (const { op, inputs, outputs, attributes = {}, held: whole } of nodes) {
    const read = readsOfNode({ inputs, ...(whole && { held: whole }) });
    const [from, to] = [sizes.get(read[0] ?? ''), sizes.get(outputs[0] ?? '')];
    const plain = from && to ? plainWindow(attributes, from.slice(2), to.slice(2)) : attributes;
    const isPassed = isPoolOfOne(op, plain) || (op === 'Expand' && isSameShape(from, to));
    const passed = isPassed ? sources.get(read[0] ?? '') : undefined;
    if (passed !== undefined && outputs.length === 1) {
      sources.set(outputs[0]!, passed);
      continue;
    }
    const node = made.length;
    const written = Object.entries(plain).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const held = read.map((name) => stored.get(name) ?? null);
    const places = held.map((one, index) => one?.[0] ?? (read[index] === '' ? '' : 't')).join();
    for (const [output, name] of outputs.entries()) sources.set(name, { kind: 'node', node, output });
    const perChannel = op === 'Unsqueeze' && shortNames.has(read[0]!) ? channelsOf(held) : null;
    made.push({
      op,
      text:
        perChannel === null
          ? `${op}(${places})${JSON.stringify(written, asNumbers)}${heldText(whole)}`
          : `${op}(w${perChannel} per channel)`,
      numbers:
        perChannel === null
          ? [...held.flatMap((one) => one?.[1] ?? []), ...written.flatMap(([, value]) => numbersIn(value))]
          : [perChannel],
      weights: read.flatMap((name) => shortNames.get(name) ?? []),
      sources: read.flatMap((name) => sources.get(name) ?? []),
      outputs: outputs.length,
    });
  }
  const outputs = operator.outputs.map(({ name }): FormSource => sources.get(name)!);
  return { nodes: made, outputs, shapes };
}
