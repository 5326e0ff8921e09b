import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../catalogue.ts';
import type { Design, DesignEdge, DesignNode, FieldValue } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import type { Tensor } from '../language/tensor.ts';
import { elementCount } from '../language/tensor.ts';
import { interpret } from '../lower/interpreter.ts';
import { lower } from '../lower/program.ts';
import { analyze } from './analyzer.ts';
import { receptiveFields } from './receptive-field.ts';
import type { Field } from './receptive-field-sets.ts';

interface Layer {
  readonly definition: string;
  readonly fields?: Readonly<Record<string, FieldValue>>;
  /** What the layer reads along rows; nothing where it reads one position. */
  readonly window?: { kernel: number; stride: number; before: number; dilation: number };
}
/** Layers in a row; two branches of as many rows that are added or joined. */
type Part = Layer | { readonly merge: 'add' | 'concat'; readonly branches: readonly Part[][] };

const channels = 2;

/** Draws parts as a design; every layer has `channels` channels. */
class Drawing {
  readonly nodes: DesignNode[] = [];
  readonly edges: DesignEdge[] = [];

  add(definition: string, fields: DesignNode['fields'], inputs: readonly [string, string][]): string {
    const id = `n${this.nodes.length}`;
    this.nodes.push({ id, definition, fields, position: { x: 0, y: 0 } });
    for (const [from, port] of inputs) {
      this.edges.push({
        id: `e${this.edges.length}`,
        from: { node: from, port: 'out' },
        to: { node: id, port },
      });
    }
    return id;
  }

  draw(parts: readonly Part[], input: string): string {
    return parts.reduce((from, part) => {
      if ('definition' in part) return this.add(part.definition, part.fields ?? {}, [[from, 'in']]);
      const [a, b] = part.branches.map((branch) => this.draw(branch, from)) as [string, string];
      if (part.merge === 'add')
        return this.add('add', {}, [
          [a, 'a'],
          [b, 'b'],
        ]);
      const joined = this.add('concat', {}, [
        [a, 'in1'],
        [b, 'in2'],
      ]);
      return this.add('conv2d', { outChannels: channels, kernel: 1 }, [[joined, 'in']]);
    }, input);
  }
}

function designOf(parts: readonly Part[], size: number): Design {
  const drawing = new Drawing();
  const input = drawing.add('input', { channels, height: size, width: size }, []);
  drawing.add('output', {}, [[drawing.draw(parts, input), 'in']]);
  return { ...emptyDesign('small'), nodes: drawing.nodes, edges: drawing.edges };
}

/** All paths through the parts, each the list of its windows. */
function pathsOf(parts: readonly Part[]): NonNullable<Layer['window']>[][] {
  return parts.reduce<NonNullable<Layer['window']>[][]>(
    (paths, part) => {
      const tails =
        'definition' in part ? [part.window ? [part.window] : []] : part.branches.flatMap(pathsOf);
      return paths.flatMap((path) => tails.map((tail) => [...path, ...tail]));
    },
    [[]],
  );
}

/** Rows of the input that the value at `position` reads by one path: each window is opened tap by tap. */
function rowsRead(path: NonNullable<Layer['window']>[], position: number): number[] {
  return path.reduceRight(
    (rows, { kernel, stride, before, dilation }) => [
      ...new Set(
        rows.flatMap((row) =>
          Array.from({ length: kernel }, (_, tap) => row * stride - before + tap * dilation),
        ),
      ),
    ],
    [position],
  );
}

function bruteForce(parts: readonly Part[]): Field[] {
  const fields = pathsOf(parts).map((path) => {
    const [first, second] = [rowsRead(path, 0), rowsRead(path, 1)];
    const start = Math.min(...first);
    return { size: Math.max(...first) - start + 1, jump: Math.min(...second) - start, start };
  });
  const unique = new Map(fields.map((field) => [JSON.stringify(field), field]));
  return [...unique.values()].sort((a, b) => a.size - b.size || a.start - b.start || a.jump - b.jump);
}

const plain: Layer[] = [{ definition: 'batch-norm' }, { definition: 'relu' }];
const kept = fc.oneof(
  fc.constantFrom(...plain),
  fc.record({ kernel: fc.constantFrom(1, 3, 5), dilation: fc.constantFrom(1, 2) }).map(
    ({ kernel, dilation }): Layer => ({
      definition: 'conv2d',
      fields: { outChannels: channels, kernel, dilation },
      window: { kernel, dilation, stride: 1, before: ((kernel - 1) * dilation) / 2 },
    }),
  ),
  fc.constant<Layer>({
    definition: 'avg-pool',
    fields: { kernel: 3, stride: 1 },
    window: { kernel: 3, dilation: 1, stride: 1, before: 1 },
  }),
);
/** Two layers that halve the same map alike but read it differently, as the two sides of a residual block do. */
const halving = fc.constantFrom<Layer>(
  {
    definition: 'conv2d',
    fields: { outChannels: channels, kernel: 3, stride: 2 },
    window: { kernel: 3, dilation: 1, stride: 2, before: 1 },
  },
  {
    definition: 'conv2d',
    fields: { outChannels: channels, kernel: 1, stride: 2 },
    window: { kernel: 1, dilation: 1, stride: 2, before: 0 },
  },
  {
    definition: 'avg-pool',
    fields: { kernel: 2, stride: 2, padding: 'none', ceil: true },
    window: { kernel: 2, dilation: 1, stride: 2, before: 0 },
  },
);
const merge = fc.constantFrom('add' as const, 'concat' as const);
const branched = fc.oneof(
  fc.record({
    merge,
    branches: fc.tuple(fc.array(kept, { maxLength: 3 }), fc.array(kept, { maxLength: 2 })),
  }),
  fc.record({
    merge,
    branches: fc.tuple(
      fc.tuple(halving, kept).map((parts): Part[] => parts),
      halving.map((part): Part[] => [part]),
    ),
  }),
);
const network = fc.array(fc.oneof(kept, halving, branched), { minLength: 1, maxLength: 5 });

const fieldsOf = (design: Design) => {
  const analysis = analyze(design, catalogue);
  expect(analysis.issues).toEqual([]);
  return receptiveFields(analysis)!;
};

describe('small random networks', () => {
  test('the fields are those of all paths, opened tap by tap', () => {
    fc.assert(
      fc.property(network, (parts) => {
        const design = designOf(parts, 48);
        const [field] = fieldsOf(design).of(design.nodes.at(-1)!.id)!;
        expect(field!.rows.fields).toEqual(bruteForce(parts));
        expect(field!.columns.fields).toEqual(field!.rows.fields);
        expect(field!.isBound).toBe(false);
        const { fields, extremes, count } = field!.rows;
        expect(count).toBe(fields.length);
        expect(extremes).toEqual({ min: fields[0], max: fields.at(-1) });
      }),
      { numRuns: 200 },
    );
  });

  test('a pixel reaches what the fields say it reaches, and nothing else', () => {
    const size = 24;
    fc.assert(
      fc.property(network, (parts) => {
        const design = designOf(parts, size);
        const fields = fieldsOf(design).of(design.nodes.at(-1)!.id)![0]!.rows.fields;
        const reached = reachedRows(design, size);
        reached.forEach((rows, position) => {
          const spans = fields.map(({ size: span, jump, start }) => {
            const first = start + jump * position;
            return [first, first + span - 1] as const;
          });
          for (const row of rows)
            expect(spans.some(([first, last]) => row >= first && row <= last)).toBe(true);
          for (const [first, last] of spans) {
            // Padding hides what a field reads beyond the edge, so its ends are seen only inside.
            if (first >= 0 && last < size) expect([rows.has(first), rows.has(last)]).toEqual([true, true]);
          }
        });
      }),
      { numRuns: 60 },
    );
  });
});

/** Layers that move or drop rows, or keep every so many: the fields through them are exact too. */
const moving: fc.Arbitrary<Layer> = fc.oneof(
  fc
    .record({ top: fc.nat(3), bottom: fc.nat(3), left: fc.nat(2), right: fc.nat(2) })
    .map((fields): Layer => ({ definition: 'pad', fields })),
  fc
    .record({ axis: fc.constantFrom('rows', 'columns'), start: fc.nat(3) })
    .map((fields): Layer => ({ definition: 'slice', fields: { ...fields, rest: true } })),
  fc.record({ kernel: fc.integer({ min: 1, max: 4 }), dilation: fc.constantFrom(1, 2), pad: fc.nat(1) }).map(
    (fields): Layer => ({
      definition: 'transposed-conv2d',
      fields: { ...fields, outChannels: channels, stride: 1 },
    }),
  ),
);
const shrinking = fc
  .record({
    mode: fc.constantFrom('nearest', 'bilinear', 'bilinear-corners'),
    times: fc.constantFrom(2, 3),
    rows: fc.integer({ min: 14, max: 16 }),
  })
  .map(({ mode, times, rows }) => ({
    size: mode === 'bilinear-corners' ? (rows - 1) * times + 1 : rows * times,
    layer: { definition: 'resize', fields: { mode, to: 'size', rows, columns: rows } } as Layer,
  }));

test('through layers that move, drop or thin rows, a pixel reaches what the field says', () => {
  const layers = fc.oneof(
    fc.record({ size: fc.constant(28), parts: fc.array(fc.oneof(moving, kept), { maxLength: 2 }) }),
    fc
      .tuple(shrinking, fc.array(fc.oneof(moving, kept), { maxLength: 1 }))
      .map(([{ size, layer }, rest]) => ({ size, parts: [layer, ...rest] })),
  );
  fc.assert(
    fc.property(layers, ({ size, parts }) => {
      const design = designOf(parts, size);
      const [field] = fieldsOf(design).of(design.nodes.at(-1)!.id)!;
      expect(field!.isBound).toBe(false);
      expect(field!.rows.count).toBe(1);
      const [{ size: span, jump, start }] = field!.rows.fields as [Field];
      // Padding hides a part of what is read near the edges, but somewhere all of it is seen.
      let widest = 0;
      reachedRows(design, size).forEach((rows, position) => {
        if (rows.size === 0) return;
        const [first, last] = [Math.min(...rows), Math.max(...rows)];
        expect(first).toBeGreaterThanOrEqual(start + jump * position);
        expect(last).toBeLessThan(start + jump * position + span);
        widest = Math.max(widest, last - first + 1);
      });
      expect(widest).toBe(span);
    }),
    { numRuns: 60 },
  );
});

/** For each row of the output, the rows of the input that change it: all weights are positive, so nothing cancels. */
function reachedRows(design: Design, size: number): Set<number>[] {
  const program = lower(analyze(design, catalogue));
  if (!program.ok) throw new Error('the network does not lower');
  const input = program.value.inputs[0]!;
  const run = (row: number | null): Tensor => {
    const data = new Float32Array(elementCount(input.shape)).fill(1);
    if (row !== null) {
      for (let i = 0; i < data.length; i++) if (Math.floor(i / size) % size === row) data[i] = 2;
    }
    const weights = (weight: { shape: readonly number[]; name: string }) =>
      new Float32Array(elementCount(weight.shape)).fill(
        /running_mean|bias/.test(weight.name) ? 0 : /\.weight$/.test(weight.name) ? 0.5 : 1,
      );
    return Object.values(
      interpret(program.value, weights, { [input.name]: { shape: input.shape, data } }),
    )[0]!;
  };
  const base = run(null);
  const [, c, h, w] = base.shape as [number, number, number, number];
  const reached = Array.from({ length: h }, () => new Set<number>());
  for (let row = 0; row < size; row++) {
    const changed = run(row);
    for (let i = 0; i < base.data.length; i++) {
      if (changed.data[i] !== base.data[i]) reached[Math.floor(i / w) % h]!.add(row);
    }
  }
  expect(c).toBeGreaterThan(0);
  return reached;
}
