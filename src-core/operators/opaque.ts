import { NotSymbolic, symbolsOf } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import type { WeightSpec } from '../language/definition.ts';
import { defineOperator } from '../language/definition.ts';
import { text } from '../language/field.ts';
import type { OnnxNode } from '../language/onnx.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { versionsWith } from './onnx-versions.ts';
import type { OpaqueInput, OpaqueNode } from './opaque-node.ts';
import { mostOfNode, opaqueNodeOf, readsOf } from './opaque-node.ts';

const wiresOf = (node: OpaqueNode) => readsOf(node).filter((one) => one.kind === 'wire');

const portsNamed = (side: 'in' | 'out', count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `${side}${index + 1}` }));

const weightName = (index: number): string => `input${index + 1}`;

const sizesText = (shapes: readonly (readonly (bigint | number | string)[])[]): string =>
  shapes.map((shape) => (shape.length === 0 ? 'a single number' : shape.join(' × '))).join(', ');

/** Its sizes are those that the file says, so they hold for the inputs that it says them of, and for no others. */
function requireSizes(node: OpaqueNode, inputs: readonly Shape[]): void {
  const wires = wiresOf(node);
  const free = inputs.flat().flatMap((size) => [...symbolsOf(size)]);
  if (free.length > 0) throw new NotSymbolic('comparison', [...new Set(free)]);
  const isAsRead = wires.every(
    ({ sizes }, index) =>
      sizes === null || sizes.map(String).join() === inputs[index]!.map((one) => toText(one)).join(),
  );
  if (isAsRead) return;
  const expected = sizesText(wires.map(({ sizes }) => sizes ?? ['?']));
  const got = sizesText(inputs.map((shape) => shape.map((one) => toText(one))));
  refuse('opaque/other-sizes', {}, { op: node.op, expected, got });
}

/**
 * An operator of a file that nobody here knows, held as the file has it: it is counted nowhere, has the sizes that the file
 * says, and is written back byte for byte.
 */
export const opaque = defineOperator({
  id: 'opaque',
  title: 'Opaque operator',
  summary: 'Stands for an operator of a file that is not known here, and is written back as the file has it.',
  reference: 'https://github.com/onnx/onnx/blob/main/docs/IR.md#nodes',
  family: 'tensor',
  operation: 'none',
  fields: {
    node: text({
      label: 'Node',
      help: 'The node of the file: its operator, attributes and constants.',
      maxLength: mostOfNode,
      default: '',
      shown: false,
      isReadable: (held) => opaqueNodeOf(held) !== null,
    }),
  },
  opaque: {
    operator: ({ node }) => opaqueNodeOf(node),
    outputTypes: ({ node }) =>
      (opaqueNodeOf(node)?.outputs ?? []).flatMap((output) => (output === null ? [] : [output.type])),
  },
  inputs: ({ node: held }) => {
    const node = opaqueNodeOf(held);
    return node === null ? [] : portsNamed('in', wiresOf(node).length);
  },
  outputs: ({ node: held }) => {
    const node = opaqueNodeOf(held);
    return node === null ? [] : portsNamed('out', node.outputs.filter((output) => output !== null).length);
  },
  shape: ({ node: held }, inputs) => {
    const node = opaqueNodeOf(held);
    if (node === null) refuse('field/unreadable', { field: 'node' });
    requireSizes(node, inputs);
    return node.outputs.flatMap((output) => {
      if (output === null) return [];
      if (output.sizes === null) refuse('opaque/no-sizes', {}, { op: node.op });
      return [output.sizes.map(BigInt)];
    });
  },
  weights: ({ node: held }) => {
    const node = opaqueNodeOf(held);
    const reads = node === null ? [] : readsOf(node);
    return Object.fromEntries(
      reads.flatMap((one, index): [string, WeightSpec][] =>
        one.kind === 'weight'
          ? [
              [
                weightName(index),
                { shape: one.sizes.map(BigInt), part: 'tensor', init: 'zeros', trainable: true },
              ],
            ]
          : [],
      ),
    );
  },
  macs: () => 0n,
  needsSingle: () => true,
  evaluate: () => {
    throw new Error('an opaque operator has no reference');
  },
  torch: () => null,
  onnx: ({ node: held }, io) => {
    const node = opaqueNodeOf(held)!;
    for (const tensor of io.inputs)
      io.needsFixed(
        tensor,
        tensor.shape.map((_, axis) => axis),
      );
    if (node.domain === '') io.needsOpset(...versionsWith(node.op, node.version));
    const constants: OnnxNode[] = [];
    let wire = 0;
    const tensorOf = (one: OpaqueInput, index: number): string => {
      if (one.kind === 'absent') return '';
      if (one.kind === 'wire') return io.inputs[wire++]!.name;
      if (one.kind === 'weight') return io.weight(weightName(index));
      const suffix = weightName(index);
      const name = io.inner(suffix);
      const { attributes } = one;
      const held = { attributes, domain: '', version: null, outer: new Map<string, string>() };
      constants.push({ op: 'Constant', inputs: [], outputs: [name], held, suffix });
      return name;
    };
    const reads = readsOf(node).map(tensorOf);
    const outer = new Map(
      node.outer.map(({ inside }, index) => [inside, reads[node.inputs.length + index]!] as const),
    );
    let written = 0;
    const outputs = node.outputs.map((output) => (output === null ? '' : io.outputs[written++]!.name));
    const { op, domain, version, attributes } = node;
    const own = { op, inputs: reads.slice(0, node.inputs.length), outputs };
    const main = { ...own, held: { attributes, domain, version, outer } };
    return constants.length === 0 ? [main] : [...constants, { ...main, suffix: 'node' }];
  },
  examples: [],
});
