import type { Names, OnnxGraphNode } from './onnx-lowering.ts';
import type { RealPrecision } from './onnx-options.ts';
import type { Program, ProgramOperator } from './program.ts';
import { realTypes } from './real-types.ts';

const suffixes: Readonly<Record<RealPrecision, string>> = { fp32: 'single', fp16: 'half' };

/**
 * Gives every operator its inputs in the precision in which it computes. What comes in and what leaves a file is single
 * precision whatever lies between; a tensor is cast once, however many read it.
 */
export class PrecisionCasts {
  readonly nodes: OnnxGraphNode[] = [];
  /** Names of a tensor of the program by precision. */
  readonly #names = new Map<string, Partial<Record<RealPrecision, string>>>();
  readonly #outputs: ReadonlySet<string>;

  readonly #given: Names;

  constructor({ inputs, outputs }: Pick<Program, 'inputs' | 'outputs'>, names: Names) {
    this.#given = names;
    for (const { name } of inputs) this.#names.set(name, { fp32: name });
    this.#outputs = new Set(outputs.map(({ name }) => name));
  }

  /** The operator on tensors of one precision. Its outputs exist from then on. */
  within(operator: ProgramOperator, precision: RealPrecision): ProgramOperator {
    const inputs = operator.inputs.map((tensor) => ({ ...tensor, name: this.name(tensor.name, precision) }));
    const outputs = operator.outputs.map((tensor) => {
      const name =
        precision !== 'fp32' && this.#outputs.has(tensor.name)
          ? this.#given.tensors.take(`${tensor.name}#${suffixes[precision]}`)
          : tensor.name;
      // what is no real number has one type, whoever reads it
      const isReal = tensor.type === undefined;
      this.#names.set(tensor.name, isReal ? { [precision]: name } : { fp32: name, fp16: name });
      return { ...tensor, name };
    });
    return { ...operator, inputs, outputs };
  }

  /** What a tensor of the program is called in a precision; it is cast where it is not there yet. */
  name(tensor: string, precision: RealPrecision): string {
    const names = this.#names.get(tensor) ?? {};
    const found = names[precision];
    if (found !== undefined) return found;
    const [from] = Object.values(names) as [string];
    const to =
      precision === 'fp32' && this.#outputs.has(tensor)
        ? tensor
        : this.#given.tensors.take(`${tensor}#${suffixes[precision]}`);
    const name = this.#given.nodes.take(`${tensor}#${suffixes[precision]}`);
    const attributes = { to: realTypes[precision] };
    this.nodes.push({ name, path: tensor, op: 'Cast', inputs: [from], outputs: [to], attributes });
    this.#names.set(tensor, { ...names, [precision]: to });
    return to;
  }
}
