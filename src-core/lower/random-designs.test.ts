import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isInteger, symbol } from '../algebra/expression.ts';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, definitions } from '../catalogue.ts';
import type { Design, FieldValue, PortRef } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import type { Definition } from '../language/definition.ts';
import type { Field, Values } from '../language/field.ts';
import type { Operation } from '../language/operation.ts';
import { Refusal } from '../language/refusal.ts';
import { resolveValues } from '../language/resolve.ts';
import { C } from '../language/shape.ts';
import { elementCount } from '../language/tensor.ts';
import type { Runtime } from './conformance.ts';
import { conformance } from './conformance.ts';
import type { Program } from './program.ts';
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

/** A use of a definition with random fields; whether they fit together is seen when it is placed. */
interface Step {
  readonly definition: Definition;
  readonly fields: Fields;
}

const int = (min: number, max: number) => fc.integer({ min, max });
/** How far above its least value a size goes: far enough for every case, near enough to stay quick. */
const reach = 6;

/** Values of a field as its definition declares it: mostly small ones, its default now and then. */
function valuesOf(field: Field): fc.Arbitrary<FieldValue> {
  switch (field.kind) {
    case 'toggle':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...field.options);
    case 'dimensions': {
      const { minLength, maxLength, min } = field;
      return fc.array(int(min, min + 3), { minLength, maxLength: Math.min(maxLength, minLength + 3) });
    }
    default: {
      const { min, max } = field;
      const small = int(min, Math.min(max, min + reach));
      const near = field.kind === 'dimension' && field.odd ? small.map((size) => size | 1) : small;
      return fc.oneof({ weight: 4, arbitrary: near }, { weight: 1, arbitrary: fc.constant(field.default) });
    }
  }
}

const stepOf = (definition: Definition): fc.Arbitrary<Step> =>
  fc
    .record(Object.fromEntries(Object.entries(definition.fields).map(([name, f]) => [name, valuesOf(f)])))
    .map((fields) => ({ definition, fields }));

const inner = definitions.filter(({ family }) => family !== 'io');
const anyStep = fc.oneof(...inner.map(stepOf));
const inputs = fc.record({
  batch: int(1, 2),
  channels: int(1, 8),
  height: int(5, 14),
  width: int(5, 14),
});

/** The tensors for the inputs of an item. */
type InputsOf = (id: string, definition: Definition, values: Values) => readonly PortRef[];

/** Builds a design item by item, each on what the one before it gives. */
class Builder {
  design: Design = emptyDesign('random');
  head: PortRef = { node: 'x', port: 'out' };

  constructor(fields: Fields) {
    this.#place('x', 'input', fields, {});
  }

  /**
   * Adds a step, on the tensor before it where this fits its inputs, else on Inputs of its own; leaves the design as it
   * was, and says so, where the step does not fit.
   */
  add(id: string, step: Step, tap: boolean): boolean {
    const before = this.design;
    const { head } = this;
    for (const inputsOf of [this.#onHead, this.#onOwnInputs]) {
      if (this.#apply(id, step, inputsOf)) {
        if (tap) this.output(`${id}-tap`);
        const { issues } = analyze(this.design, catalogue);
        if (issues.every(({ code }) => code === 'graph/no-output')) return true;
      }
      this.design = before;
      this.head = head;
    }
    return false;
  }

  output(id: string): void {
    this.#place(id, 'output', {}, { in: this.head });
  }

  #place(id: string, definition: string, fields: Fields, ports: Readonly<Record<string, PortRef>>): void {
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

  #chain(id: string, definition: string, fields: Fields = {}): void {
    this.#place(id, definition, fields, { in: this.head });
    this.head = { node: id, port: 'out' };
  }

  /** Brings the tensor to what the definition's formula is written for, and hands it to every input. */
  readonly #onHead: InputsOf = (id, definition, values) => {
    const wanted = definition.symbolicInputs?.(values, (name) => symbol(name))[0];
    const channels = wanted?.[C];
    if (wanted?.length === 2) this.#chain(`${id}-flat`, 'flatten');
    else if (channels !== undefined && isInteger(channels)) {
      this.#chain(`${id}-fit`, 'conv-unit', { outChannels: Number(channels), kernel: 1, activation: 'none' });
    }
    return definition.inputs(values).map(() => this.head);
  };

  /** An Input of its own for each input, as the definition's formula is written for, the free sizes small. */
  readonly #onOwnInputs: InputsOf = (id, definition, values) => {
    const sizes = new Map<string, bigint>();
    const small = (name: string): bigint => {
      const size = sizes.get(name) ?? BigInt(3 + sizes.size);
      sizes.set(name, size);
      return size;
    };
    const shapes = definition.symbolicInputs?.(values, small) ?? [];
    return shapes.map((shape, index) => {
      const [batch, ...rest] = shape.map(Number) as [number, ...number[]];
      const own = `${id}-x${index}`;
      this.#place(own, 'input', { batch, channels: elementCount(rest), height: 1, width: 1 }, {});
      this.#place(`${own}-shaped`, 'reshape', { sizes: rest }, { in: { node: own, port: 'out' } });
      return { node: `${own}-shaped`, port: 'out' };
    });
  };

  /** Places the item on the tensors it is given; false where its fields do not fit together. */
  #apply(id: string, { definition, fields }: Step, inputsOf: InputsOf): boolean {
    let values: Values;
    try {
      values = resolveValues(definition, fields as Readonly<Record<string, never>>);
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
    const sources = inputsOf(id, definition, values);
    const ports = definition.inputs(values).map(({ name }, index) => [name, sources[index]!]);
    this.#place(id, definition.id, fields, Object.fromEntries(ports));
    const results = definition.outputs(values).map(({ name }) => name);
    // Outputs of different shapes are joined as vectors.
    const part = (port: string): PortRef => {
      if (inputsOf === this.#onHead) return { node: id, port };
      const flat = `${id}-${port}-flat`;
      this.#place(flat, 'flatten', {}, { in: { node: id, port } });
      return { node: flat, port: 'out' };
    };
    this.head = { node: id, port: results[0]! };
    if (results.length > 1) {
      const parts = results.toReversed().map((port, index) => [`in${index + 1}`, part(port)]);
      this.#place(`${id}-join`, 'concat', { inputs: results.length }, Object.fromEntries(parts));
      this.head = { node: `${id}-join`, port: 'out' };
    }
    return true;
  }
}

/** Norms that work out their own mean and variance enlarge the rounding of what stands before them. */
const enlarging: readonly Operation[] = ['group-norm', 'layer-norm', 'instance-norm'];
const toleranceOf = ({ operators }: Program): number =>
  operators.some(({ definition }) => enlarging.includes(definition.operation)) ? 1e-3 : 1e-4;

it.each(inner)('designs with $id and random fields give the same on both', async (definition) => {
  const runs = fc.asyncProperty(
    fc.record({
      input: inputs,
      step: stepOf(definition),
      next: anyStep,
      tap: fc.boolean(),
      seed: int(0, 99),
    }),
    async ({ input, step, next, tap, seed }) => {
      const builder = new Builder(input);
      // Fields that do not fit together are drawn again.
      fc.pre(builder.add('item', step, tap));
      builder.add('next', next, false);
      builder.output('y');
      const program = lower(analyze(builder.design, catalogue));
      if (!program.ok) throw new Error(JSON.stringify(program.issues));
      const differences = await conformance(program.value, onnxruntime, seed);
      if (!differences.ok) throw new Error(JSON.stringify(differences.issues));
      for (const difference of Object.values(differences.value))
        expect(difference).toBeLessThan(toleranceOf(program.value));
    },
  );
  await fc.assert(runs, { numRuns: 12 });
});
