import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogue } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import { encodeOnnx } from '../lower/onnx-bytes.ts';
import { readOnnx } from '../lower/onnx-read.ts';
import { lower } from '../lower/program.ts';
import { analyze } from './analyzer.ts';

/** An input through a chain of activations; the outputs take the items of the chain in the order that is given. */
function fanned(taken: readonly number[]): Design {
  const at = { x: 0, y: 0 };
  const chain = taken.map((_, index) => `act${index}`);
  const wire = (from: string, to: string) => ({
    id: `${from}-${to}`,
    from: { node: from, port: 'out' },
    to: { node: to, port: 'in' },
  });
  return {
    ...emptyDesign(),
    nodes: [
      { id: 'input', definition: 'input', fields: { channels: 2, height: 2, width: 2 }, position: at },
      ...taken.map((_, index) => ({ id: `out${index}`, definition: 'output', fields: {}, position: at })),
      ...chain.map((id) => ({ id, definition: 'relu', fields: {}, position: at })),
    ],
    edges: [
      ...taken.map((from, index) => wire(`act${from}`, `out${index}`)),
      ...chain.map((id, index) => wire(index === 0 ? 'input' : `act${index - 1}`, id)),
    ],
  };
}

test('outputs stand in the order of the document everywhere', () => {
  const orders = fc
    .integer({ min: 1, max: 8 })
    .chain((count) => fc.shuffledSubarray([...Array(count).keys()], { minLength: count }));
  fc.assert(
    fc.property(orders, (taken) => {
      const analysis = analyze(fanned(taken), catalogue);
      const named = taken.map((_, index) => `out${index}`);
      expect(analysis.order.slice(-taken.length)).toEqual(named);
      const program = lower(analysis);
      if (!program.ok) throw new Error(JSON.stringify(program.issues));
      expect(program.value.outputs.map(({ name }) => name)).toEqual(named);
      const onnx = encodeOnnx(program.value, { version: '0', seed: 0 });
      if (!onnx.ok) throw new Error(JSON.stringify(onnx.issues));
      const chunks = [...onnx.value.chunks];
      const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
      chunks.reduce((at, chunk) => {
        bytes.set(chunk, at);
        return at + chunk.length;
      }, 0);
      const file = readOnnx(bytes);
      expect(file.ok && file.value.outputs.map(({ name }) => name)).toEqual(named);
    }),
  );
});
