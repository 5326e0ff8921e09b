import type { OnnxAttribute, OnnxContext, OnnxNode } from '../language/onnx.ts';

/** One ONNX node of a chain: it reads the tensor before it, then `more`. */
export interface Link {
  readonly op: string;
  readonly suffix: string;
  readonly more?: readonly string[];
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
}

/**
 * Nodes one after another, from the operator's first input to its first output, after `ahead`, which prepare their other
 * inputs. A node that stands alone needs no suffix.
 */
export function chain(io: OnnxContext, links: readonly Link[], ahead: readonly OnnxNode[] = []): OnnxNode[] {
  const nodes = chainFrom(io, io.inputs[0]!.name, links, io.outputs[0]!.name);
  if (ahead.length + links.length > 1) return [...ahead, ...nodes];
  return nodes.map(({ suffix: _, ...node }) => node);
}

/** Nodes one after another from any tensor to `end`, or to the inner tensor that the last of them names. */
export function chainFrom(
  io: OnnxContext,
  start: string,
  links: readonly Link[],
  end?: string,
): (OnnxNode & { readonly suffix: string })[] {
  let before = start;
  return links.map(({ suffix, more = [], ...node }, index) => {
    const after = index === links.length - 1 && end !== undefined ? end : io.inner(suffix);
    const inputs = [before, ...more];
    before = after;
    return { ...node, inputs, outputs: [after], suffix };
  });
}

/** Makes nodes that hand on an inner tensor of their own name. */
export const innerNodes =
  (io: OnnxContext) =>
  (op: string, suffix: string, ...inputs: readonly string[]): OnnxNode & { readonly suffix: string } => ({
    op,
    suffix,
    inputs,
    outputs: [io.inner(suffix)],
  });

/** A constant of a single number. */
export const scalar = (io: OnnxContext, name: string, value: number): string =>
  io.constant(name, Float32Array.of(value), []);

/** The operator set from which on each reduction takes its axes as an input; before it they are an attribute. */
const axesAsInput: Readonly<Record<string, number>> = { ReduceSum: 13 };
const othersAsInput = 18;

/** What a reduction takes beside its input: its axes, as the operator set wants them, under a name for their constant. */
export function reducing(
  io: OnnxContext,
  op: string,
  axes: readonly number[],
  { keep, name }: { readonly keep: boolean; readonly name: string },
): { readonly more: readonly string[]; readonly attributes: Readonly<Record<string, OnnxAttribute>> } {
  const keepdims = keep ? 1n : 0n;
  if (io.opset >= (axesAsInput[op] ?? othersAsInput)) {
    return { more: [integers(io, name, axes)], attributes: { keepdims } };
  }
  return { more: [], attributes: { axes: axes.map(BigInt), keepdims } };
}

/** A constant list of whole numbers, as shapes and axes are given. */
export const integers = (io: OnnxContext, name: string, values: readonly (number | bigint)[]): string =>
  io.constant(name, values.map(BigInt), [values.length]);

/**
 * Makes a weight of one number per channel meet the channels of the operator's input: [C] becomes [C, 1, 1] for a map.
 * Runtimes do this once, when they load the model.
 */
export function overChannels(io: OnnxContext, weight: string): { name: string; nodes: readonly OnnxNode[] } {
  const axes = io.inputs[0]!.shape.slice(2).map((_, index) => index + 1);
  if (axes.length === 0) return { name: io.weight(weight), nodes: [] };
  const suffix = `${weight}-channels`;
  const inputs = [io.weight(weight), integers(io, `${weight}-axes`, axes)];
  const name = io.inner(suffix);
  return { name, nodes: [{ op: 'Unsqueeze', suffix, inputs, outputs: [name] }] };
}
