import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import type { Design, DesignEdge, FieldValue } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import { describe } from '../errors.ts';

/** A map, offsets of so many channels where they are drawn, and the convolution with what is wrong with it. */
function saidOf(fields: Readonly<Record<string, FieldValue>>, offsets: number | null): readonly string[] {
  const position = { x: 0, y: 0 };
  const map = { channels: 4, height: 8, width: 8 };
  const wire = (from: string, port: string): DesignEdge => ({
    id: `${from}-${port}`,
    from: { node: from, port: 'out' },
    to: { node: 'dc', port },
  });
  const design: Design = {
    ...emptyDesign('deform'),
    nodes: [
      { id: 'x', definition: 'input', fields: map, position },
      ...(offsets === null
        ? []
        : [{ id: 'o', definition: 'conv2d', fields: { outChannels: offsets }, position }]),
      { id: 'dc', definition: 'deform-conv2d', fields: { outChannels: 8, ...fields }, position },
    ],
    edges: [
      wire('x', 'in'),
      ...(offsets === null
        ? []
        : [
            { id: 'x-o', from: { node: 'x', port: 'out' }, to: { node: 'o', port: 'in' } },
            wire('o', 'offset'),
          ]),
    ],
  };
  return analyze(design, catalogue).items.get('dc')!.issues.map(describe);
}

test('offsets are an input that needs a wire, and two numbers for each group and tap', () => {
  expect(saidOf({}, null)).toEqual(['dc, port offset: needs a wire']);
  expect(saidOf({}, 18)).toEqual([]);
  expect(saidOf({}, 9)).toEqual(['dc, port offset: expects 1 × 18 × 8 × 8, got 1 × 9 × 8 × 8']);
  expect(saidOf({ stride: 2 }, 18)).toEqual(['dc, port offset: expects 1 × 18 × 4 × 4, got 1 × 18 × 8 × 8']);
  expect(saidOf({ offsetGroups: 2 }, 36)).toEqual([]);
});

test('version 2 needs a mask, and offset groups divide the channels', () => {
  expect(saidOf({ modulated: true }, 18)).toEqual(['dc, port mask: needs a wire']);
  expect(saidOf({ offsetGroups: 3 }, 54)).toEqual([
    'dc, field offsetGroups: cannot cut 4 channels into 3 groups',
  ]);
});
