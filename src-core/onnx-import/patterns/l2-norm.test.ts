import { expect, test } from 'vitest';
import { designOf } from '../../lower/small-design.fixture.ts';
import { readBack } from './read-back.fixture.ts';

test.each([{}, { axis: 'last' }, { axis: 'last', epsilon: 0.1 }])('a norm %o is read back', (fields) => {
  const { definitions, gap } = readBack(
    designOf({
      x: ['input', { channels: 5, height: 3, width: 4 }],
      norm: ['l2-norm', fields as Record<string, string | number>, 'x'],
      y: ['output', {}, 'norm'],
    }),
  );
  expect(definitions).toEqual(['input', 'l2-norm', 'output']);
  expect(gap).toBeLessThan(1e-5);
});
