import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import type { OnnxFile, OnnxFileFunction, OnnxFileNode } from '../lower/onnx-read.ts';
import type { OnnxAttribute } from '../lower/onnx-read-attribute.ts';

/** The most nodes that calls of functions may come to, and how deep they may call one another. */
const mostNodes = 200_000;
const deepest = 32;

const keyOf = (domain: string, name: string): string => `${domain}\n${name}`;

class TooMuch extends Error {}

/** Writes out calls of the functions that a file defines. */
class Inlining {
  readonly nodes: OnnxFileNode[] = [];
  readonly #functions: ReadonlyMap<string, OnnxFileFunction>;
  #calls = 0;

  constructor(functions: readonly OnnxFileFunction[]) {
    this.#functions = new Map(functions.map((one) => [keyOf(one.domain, one.name), one]));
  }

  add(node: OnnxFileNode, depth = 0): void {
    const called = this.#functions.get(keyOf(node.domain, node.op));
    if (called === undefined) {
      if (this.nodes.length >= mostNodes) throw new TooMuch();
      this.nodes.push(node);
      return;
    }
    if (depth >= deepest) throw new TooMuch();
    this.#calls += 1;
    const place = `${node.name === '' ? node.op : node.name}/`;
    const own = `${place}${this.#calls}/`;
    const tensors = new Map<string, string>();
    for (const [index, name] of called.inputs.entries()) tensors.set(name, node.inputs[index] ?? '');
    called.outputs.forEach((name, index) => {
      // One that hands an input on needs a node of its own, which is added below.
      if (!called.inputs.includes(name)) tensors.set(name, node.outputs[index] || `${own}${name}`);
    });
    const tensorOf = (name: string): string => (name === '' ? '' : (tensors.get(name) ?? `${own}${name}`));
    for (const inner of called.nodes) {
      this.add(
        {
          ...inner,
          name: `${place}${inner.name === '' ? inner.op : inner.name}`,
          inputs: inner.inputs.map(tensorOf),
          outputs: inner.outputs.map(tensorOf),
          outer: inner.outer?.map(({ inside, tensor }) => ({ inside, tensor: tensorOf(tensor) })),
          attributes: attributesOf(inner, node, called),
          opset: called.opset ?? node.opset,
        },
        depth + 1,
      );
    }
    called.outputs.forEach((name, index) => {
      const output = node.outputs[index] ?? '';
      if (output === '' || !called.inputs.includes(name)) return;
      const identity = { name: place, op: 'Identity', domain: '', attributes: new Map() };
      this.add({ ...identity, inputs: [tensorOf(name)], outputs: [output] }, depth + 1);
    });
  }
}

/** The attributes of a node of a function: those that it takes from the call stand as the call has them, or as is usual. */
function attributesOf(
  inner: OnnxFileNode,
  call: OnnxFileNode,
  called: OnnxFileFunction,
): OnnxFileNode['attributes'] {
  return new Map(
    [...inner.attributes].flatMap(([name, value]): [string, OnnxAttribute][] => {
      if (typeof value !== 'object' || !('attributeOf' in value)) return [[name, value]];
      const given = call.attributes.get(value.attributeOf) ?? called.usual.get(value.attributeOf);
      return given === undefined ? [] : [[name, given]];
    }),
  );
}

/** The nodes of a file with its own functions written out. Issues: onnx/functions. */
export function withoutFunctions({ nodes, functions }: OnnxFile): Result<readonly OnnxFileNode[]> {
  if (functions.length === 0) return ok(nodes);
  const inlining = new Inlining(functions);
  try {
    for (const node of nodes) inlining.add(node);
    return ok(inlining.nodes);
  } catch (error) {
    if (error instanceof TooMuch) return fail(issue('onnx/functions', {}, { limit: mostNodes }));
    throw error;
  }
}
