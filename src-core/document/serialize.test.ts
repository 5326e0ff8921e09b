import { expect, test } from 'vitest';
import type { Steps } from '../steps.ts';
import type { Design } from './design.ts';
import { emptyDesign } from './design.ts';
import { differences } from './differences.ts';
import { parseDesign } from './parse.ts';
import { serializeDesign, serializing } from './serialize.ts';

const sample: Design = {
  format: 'blockwright',
  version: 1,
  title: 'A "small" one',
  variables: [
    { name: 'w', kind: 'integer', value: 20, min: 1, max: 65536 },
    { kind: 'choice', name: 'stem', options: ['deep', 'plain'], value: 'deep' },
  ],
  nodes: [
    {
      id: 'conv',
      definition: 'convolution',
      position: { y: -2.5, x: 0 },
      fields: { outChannels: { expression: 'floor(w/2)' }, sizes: [1, { expression: 'w' }], bias: false },
    },
    { id: 'head', definition: 'head', fields: {}, position: { x: 1e21, y: 1e-7 } },
  ],
  edges: [{ id: 'e1', from: { node: 'conv', port: 'out' }, to: { port: 'in', node: 'head' } }],
};

test('the text is readable and diffs by line', () => {
  expect(serializeDesign(sample)).toBe(`{
  "format": "blockwright",
  "version": 1,
  "title": "A \\"small\\" one",
  "variables": [
    { "name": "w", "kind": "integer", "value": 20, "min": 1, "max": 65536 },
    { "name": "stem", "kind": "choice", "value": "deep", "options": ["deep", "plain"] }
  ],
  "nodes": [
    {
      "id": "conv",
      "definition": "convolution",
      "fields": {
        "outChannels": { "expression": "floor(w/2)" },
        "sizes": [1, { "expression": "w" }],
        "bias": false
      },
      "position": { "x": 0, "y": -2.5 }
    },
    {
      "id": "head",
      "definition": "head",
      "fields": {},
      "position": { "x": 1e+21, "y": 1e-7 }
    }
  ],
  "edges": [
    { "id": "e1", "from": { "node": "conv", "port": "out" }, "to": { "node": "head", "port": "in" } }
  ]
}
`);
});

test('how the source calls an item is written before its fields, and nothing for a module', () => {
  const [conv, head] = sample.nodes;
  const called = serializeDesign({ ...sample, nodes: [conv!, { ...head!, call: 'function' }] });
  const line = '      "call": "function",\n';
  expect(called).toContain(`"definition": "head",\n${line}      "fields": {}`);
  expect(called.replace(line, '')).toBe(serializeDesign(sample));
});

test('unknown keys are written after the known ones, wherever they stand', () => {
  const text = `{
  "format": "blockwright",
  "version": 1,
  "title": "",
  "variables": [],
  "nodes": [
    {
      "id": "conv",
      "definition": "convolution",
      "fields": {},
      "position": { "x": 0, "y": 0, "z": 1 },
      "note": {
        "text": [
          "a",
          {}
        ]
      }
    }
  ],
  "edges": [
    { "id": "e1", "from": { "node": "a", "port": "b", "lane": 2 }, "to": { "node": "c", "port": "d" }, "colour": "red" }
  ],
  "view": {
    "zoom": 2
  }
}
`;
  const parsed = parseDesign(text);
  expect(parsed.ok && serializeDesign(parsed.value)).toBe(text);
});

test('a key without a value is not written', () => {
  const design = { ...sample, note: undefined };
  expect(serializeDesign(design)).toBe(serializeDesign(sample));
});

test('a large design is written and compared in steps of a bounded number of items and wires', () => {
  const item = { definition: 'relu', fields: {}, position: { x: 0, y: 0 } };
  const end = (node: string, port: string) => ({ node, port });
  const nodes = Array.from({ length: 3000 }, (_, index) => ({ ...item, id: `item${index}` }));
  const edges = nodes.slice(1).map(({ id }, index) => ({
    id: `wire${index}`,
    from: end(`item${index}`, 'out'),
    to: end(id, 'in'),
  }));
  const design = { ...emptyDesign(), nodes, edges };
  const stepsOf = (steps: Steps<unknown>) => {
    let count = 1;
    while (steps.next().done !== true) count += 1;
    return count;
  };
  expect(stepsOf(serializing(design))).toBeGreaterThanOrEqual(30);
  expect(stepsOf(differences(design, { ...design, title: 'Other' }))).toBeGreaterThanOrEqual(70);
});
