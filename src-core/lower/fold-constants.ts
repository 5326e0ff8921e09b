import { readsOfNode } from '../language/onnx.ts';
import type { OnnxConstant, OnnxGraphNode, OnnxWeight } from './onnx-lowering.ts';

interface Foldable {
  readonly nodes: readonly OnnxGraphNode[];
  readonly weights: readonly OnnxWeight[];
  readonly constants: readonly OnnxConstant[];
}

/** Sizes with an axis of size 1 put in at each of `axes`. */
function unsqueezed(shape: readonly number[], axes: readonly number[]): readonly number[] {
  const rest = [...shape];
  return Array.from({ length: shape.length + axes.length }, (_, axis) =>
    axes.includes(axis) ? 1 : (rest.shift() as number),
  );
}

/** The values of a matrix, its rows as columns. */
function turned(values: Float32Array, [rows, columns]: readonly [number, number]): Float32Array {
  const result = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++)
      result[column * rows + row] = values[row * columns + column] as number;
  }
  return result;
}

/**
 * The weight that a node inside an operator makes of another one, under the name of its output; null where the node does
 * anything else, or gives the operator's own result.
 */
function made(
  { op, inputs, outputs, attributes, suffix }: OnnxGraphNode,
  weights: ReadonlyMap<string, OnnxWeight>,
  constants: ReadonlyMap<string, OnnxConstant>,
): OnnxWeight | null {
  const from = weights.get(inputs[0] ?? '');
  if (from === undefined || suffix === undefined) return null;
  const [name] = outputs as readonly [string];
  if (op === 'Unsqueeze') {
    const axes = Array.from(constants.get(inputs[1] ?? '')?.values ?? [], Number);
    const values = ([same]: readonly Float32Array[]): Float32Array => same as Float32Array;
    return { ...from, name, shape: unsqueezed(from.shape, axes), derived: { from: [from], values } };
  }
  if (op === 'Transpose' && from.shape.length === 2 && String(attributes?.perm) === '1,0') {
    const sizes = from.shape as readonly [number, number];
    const values = ([matrix]: readonly Float32Array[]) => turned(matrix as Float32Array, sizes);
    return { ...from, name, shape: [sizes[1], sizes[0]], derived: { from: [from], values } };
  }
  return null;
}

/**
 * Makes weights of the nodes that do nothing but turn a matrix of weights or give a weight axes of size 1, so that no
 * runtime has to. A weight that nothing else reads goes, and what was made of it takes its name. Equal nodes on one weight
 * make one.
 */
export function foldConstants({ nodes, weights, constants }: Foldable): Foldable {
  const known = new Map(weights.map((weight) => [weight.name, weight]));
  const numbers = new Map(constants.map((constant) => [constant.name, constant]));
  const folded: { readonly node: OnnxGraphNode; readonly weight: OnnxWeight }[] = [];
  const rest: OnnxGraphNode[] = [];
  for (const node of nodes) {
    const weight = made(node, known, numbers);
    if (weight === null) rest.push(node);
    else folded.push({ node, weight });
  }
  if (folded.length === 0) return { nodes, weights, constants };
  const read = new Set(rest.flatMap(readsOfNode));
  const names = new Map<string, string>();
  const replaced = new Map<string, OnnxWeight[]>();
  for (const { node, weight } of folded) {
    const source = node.inputs[0] as string;
    const before = replaced.get(source) ?? [];
    const equal = before.find(({ shape }) => sameShape(shape, weight.shape));
    const alone = !read.has(source) && before.length === 0;
    const kept = equal ?? { ...weight, name: alone ? source : weight.name };
    names.set(weight.name, kept.name);
    if (equal === undefined) replaced.set(source, [...before, kept]);
  }
  const unused = new Set(folded.flatMap(({ node }) => node.inputs.slice(1)));
  return {
    nodes: rest.map((node) => ({ ...node, inputs: node.inputs.map((name) => names.get(name) ?? name) })),
    weights: weights.flatMap((weight) => {
      const others = replaced.get(weight.name) ?? [];
      return others.length === 0 || read.has(weight.name) ? [weight, ...others] : others;
    }),
    constants: constants.filter(({ name }) => read.has(name) || !unused.has(name)),
  };
}

const sameShape = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join();
