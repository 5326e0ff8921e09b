import { expect, test } from 'vitest';
import type { Design } from '../../document/design.ts';
import { designOf } from '../../lower/small-design.fixture.ts';
import { readBack } from './read-back.fixture.ts';

const attention = (fields: Design['nodes'][number]['fields']): Design =>
  designOf({
    x: ['input', { channels: 6, height: 4, width: 8 }],
    last: ['permute', { order: [0, 2, 3, 1] }, 'x'],
    attended: ['window-attention', { heads: 2, window: 2, windowWidth: 4, ...fields }, 'last'],
    first: ['permute', { order: [0, 3, 1, 2] }, 'attended'],
    y: ['output', {}, 'first'],
  });

test.each<Design['nodes'][number]['fields']>([
  {},
  { shift: 1, shiftWidth: 2 },
  { shift: 0, shiftWidth: 1 },
  { shift: 1, shiftWidth: 0 },
])('windows shifted by %o and their table are read back, and compute the same', (fields) => {
  const { definitions, gap } = readBack(attention(fields));
  for (const one of ['window-partition', 'window-reverse', 'relative-position'])
    expect(definitions.filter((each) => each === one)).toEqual([one]);
  expect(definitions).not.toContain('opaque');
  expect(gap).toBeLessThan(1e-5);
});

test('a mask that a file holds is no weight of it', () => {
  const { definitions, gap } = readBack(attention({ windowWidth: 2, shift: 1, shiftWidth: 1 }));
  expect(definitions.filter((one) => one === 'parameter')).toHaveLength(1);
  expect(definitions).toContain('window-partition');
  expect(gap).toBeLessThan(1e-5);
});
