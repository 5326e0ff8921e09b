import fc from 'fast-check';
import { expect } from 'vitest';
import { catalogue } from '../catalogue.ts';
import type { Design, DesignEdge, DesignNode, FieldValue } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import type { Tensor } from '../language/tensor.ts';
import { elementCount } from '../language/tensor.ts';
import { interpret } from '../lower/interpreter.ts';
import { lower } from '../lower/program.ts';
import { analyze } from './analyzer.ts';
import { receptiveFields } from './receptive-field/receptive-field.ts';

/** For tests only: small random networks, and what their outputs read of the input, found by changing it. */

export interface Layer {
  readonly definition: string;
  readonly fields?: Readonly<Record<string, FieldValue>>;
  /** What the layer reads along rows; nothing where it reads one position. */
  readonly window?: { kernel: number; stride: number; before: number; dilation: number };
}
/** Layers in a row; two branches of as many rows that are added or joined. */
export type Part = Layer | { readonly merge: 'add' | 'concat'; readonly branches: readonly Part[][] };

export const channels = 2;

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

export function designOf(parts: readonly Part[], size: number): Design {
  const drawing = new Drawing();
  const input = drawing.add('input', { channels, height: size, width: size }, []);
  drawing.add('output', {}, [[drawing.draw(parts, input), 'in']]);
  return { ...emptyDesign('small'), nodes: drawing.nodes, edges: drawing.edges };
}

const plain: Layer[] = [{ definition: 'batch-norm' }, { definition: 'relu' }];
export const kept = fc.oneof(
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
export const fieldsOf = (design: Design) => {
  const analysis = analyze(design, catalogue);
  expect(analysis.issues).toEqual([]);
  return receptiveFields(analysis)!;
};

/** For each row of the output, the rows of the input that change it: all weights are positive, so nothing cancels. */
export function reachedRows(design: Design, size: number): Set<number>[] {
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
