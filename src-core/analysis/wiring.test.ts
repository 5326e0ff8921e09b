import { expect, test } from 'vitest';
import type { DesignEdge, DesignNode } from '../document/design.ts';
import { wire, wiringSteps } from './wiring.ts';

const node = (id: string): DesignNode => ({ id, definition: 'relu', fields: {} }) as unknown as DesignNode;
const edge = (from: string, to: string): DesignEdge =>
  ({ id: `${from}-${to}`, from: { node: from, port: 'out' }, to: { node: to, port: 'in' } }) as DesignEdge;

const chain = (length: number) => {
  const ids = Array.from({ length }, (_, index) => `item${index}`);
  return {
    nodes: ids.map(node),
    edges: ids.slice(1).map((to, index) => edge(ids[index]!, to)),
    crossing: [],
  };
};

test('the wires of a large level are looked at in short steps', () => {
  const drawing = chain(20_000);
  let looked = 0;
  let most = 0;
  const edges = new Proxy(drawing.edges, {
    get(list, key) {
      if (typeof key === 'string' && /^\d+$/.test(key)) looked += 1;
      return Reflect.get(list, key);
    },
  });
  const steps = wiringSteps({ ...drawing, edges });
  for (let isDone = false; !isDone; ) {
    looked = 0;
    isDone = steps.next().done === true;
    most = Math.max(most, looked);
  }
  expect(most).toBe(2000);
});

test('every item follows what feeds it, outputs stand last, and loops are told', () => {
  const { nodes, edges } = chain(5);
  const shuffled = [...nodes].reverse();
  const ends = { nodes: [node('aside'), ...shuffled], edges, crossing: [] };
  expect(wire(ends).order).toEqual(['item0', 'item1', 'item2', 'item3', 'aside', 'item4']);

  const looped = wire({ nodes, edges: [...edges, edge('item3', 'item1')], crossing: [] });
  expect([...looped.looped]).toEqual(['item1', 'item2', 'item3', 'item4']);
  expect(looped.issues.map(({ code }) => code)).toEqual(['graph/cycle']);
});

test('a wire to nowhere is told at its other end and left out', () => {
  const { nodes, edges } = chain(2);
  const { incoming, issues } = wire({ nodes, edges: [...edges, edge('gone', 'item0')], crossing: [] });
  expect(issues.map(({ code, where }) => [code, where])).toEqual([
    ['graph/dangling-edge', { node: 'item0', port: 'in' }],
  ]);
  expect(incoming.has('item0')).toBe(false);
});
