import type { OperatorDefinition } from '../../language/definition.ts';
import type { Given } from '../../language/field.ts';
import * as activations from '../../operators/activation.ts';
import { gelu } from '../../operators/gelu.ts';
import { prelu } from '../../operators/prelu.ts';
import * as smooth from '../../operators/smooth-activation.ts';
import { logSoftmax, softmax } from '../../operators/softmax.ts';
import { decimal } from '../decimal.ts';
import type { NodeReading, Reader } from '../node-reading.ts';
import { real } from './real.ts';

/** An operator of one tensor, with fields that the node gives. */
const of =
  (definition: OperatorDefinition, given: (node: NodeReading) => Given | null = () => ({})): Reader =>
  (node) => {
    const fields = given(node);
    return fields === null ? null : node.add(definition, fields, [node.tensor(0)]);
  };

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));

/** Bounds of a Clip, attributes until opset 11; undefined where one is open, null where it is not known. */
function bound(node: NodeReading, name: string, index: number): number | undefined | null {
  const attribute = node.node.attributes.get(name);
  if (typeof attribute === 'number') return attribute;
  if (node.input(index) === undefined) return undefined;
  return node.known(index)?.values[0] ?? null;
}

const clip: Reader = (node) => {
  const [from, to] = [bound(node, 'min', 1), bound(node, 'max', 2)];
  if (from === null || to === null) return null;
  const isOpen = to === undefined || to > 1e30;
  if (from === 0 && isOpen) return node.add(activations.relu, {}, [node.tensor(0)]);
  if (from === 0 && to === 6) return node.add(activations.relu6, {}, [node.tensor(0)]);
  if (from === undefined || isOpen) return null;
  return node.add(activations.hardTanh, { from: decimal(from), to: decimal(to) }, [node.tensor(0)]);
};

const hardSigmoid = of(activations.hardSigmoid, (node) =>
  isNear(real(node, 'alpha', 0.2), 1 / 6) && isNear(real(node, 'beta', 0.5), 0.5) ? {} : null,
);

const leaky = of(activations.leakyRelu, (node) => {
  const slope = real(node, 'alpha', 0.01) * 100;
  return isNear(slope, Math.round(slope)) ? { slope: Math.round(slope) } : null;
});

/** Softmax along the channels or the last axis. Before opset 13 it took all axes from one on together. */
const softmaxOf = (definition: OperatorDefinition): Reader => {
  const read = of(definition, (node) => {
    const rank = node.tensor(0)?.shape.length ?? 0;
    const axis = node.integer('axis', node.opset < 13 ? 1 : -1);
    const at = axis < 0 ? axis + rank : axis;
    if (node.opset < 13 && at !== rank - 1) return null;
    return at === rank - 1 ? { axis: 'last' } : at === 1 ? {} : null;
  });
  return read;
};

const parametric: Reader = (node) => {
  const slope = node.weight(1);
  const x = node.tensor(0);
  if (slope === null || x === null) return null;
  const isShared = slope.dims.every((size) => size === 1) && x.shape[1] !== 1;
  return node.add(prelu, { shared: isShared }, [x], node.weights(1));
};

const alphaOf = (usual: number) => (node: NodeReading) => ({ alpha: decimal(real(node, 'alpha', usual)) });

export const activationReaders: Readonly<Record<string, Reader>> = {
  Relu: of(activations.relu),
  Clip: clip,
  LeakyRelu: leaky,
  PRelu: parametric,
  Sigmoid: of(activations.sigmoid),
  HardSigmoid: hardSigmoid,
  HardSwish: of(activations.hardSwish),
  Tanh: of(activations.tanh),
  Elu: of(smooth.elu, alphaOf(1)),
  Celu: of(smooth.celu, alphaOf(1)),
  Selu: of(smooth.selu),
  Softplus: of(smooth.softplus),
  Softsign: of(smooth.softsign),
  Mish: of(smooth.mish),
  Gelu: of(gelu, (node) => (node.text('approximate', 'none') === 'tanh' ? { form: 'tanh' } : {})),
  Softmax: softmaxOf(softmax),
  LogSoftmax: softmaxOf(logSoftmax),
  Erf: (node) => {
    const x = node.tensor(0);
    return x === null ? null : [node.draft.addPiece('erf', [x], node.node.name)];
  },
};
