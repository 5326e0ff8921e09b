import { groupNorm, instanceNorm } from '../../operators/group-norm.ts';
import { layerNorm } from '../../operators/layer-norm.ts';
import { batchNorm } from '../../operators/normalization.ts';
import { responseNorm } from '../../operators/response-norm.ts';
import { decimal } from '../decimal.ts';
import type { NodeReading, Reader } from '../node-reading.ts';
import { real } from './real.ts';

const epsilonOf = (node: NodeReading) => ({ epsilon: decimal(real(node, 'epsilon', 1e-5)) });

const batch: Reader = (node) => {
  if (node.weight(1) === null || node.weight(3) === null) return null;
  const momentum = decimal(1 - decimal(real(node, 'momentum', 0.9)));
  return node.add(batchNorm, { ...epsilonOf(node), momentum }, [node.tensor(0)], node.weights(1));
};

const layer: Reader = (node) => {
  const x = node.tensor(0);
  const axis = node.integer('axis', -1);
  if (x === null || (axis !== -1 && axis !== x.shape.length - 1)) return null;
  const affine = node.input(1) !== undefined && node.input(2) !== undefined;
  if (!affine && node.input(1) !== undefined) return null;
  return node.add(layerNorm, { axis: 'last', affine, ...epsilonOf(node) }, [x], node.weights(1));
};

const instance: Reader = (node) =>
  node.add(instanceNorm, { affine: true, ...epsilonOf(node) }, [node.tensor(0)], node.weights(1));

const group: Reader = (node) =>
  node.opset < 21
    ? null
    : node.add(
        groupNorm,
        { groups: node.integer('num_groups', 1), ...epsilonOf(node) },
        [node.tensor(0)],
        node.weights(1),
      );

const response: Reader = (node) => {
  // the fields are whole millionths and hundredths
  const alpha = real(node, 'alpha', 1e-4) * 1e6;
  const beta = real(node, 'beta', 0.75) * 100;
  const offset = real(node, 'bias', 1);
  const whole = [alpha, beta, offset].map((value) => Math.round(value));
  if (![alpha, beta, offset].every((value, index) => Math.abs(value - whole[index]!) < 1e-3)) return null;
  const given = { size: node.integer('size', 5), alpha: whole[0]!, beta: whole[1]!, offset: whole[2]! };
  return node.add(responseNorm, given, [node.tensor(0)]);
};

export const normalizationReaders: Readonly<Record<string, Reader>> = {
  BatchNormalization: batch,
  LayerNormalization: layer,
  InstanceNormalization: instance,
  GroupNormalization: group,
  LRN: response,
};
