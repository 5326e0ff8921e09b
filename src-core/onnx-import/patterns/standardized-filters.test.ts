import { expect, test } from 'vitest';
import type { Design } from '../../document/design.ts';
import { designOf } from '../../lower/small-design.fixture.ts';
import { readBack } from './read-back.fixture.ts';

const design = (definition: string, fields: Design['nodes'][number]['fields']): Design =>
  designOf({
    x: ['input', { channels: 4, height: 6, width: 5 }],
    conv: [definition, { outChannels: 8, ...fields }, 'x'],
    y: ['output', {}, 'conv'],
  });

test.each([
  ['conv2d', { standardized: true }],
  ['conv2d', { standardized: true, bias: true, groups: 2 }],
  ['scaled-conv2d', { gamma: 1.7139588594436646, epsilon: 1e-5 }],
  ['scaled-conv2d', { gamma: 1.3, epsilon: 1e-3, bias: false, groups: 4, stride: 2 }],
] as const)('%s %o that makes its filters of what the file holds is read back', (definition, fields) => {
  const { definitions, gap } = readBack(design(definition, fields));
  expect(definitions).toEqual(['input', definition, 'output']);
  expect(gap).toBeLessThan(1e-5);
});
