import { expect, test } from 'vitest';
import { definitions } from '../definitions.ts';
import { network } from './ready-network.ts';

test('operators stand in the middle of their column, what is drawn wide at its edge', () => {
  const items = definitions.map(({ id }) => ({ id, definition: id }));
  const { nodes } = network('all', [], items);
  for (const [index, definition] of definitions.entries()) {
    const { kind } = definition;
    const isEnd = kind === 'operator' && (definition.boundary !== undefined || definition.part !== undefined);
    expect(nodes[index]!.position.x, definition.id).toBe(kind === 'block' || isEnd ? 0 : 88);
  }
});

test('an item says how its source calls it only where it does', () => {
  const { nodes } = network(
    'calls',
    [],
    [
      { id: 'input', definition: 'input' },
      { id: 'pool', definition: 'global-avg-pool', call: 'function' },
    ],
  );
  expect(nodes.map((node) => Object.keys(node).includes('call') && node.call)).toEqual([false, 'function']);
});
