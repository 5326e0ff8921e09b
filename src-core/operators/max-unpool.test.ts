import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import type { Design, FieldValue } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import { expand } from '../language/expand.ts';
import { conformance } from '../lower/conformance.fixture.ts';
import { interpret } from '../lower/interpreter.ts';
import { onnxruntime } from '../lower/onnxruntime.fixture.ts';
import { lower } from '../lower/program.ts';
import { maxPool } from './max-pool.ts';

type Fields = Readonly<Record<string, FieldValue>>;

/** A max pool, its values put back to their places. */
function pooledAndBack(pool: Fields, unpool: Fields, [height, width]: readonly [number, number]): Design {
  const position = { x: 0, y: 0 };
  const wire = (id: string, from: string, port: string, to: string, into: string) => ({
    id,
    from: { node: from, port },
    to: { node: to, port: into },
  });
  return {
    ...emptyDesign('unpool'),
    nodes: [
      { id: 'x', definition: 'input', fields: { batch: 2, channels: 3, height, width }, position },
      { id: 'pool', definition: 'max-pool', fields: { ...pool, indices: true }, position },
      { id: 'back', definition: 'max-unpool', fields: unpool, position },
      { id: 'y', definition: 'output', fields: {}, position },
    ],
    edges: [
      wire('a', 'x', 'out', 'pool', 'in'),
      wire('b', 'pool', 'out', 'back', 'in'),
      wire('c', 'pool', 'indices', 'back', 'indices'),
      ...(unpool.to === 'input' ? [wire('d', 'x', 'out', 'back', 'like')] : []),
      wire('e', 'back', 'out', 'y', 'in'),
    ],
  };
}

const halves: Fields = { kernel: 2, padding: 'none' };
test.each<[string, Fields, Fields, readonly [number, number]]>([
  ['as SegNet pools', halves, {}, [6, 8]],
  ['rows left over', halves, { to: 'input' }, [7, 5]],
  ['dilated, with wide padding', { stride: 1, dilation: 4 }, { to: 'input' }, [6, 7]],
])('maxima go back to where they were, %s', async (_, pool, unpool, size) => {
  const program = lower(analyze(pooledAndBack(pool, unpool, size), catalogue));
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  expect(await conformance(program.value, onnxruntime, 1)).toEqual({ ok: true, value: { y: 0 } });
  const [input] = program.value.inputs;
  const count = input!.shape.reduce((a, b) => a * b);
  const data = Float32Array.from({ length: count }, (__, i) => 1 + ((i * 37) % 101));
  const { y } = interpret(program.value, () => new Float32Array(), {
    [input!.name]: { shape: input!.shape, data },
  });
  expect(y!.shape).toEqual(input!.shape);
  expect(y!.data.every((value, i) => value === 0 || value === data[i])).toBe(true);
  expect(y!.data.filter((value) => value > 0).length).toBeGreaterThan(count / 9);
});

test('a dilated window that steps over the whole map is refused', () => {
  const use = () =>
    expand(maxPool, { kernel: 2, dilation: 2, stride: 1, padding: 'custom', pad: 1 }, [[1n, 1n, 1n, 5n]]);
  expect(use).toThrow(
    expect.objectContaining({
      issue: expect.objectContaining({ code: 'shape/empty-window', data: { dilation: 2, size: '1' } }),
    }),
  );
});
