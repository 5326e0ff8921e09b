import { expect, it } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Design, FieldValue, Variable } from '../document/design.ts';
import { conformance } from './conformance.fixture.ts';
import { onnxruntime } from './onnxruntime.fixture.ts';
import { lower } from './program.ts';

type Fields = Readonly<Record<string, FieldValue>>;

/** The design with other variables, and other fields in all items of a definition. */
const changed = (design: Design, values: Fields, fields: Readonly<Record<string, Fields>>): Design => ({
  ...design,
  variables: design.variables.map((v) => ({ ...v, value: values[v.name] ?? v.value }) as Variable),
  nodes: design.nodes.map((node) => ({ ...node, fields: { ...node.fields, ...fields[node.definition] } })),
});

/** Narrow enough for the interpreter; the items and their wires are those of the network. */
it.each<[string, Fields, Readonly<Record<string, Fields>>]>([
  ['dla-102', {}, { input: { height: 33, width: 47 }, 'dla-tree': { planes: 32, w: 8 } }],
  ['res2net-dla-60', {}, { input: { height: 32, width: 64 }, 'dla-tree': { planes: 32, w: 3 } }],
  ['res2next-dla-60', {}, { input: { height: 32, width: 64 }, 'dla-tree': { planes: 32, w: 8 } }],
  // Any smaller image leaves nothing of the last maps.
  ['ssd300-vgg-16', { w: 2, classes: 3 }, { input: { height: 268, width: 272 } }],
  [
    'ssdlite320-mobilenet-v3-large',
    { width: 0.25, classes: 3 },
    { input: { batch: 2, height: 64, width: 80 } },
  ],
])('%s made narrow: onnxruntime equals the interpreter', async (name, values, fields) => {
  const program = lower(analyze(changed(networkOf(name)!.design, values, fields), catalogue));
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  const result = await conformance(program.value, onnxruntime, 1);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  const apart = Object.entries(result.value).filter(([, gap]) => !(gap < 1e-4));
  expect(apart).toEqual([]);
});
