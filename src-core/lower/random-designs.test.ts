import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isInteger, symbol } from '../algebra/expression.ts';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, definitions } from '../catalogue.ts';
import type { Design, PortRef } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import type { Definition } from '../language/definition.ts';
import type { Values } from '../language/field.ts';
import { Refusal } from '../language/refusal.ts';
import { resolveValues } from '../language/resolve.ts';
import { C } from '../language/shape.ts';
import { elementCount } from '../language/tensor.ts';
import { conformance } from './conformance.fixture.ts';
import { onnxruntime } from './onnxruntime.fixture.ts';
import { lower } from './program.ts';
import type { FieldValues } from './random-fields.fixture.ts';
import { fieldsInside, mostOperators } from './random-fields.fixture.ts';
import { toleranceOf } from './rounding.fixture.ts';

/** A use of a definition with random fields; whether they fit together is seen when it is placed. */
interface Step {
  readonly definition: Definition;
  readonly fields: FieldValues;
}

const int = (min: number, max: number) => fc.integer({ min, max });
const stepOf = (definition: Definition): fc.Arbitrary<Step> =>
  fieldsInside(definition, true).map((fields) => ({ definition, fields }));

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

  constructor(fields: FieldValues) {
    this.#place('x', 'input', fields, {});
  }

  /**
   * Adds a step, on the tensor before it where this fits its inputs, else on Inputs of its own; leaves the design as it
   * was, and says so, where the step does not fit or the design becomes too deep.
   */
  add(id: string, step: Step, tap: boolean): boolean {
    const before = this.design;
    const { head } = this;
    for (const inputsOf of [this.#onHead, this.#onOwnInputs]) {
      if (this.#apply(id, step, inputsOf)) {
        if (tap) this.output(`${id}-tap`);
        const { issues, totals } = analyze(this.design, catalogue);
        const isSmall = (totals?.operators ?? 0) <= mostOperators;
        if (isSmall && issues.every(({ code }) => code === 'graph/no-output')) return true;
      }
      this.design = before;
      this.head = head;
    }
    return false;
  }

  output(id: string): void {
    this.#place(id, 'output', {}, { in: this.head });
  }

  #place(
    id: string,
    definition: string,
    fields: FieldValues,
    ports: Readonly<Record<string, PortRef>>,
  ): void {
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

  #chain(id: string, definition: string, fields: FieldValues = {}): void {
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

const mostMacs = 100_000_000n;

/** Set by `npm run test:all`. */
const runsAll = process.env.BLOCKWRIGHT_TEST_ALL === '1';

// Each definition alone, with fields inside and outside its bounds, is field-bounds.test.ts; here they meet one another.
it('designs of random items with random fields give the same on both', {
  timeout: runsAll ? 900_000 : 120_000,
}, async () => {
  const runs = fc.asyncProperty(
    fc.record({
      input: inputs,
      step: anyStep,
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
      const analysis = analyze(builder.design, catalogue);
      // The interpreter is slow: one design in a hundred would take longer than all the others.
      fc.pre(typeof analysis.totals?.macs !== 'bigint' || analysis.totals.macs <= mostMacs);
      const program = lower(analysis);
      if (!program.ok) throw new Error(JSON.stringify(program.issues));
      const differences = await conformance(program.value, onnxruntime, seed);
      if (!differences.ok) throw new Error(JSON.stringify(differences.issues));
      // What grows beyond a float, as exponentials of exponentials do, tells nothing.
      const found = Object.values(differences.value);
      fc.pre(!found.some(Number.isNaN));
      for (const difference of found)
        expect(difference).toBeLessThan(toleranceOf(difference, program.value, seed));
    },
  );
  await fc.assert(runs, { numRuns: runsAll ? 600 : 75 });
});
