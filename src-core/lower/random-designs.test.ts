import fc from 'fast-check';
import { expect, it } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import type { Design, FieldValue, PortRef } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import type { Runtime } from './conformance.ts';
import { conformance } from './conformance.ts';
import { lower } from './program.ts';

process.env.ORT_DISABLE_TELEMETRY = '1';
const ort = await import('onnxruntime-node');

const onnxruntime: Runtime = async (model, inputs) => {
  const session = await ort.InferenceSession.create(Buffer.concat([...model.chunks]), {
    executionProviders: ['cpu'],
    logSeverityLevel: 3,
    intraOpNumThreads: 1,
  });
  const feeds = Object.entries(inputs).map(
    ([name, { data, shape }]) => [name, new ort.Tensor('float32', data, shape)] as const,
  );
  const outputs = await session.run(Object.fromEntries(feeds));
  const results = Object.entries(outputs).map(
    ([name, tensor]) => [name, { shape: tensor.dims, data: tensor.data as Float32Array }] as const,
  );
  await session.release();
  return Object.fromEntries(results);
};

type Fields = Readonly<Record<string, FieldValue>>;

/** One more item of a random design, and the channels it wants; any where it does not say. */
interface Step {
  readonly definition: string;
  readonly fields: Fields;
  readonly channels?: number;
}

const int = (min: number, max: number) => fc.integer({ min, max });
const kernel = fc.constantFrom(1, 3, 5);
const unit = {
  bias: fc.boolean(),
  norm: fc.constantFrom('batch', 'none'),
  activation: fc.constantFrom('relu', 'none'),
};
const { norm, activation } = unit;
const groups = { s: int(1, 6), w: int(1, 9), k: kernel };
const carry = fc.constantFrom('floor', 'ceil');
const shortcut = fc.constantFrom('pool', 'conv');
const residual = { planes: int(1, 6), stride: int(1, 3), shortcut };
const depth = int(1, 2);
const down = fc.constantFrom('stage', 'strided', 'conv');
const reducing = { ...residual, w: int(1, 7), s: int(1, 5), k: kernel };
const padding = fc.constantFrom('half', 'same', 'custom', 'none');
const pool = { kernel: int(1, 5), stride: int(1, 4), padding, pad: int(0, 2), ceil: fc.boolean() };
const window = {
  ...{ kernel: int(1, 5), kernelWidth: int(0, 5), stride: int(1, 3), dilation: int(1, 2) },
  ...{ padding, pad: int(0, 4), padWidth: int(0, 4) },
};

function step(
  definition: string,
  fields: Readonly<Record<string, fc.Arbitrary<FieldValue>>>,
  channels?: (values: Readonly<Record<string, number>>) => number,
): fc.Arbitrary<Step> {
  return fc.record(fields).map((drawn) => ({
    definition,
    fields: drawn,
    ...(channels && { channels: channels(drawn as Record<string, number>) }),
  }));
}

const wide = ({ s, w }: Readonly<Record<string, number>>) => s! * w!;
const steps: fc.Arbitrary<Step>[] = [
  step('hs-block', { ...groups, carry, ...unit }, wide),
  step('res2net-block', { ...groups, ...unit }, wide),
  step(
    'parallel-groups',
    { ...groups, stride: int(1, 3), pooled: fc.constantFrom('first', 'last'), ...unit },
    wide,
  ),
  step('ghost-module', {
    ...{ outChannels: int(1, 17), ratio: int(1, 4), kernel, cheapKernel: kernel, stride: int(1, 2) },
    ...{ norm, activation },
  }),
  step('conv-unit', {
    outChannels: int(1, 9),
    ...window,
    ...unit,
  }),
  fc
    .record({ parts: int(1, 4), inside: int(1, 3), out: int(1, 3), window: fc.record(window) })
    .map(({ parts, inside, out, window: fields }) => ({
      definition: 'conv2d',
      channels: parts * inside,
      fields: { ...fields, groups: parts, outChannels: parts * out, bias: true },
    })),
  step('bottleneck', { ...residual, k: kernel }),
  step('hs-bottleneck', { ...reducing, down, carry }),
  step('res2net-bottleneck', reducing),
  step('ghost-resnet-bottleneck', { planes: residual.planes, stride: residual.stride, ratio: int(1, 4) }),
  step('resnet-stage', { ...residual, depth }),
  step('hs-stage', { ...reducing, down, carry, depth }),
  step('res2net-stage', { ...reducing, depth }),
  step('max-pool', pool),
  step('avg-pool', { ...pool, countPadding: fc.boolean() }),
  step('avg-pool', { ...pool, countPadding: fc.boolean() }),
  step('batch-norm', {}),
  step('relu', {}),
  step('stem', { kind: fc.constantFrom('deep', 'plain'), outChannels: int(2, 9) }),
  step('slice', { channels: int(1, 5) }, ({ channels }) => channels! + (channels! % 3)),
  fc
    .array(int(1, 4), { minLength: 1, maxLength: 4 })
    .map((sizes) => ({ definition: 'split', channels: sizes.reduce((a, b) => a + b), fields: { sizes } })),
  step('add', {}),
];

const recipe = fc.record({
  input: fc.record({ batch: int(1, 2), channels: int(1, 7), height: int(5, 17), width: int(5, 17) }),
  steps: fc.array(fc.oneof(...steps), { minLength: 1, maxLength: 4 }),
  end: fc.constantFrom('none', 'head', 'flatten'),
  tap: fc.boolean(),
});
type Recipe = typeof recipe extends fc.Arbitrary<infer R> ? R : never;

/** Builds the design of a recipe item by item; a step that does not fit the map it meets is left out. */
class Builder {
  design: Design = emptyDesign('random');
  /** Where the chain stands. */
  head: PortRef = { node: 'x', port: 'out' };

  place(id: string, definition: string, fields: Fields, ports: Readonly<Record<string, PortRef>>): void {
    const edges = Object.entries(ports).map(([port, from]) => ({
      id: `${id}-${port}`,
      from,
      to: { node: id, port },
    }));
    this.design = {
      ...this.design,
      nodes: [...this.design.nodes, { id, definition, fields, position: { x: 0, y: 0 } }],
      edges: [...this.design.edges, ...edges],
    };
  }

  /** Applies `change`; takes it back where it brings a problem. */
  try(change: () => void): void {
    const { design, head } = this;
    change();
    const { issues } = analyze(this.design, catalogue);
    if (issues.every(({ code }) => code === 'graph/no-output')) return;
    this.design = design;
    this.head = head;
  }

  chain(id: string, definition: string, fields: Fields = {}, port = 'in'): void {
    this.place(id, definition, fields, { [port]: this.head });
    this.head = { node: id, port: 'out' };
  }
}

function build({ input, steps: all, end, tap }: Recipe): Design {
  const builder = new Builder();
  builder.place('x', 'input', input, {});
  for (const [index, { definition, fields, channels }] of all.entries()) {
    const id = `item${index}`;
    builder.try(() => {
      if (channels !== undefined) {
        builder.chain(`${id}-fit`, 'conv-unit', { outChannels: channels, kernel: 1, activation: 'none' });
      }
      if (definition === 'add') {
        const before = builder.head;
        builder.chain(`${id}-act`, 'relu');
        builder.place(id, 'add', {}, { a: before, b: builder.head });
        builder.head = { node: id, port: 'out' };
      } else if (definition === 'split') {
        builder.chain(id, 'split', fields);
        const count = (fields.sizes as number[]).length;
        const parts = Array.from({ length: count }, (_, part) => [
          `in${part + 1}`,
          { node: id, port: `out${count - part}` },
        ]);
        builder.place(`${id}-join`, 'concat', { inputs: count }, Object.fromEntries(parts));
        builder.head = { node: `${id}-join`, port: 'out' };
      } else {
        builder.chain(id, definition, fields);
      }
      // A tap on the way makes a tensor that is read both inside and outside.
      if (tap) builder.place(`${id}-tap`, 'output', {}, { in: builder.head });
    });
  }
  if (end !== 'none') builder.chain('end', end, end === 'head' ? { classes: 5 } : {});
  builder.place('y', 'output', {}, { in: builder.head });
  return builder.design;
}

it('random designs give the same on onnxruntime and on the interpreter', async () => {
  const met = new Set<string>();
  await fc.assert(
    fc.asyncProperty(recipe, int(0, 2 ** 31), async (drawn, seed) => {
      const design = build(drawn);
      for (const node of design.nodes) met.add(node.definition);
      const program = lower(analyze(design, catalogue));
      if (!program.ok) throw new Error(JSON.stringify(program.issues));
      const differences = await conformance(program.value, onnxruntime, seed);
      if (!differences.ok) throw new Error(JSON.stringify(differences.issues));
      for (const difference of Object.values(differences.value)) expect(difference).toBeLessThan(1e-4);
    }),
    { numRuns: 150 },
  );
  // Steps that never fit would test nothing.
  expect(met.size).toBeGreaterThan(20);
}, 120_000);
