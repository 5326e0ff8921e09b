import type { OnnxAttribute, OnnxContext, OnnxNode } from '../language/definition.ts';

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
  let before = io.inputs[0]!.name;
  const alone = ahead.length + links.length === 1;
  const nodes = links.map(({ suffix, more = [], ...node }, index) => {
    const after = index === links.length - 1 ? io.outputs[0]!.name : io.inner(suffix);
    const inputs = [before, ...more];
    before = after;
    return { ...node, inputs, outputs: [after], ...(!alone && { suffix }) };
  });
  return [...ahead, ...nodes];
}

/** A constant of a single number. */
export const scalar = (io: OnnxContext, name: string, value: number): string =>
  io.constant(name, Float32Array.of(value), []);

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
