import { expect, test } from 'vitest';
import { Analyzer } from './analyzer.ts';
import { byCopy, chain, counting, inside, nested, repeat } from './heavy-designs.fixture.ts';

/** A document's items are walked once or twice before the first is analysed: to count the least that copies come to. */
test.each([
  ['a long chain', chain(2_000, () => ({ definition: 'relu', fields: {} })), 2],
  ['copies that differ, in one another', nested(9, repeat(2), byCopy), 80],
  ['many copies that differ', nested(2, repeat(200), byCopy), 40],
  ['drawings in one another', nested(62, { definition: 'sequence', fields: {} }), 310],
  ['what is wrong deep inside', nested(62, repeat(2), { definition: 'conv2d', fields: { kernel: 2 } }), 310],
  ['alike copies', nested(62, repeat(200), null), 310],
])('%s: no step looks at more than a few items', (_, design, most) => {
  const counted = counting();
  const analyzer = new Analyzer(counted.catalogue);
  analyzer.begin(design);
  let looked = counted.looked();
  let largest = 0;
  let steps = 0;
  const isDone = analyzer.work(() => {
    largest = Math.max(largest, counted.looked() - looked);
    looked = counted.looked();
    steps += 1;
    return false;
  });
  expect(isDone).toBe(true);
  expect(steps).toBeGreaterThan(60);
  expect(largest).toBeLessThanOrEqual(most);
});

test('while it is at work nothing is known of what an edit reaches, and all else stays known', () => {
  const before = chain(4, () => inside);
  const analyzer = new Analyzer(counting().catalogue);
  const whole = analyzer.update(before);
  expect(whole.pending).toBe(0);
  const nodes = before.nodes.map((node) =>
    node.id === 'item2' ? { ...node, definition: 'conv2d', fields: { outChannels: 8 } } : node,
  );
  analyzer.begin({ ...before, nodes });
  const part = analyzer.analysis();
  expect(part.pending).toBe(3);
  expect(part.totals).toBeNull();
  expect(part.issues).toEqual([]);
  expect(['item1', 'item2', 'item3', 'output'].map((id) => part.items.get(id)?.facts === null)).toEqual([
    false,
    true,
    true,
    true,
  ]);
  expect(part.items.get('item1')).toBe(whole.items.get('item1'));
  expect(part.items.get('item2')?.definition?.id).toBe('conv2d');
});
