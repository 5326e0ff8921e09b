import type { Variable } from '../document/design.ts';
import { shortened } from '../document/in-sentence.ts';
import { nearestText } from '../document/nearest-names.ts';
import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import type { Catalogue } from '../language/definition.ts';
import { backboneOf } from './backbone.ts';
import { cascadeDetectors } from './cascade-detection.ts';
import { oneStageDetectors } from './one-stage-detection.ts';
import { pyramidSegmenters } from './pyramid-segmentation.ts';
import type { ReadyNetwork } from './ready-network.ts';
import { beneath } from './ready-network.ts';
import { lraspp, segmenters } from './segmentation.ts';
import type { Task } from './task.ts';
import { twoStageDetectors } from './two-stage-detection.ts';

export const tasks: readonly Task[] = [
  ...twoStageDetectors,
  ...cascadeDetectors,
  ...oneStageDetectors,
  ...segmenters,
  ...pyramidSegmenters,
  lraspp,
];

const normVariable: Variable = {
  name: 'norm',
  kind: 'choice',
  value: 'batch',
  options: ['batch', 'frozen'],
};

/** How coarse the last map of a dilated backbone is: 8, 16 or 32; a number between them counts as the next power of two below. */
const strideVariable = (value: number): Variable => ({
  name: 'outputStride',
  kind: 'integer',
  value,
  min: 8,
  max: 32,
});

/**
 * Any network that names its feature maps as the backbone of a task: its head is cut off, its variables are carried over,
 * its norms follow the variable `norm`, and a task that wants finer maps dilates its last stages.
 * Issues: task/no-features, task/not-dilated.
 */
export function onBackbone(task: Task, network: ReadyNetwork, catalogue: Catalogue): Result<ReadyNetwork> {
  const { outputStride, dilatesStep, reads } = task;
  const own = [
    ...(outputStride === undefined ? [] : [strideVariable(outputStride)]),
    normVariable,
    ...task.variables,
  ];
  const taken = new Set(own.map((variable) => variable.name));
  const dilates = outputStride !== undefined;
  const backbone = backboneOf(
    network,
    { reads, dilates, ...(dilatesStep && { dilatesStep }), taken },
    catalogue,
  );
  if (!backbone.ok) return backbone;
  const { nodes, edges, variables, input, hasNorm } = backbone.value;
  const sized = nodes.map((node) =>
    node.id === input ? { ...node, fields: { ...node.fields, height: task.side, width: task.side } } : node,
  );
  const title = `${task.title} on ${network.title}`;
  const publicKeys = network.publicKeys && task.publicKeys?.(network.publicKeys.names);
  const trunk = {
    ...network.design,
    title,
    variables: [...variables, ...own.filter(({ name }) => name !== normVariable.name || hasNorm)],
    nodes: sized,
    edges,
  };
  return ok({
    name: `${task.name}@${network.name}`,
    title,
    subtitle: task.subtitle,
    reference: `${task.reference}; backbone: ${network.reference}`,
    family: task.family,
    ...(publicKeys !== undefined && { publicKeys }),
    design: beneath(trunk, task.items(backbone.value)),
  });
}

const separator = '@';

/**
 * The network that a name such as `faster-rcnn@res2net-50` stands for, which is a task and its backbone. Undefined where
 * the name has no such form.
 * Issues: task/unknown, task/unknown-backbone, and those of `onBackbone`.
 */
export function taskOnBackbone(
  name: string,
  networks: readonly ReadyNetwork[],
  catalogue: Catalogue,
): Result<ReadyNetwork> | undefined {
  const at = name.indexOf(separator);
  if (at < 0) return undefined;
  const [first, second] = [name.slice(0, at), name.slice(at + 1)];
  const task = tasks.find((one) => one.name === first);
  if (task === undefined) {
    const nearest = nearestText(
      first,
      tasks.map((one) => one.name),
    );
    return fail(issue('task/unknown', {}, { name: shortened(first), nearest }));
  }
  const network = networks.find((one) => one.name === second);
  if (network === undefined) {
    const known = networks.filter((one) => one.features !== undefined).map((one) => one.name);
    const nearest = nearestText(second, known);
    return fail(issue('task/unknown-backbone', {}, { name: shortened(second), nearest }));
  }
  return onBackbone(task, network, catalogue);
}
