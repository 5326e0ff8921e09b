import type { OnnxContext, OnnxNode, OnnxTensor } from '../language/onnx.ts';
import { integers } from './onnx-chain.ts';
import { sizeAlong } from './onnx-sizes.ts';

/** Numbers of one axis of a layout of windows, each as a list of one that is worked out when the file runs. */
export interface FreeSide {
  /** Rows, or columns, of the map. */
  readonly size: string;
  readonly window: string;
  readonly windows: string;
  /** Rows, or columns, that the windows cover. */
  readonly covered: string;
  /** By how much the map is rolled; null where it never is. */
  readonly shift: string | null;
}

interface SideFields {
  /** The shift is the field of that name. */
  readonly field: 'shift' | 'shiftWidth';
  readonly window: bigint;
  readonly shift: bigint;
}

/** Makes the nodes of a layout of windows whose rows and columns are found out when the file runs. */
export class FreeSides {
  readonly nodes: OnnxNode[] = [];
  readonly #io: OnnxContext;

  constructor(io: OnnxContext) {
    this.#io = io;
  }

  /** Adds a node and names its result. */
  step(op: string, suffix: string, inputs: readonly string[], attributes?: OnnxNode['attributes']): string {
    const output = this.#io.inner(suffix);
    this.nodes.push({ op, suffix, inputs, outputs: [output], ...(attributes && { attributes }) });
    return output;
  }

  number(name: string, value: number | bigint): string {
    return integers(this.#io, name, [value]);
  }

  /** A list of numbers, one after another. */
  list(suffix: string, parts: readonly string[]): string {
    return this.step('Concat', suffix, parts, { axis: 0 });
  }

  /** What a field says; where it follows a free size, that is worked out. */
  field(name: string, value: bigint): string {
    return this.#following(name) ?? this.number(name, value);
  }

  #following(field: string): string | null {
    const size = this.#io.size(field);
    if (size !== null) this.nodes.push(...size.nodes);
    return size?.name ?? null;
  }

  /** The windows along one axis of a map. */
  side(map: OnnxTensor, axis: number, { field, window, shift }: SideFields): FreeSide {
    const name = field === 'shift' ? 'rows' : 'columns';
    const size = sizeAlong(this.#io, `${name}-size`, map, axis);
    this.nodes.push(...size.nodes);
    const side = this.number(`${name}-window`, window);
    const last = this.number(`${name}-last`, window - 1n);
    const filled = this.step('Add', `${name}-filled`, [size.name, last]);
    const windows = this.step('Div', `${name}-windows`, [filled, side]);
    const covered = this.step('Mul', `${name}-covered`, [windows, side]);
    const rolled = this.#following(field) ?? (shift === 0n ? null : this.number(field, shift));
    return { size: size.name, window: side, windows, covered, shift: rolled };
  }

  /** The whole numbers from 0 up to one that is given as a list of one. */
  upTo(suffix: string, count: string): string {
    const length = this.step('Squeeze', `${suffix}-length`, [count]);
    const [zero, one] = [0n, 1n].map((value) =>
      this.#io.constant(`${suffix}-${value === 0n ? 'zero' : 'one'}`, [value], []),
    ) as [string, string];
    return this.step('Range', suffix, [zero, length, one]);
  }
}
