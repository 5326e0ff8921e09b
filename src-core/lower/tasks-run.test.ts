import { expect, it } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Design, FieldValue, Variable } from '../document/design.ts';
import { tasks } from '../networks/tasks.ts';
import { conformance } from './conformance.fixture.ts';
import { onnxruntime } from './onnxruntime.fixture.ts';
import { lower } from './program.ts';

/** Narrow enough for the interpreter; the items and their wires are those of the task. */
const fields: Readonly<Record<string, Readonly<Record<string, FieldValue>>>> = {
  input: { height: 67, width: 90 },
  stem: { outChannels: 16 },
  'basic-stage': { planes: 16, depth: 2 },
  fpn: { channels: 32 },
  'box-head': { channels: 8, features: 16 },
  'mask-head': { channels: 8 },
  'keypoint-head': { channels: 8 },
  aspp: { channels: 16 },
  'deeplab-head': { channels: 16 },
  'psp-head': { channels: 16 },
  'uper-head': { channels: 16 },
  'semantic-fpn-head': { channels: 16, groups: 4 },
  'deeplab-decoder': { channels: 16, early: 8 },
};
const values: Readonly<Record<string, number>> = { classes: 5, proposals: 6, detections: 4 };

const narrowed = (design: Design): Design => ({
  ...design,
  variables: design.variables.map((v) => ({ ...v, value: values[v.name] ?? v.value }) as Variable),
  nodes: design.nodes.map((node) => ({ ...node, fields: { ...node.fields, ...fields[node.definition] } })),
});

it.each(tasks.map((task) => task.name))(
  '%s on a narrow ResNet-18: onnxruntime equals the interpreter',
  async (name) => {
    const program = lower(analyze(narrowed(networkOf(`${name}@resnet-18`)!.design), catalogue));
    if (!program.ok) throw new Error(JSON.stringify(program.issues));
    const result = await conformance(program.value, onnxruntime, 1);
    if (!result.ok) throw new Error(JSON.stringify(result.issues));
    const apart = Object.entries(result.value).filter(([, gap]) => !(gap < 1e-4));
    expect(apart).toEqual([]);
  },
);
