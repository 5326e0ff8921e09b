import * as v from 'valibot';

/** The most characters that are kept of one node: what is larger belongs in a file of weights. */
export const mostOfNode = 4_194_304;
/** The most inputs, outputs and tensors from around it that a node has. */
const mostTensors = 1024;

const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const sizes = v.pipe(v.array(size), v.maxLength(16));
const name = v.pipe(v.string(), v.maxLength(4096));
const elementType = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1000));
const base64 = v.pipe(v.string(), v.base64());
const attributes = v.union([v.literal(''), base64]);

const input = v.variant('kind', [
  v.object({ kind: v.literal('wire'), type: elementType, sizes: v.nullable(sizes) }),
  v.object({ kind: v.literal('weight'), sizes }),
  v.object({ kind: v.literal('constant'), attributes }),
  v.object({ kind: v.literal('absent') }),
]);
const output = v.nullable(v.object({ type: elementType, sizes: v.nullable(sizes) }));
const node = v.object({
  op: v.pipe(name, v.minLength(1)),
  domain: name,
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  attributes,
  inputs: v.pipe(v.array(input), v.maxLength(mostTensors)),
  outer: v.pipe(v.array(v.object({ inside: name, input })), v.maxLength(mostTensors)),
  outputs: v.pipe(v.array(output), v.maxLength(mostTensors)),
});

/** Where an input of a node comes from: a wire, a weight, a constant that it holds, or nowhere. */
export type OpaqueInput = v.InferOutput<typeof input>;

/** A node of a file as an item holds it. Sizes are null where the file does not say them, outputs where nobody reads them. */
export type OpaqueNode = v.InferOutput<typeof node>;

/** The most texts whose nodes are remembered. */
const mostKnown = 256;
const known = new Map<string, OpaqueNode | null>();

function parsed(text: string): OpaqueNode | null {
  try {
    const found = v.safeParse(node, JSON.parse(text));
    return found.success ? found.output : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The node that a text holds; null where it holds none. */
export function opaqueNodeOf(text: string): OpaqueNode | null {
  let found = known.get(text);
  if (found === undefined) {
    found = parsed(text);
    if (known.size >= mostKnown) known.clear();
    known.set(text, found);
  }
  return found;
}

/** All that a node reads: its inputs, then what graphs inside read from around them. */
export const readsOf = ({ inputs, outer }: OpaqueNode): readonly OpaqueInput[] => [
  ...inputs,
  ...outer.map(({ input: one }) => one),
];
