import { elementCount } from '../language/tensor.ts';
import { toOnnxGraph } from '../lower/onnx-graph.ts';
import type { OnnxGraphNode } from '../lower/onnx-lowering.ts';
import type { Program, ProgramOperator } from '../lower/program.ts';

import { bytesOf, macsOf } from './operator-work.ts';

/** What is known of an operator of a program before it runs: what its time on a device is learned from. */
export interface OperatorFeatures {
  readonly path: string;
  /** Operators of one kind take times that follow one law: what they are in ONNX, and what they are fused with. */
  readonly kind: string;
  /** The same without what stands before it: for where the kind was never seen. */
  readonly alone: string;
  /** Logarithms of sizes, and marks of 0 or 1. */
  readonly x: readonly number[];
  readonly macs: number;
  /** Bytes that it would read and write by itself. */
  readonly bytes: number;
}

/** What runtimes fuse into the worker before it: first norms, then a sum, then a function of each value. */
const stages: Readonly<Record<string, number>> = { BatchNormalization: 1, Add: 2 };
const lastStage = 3;

/** A worker with what came behind it, as long as nothing else reads what it makes. */
interface Chain {
  readonly worker: string;
  readonly stage: number;
}

/** When an operator of these nodes may be fused into the worker before it; null where it takes several tensors and is no sum. */
function stageOf(ops: readonly string[], inputs: number): number | null {
  const stage = ops.length === 1 ? stages[ops[0]!] : undefined;
  if (stage !== undefined) return stage;
  return ops.length > 0 && inputs === 1 ? lastStage : null;
}

const log = (value: number): number => Math.log(Math.max(1, value));

/** Of a convolution: whether channels fill blocks of 16, in which CPUs compute quickest. */
const fills = (channels: number): number => (channels % 16 === 0 ? 1 : 0);

const numbersOf = (node: OnnxGraphNode, name: string): readonly number[] => {
  const value = node.attributes?.[name];
  return Array.isArray(value) ? value.map(Number) : [];
};

/** Walks a program in its order, and keeps what each tensor was made by. */
class FeatureWalk {
  readonly #uses = new Map<string, number>();
  readonly #chains = new Map<string, Chain>();
  /** Tensors that a worker makes or passes on: in the layout that workers like. */
  readonly #workersOwn = new Set<string>();
  readonly #nodes = new Map<string, OnnxGraphNode[]>();

  constructor(program: Program) {
    for (const node of toOnnxGraph(program).nodes) {
      const known = this.#nodes.get(node.path);
      if (known === undefined) this.#nodes.set(node.path, [node]);
      else known.push(node);
    }
    const read = [
      ...program.operators.flatMap(({ inputs }) => inputs),
      ...program.outputs,
      ...program.copies.map(({ input }) => input),
    ];
    for (const { name } of read) this.#uses.set(name, (this.#uses.get(name) ?? 0) + 1);
  }

  of(operator: ProgramOperator): OperatorFeatures {
    const nodes = this.#nodes.get(operator.path) ?? [];
    const ops = nodes.map(({ op }) => op);
    const [only] = nodes;
    const alone = nodes.length === 1 && only!.op === 'Conv' ? this.#convolution(operator) : ops.join('+');
    const before = this.#before(operator, ops);
    this.#after(operator, ops, before);
    const isConvolution = nodes.length === 1 && only!.op === 'Conv';
    return {
      path: operator.path,
      kind: `${alone}<${before === null ? '' : `${before.worker}${before.stage}`}`,
      alone,
      x: isConvolution ? this.#convolutionSizes(operator, only!) : this.#sizes(operator, nodes),
      macs: Number(macsOf(operator)),
      bytes: bytesOf(operator),
    };
  }

  /** The chain that an operator may be fused into. */
  #before({ inputs, outputs }: ProgramOperator, ops: readonly string[]): Chain | null {
    const stage = stageOf(ops, inputs.length);
    if (stage === null || outputs.length !== 1) return null;
    const chains = inputs.flatMap(({ name, shape }) => {
      const chain = this.#uses.get(name) === 1 ? this.#chains.get(name) : undefined;
      const isWhole = elementCount(shape) === elementCount(outputs[0]!.shape);
      const isNext = chain !== undefined && (chain.stage < stage || (stage === 1 && chain.stage === 1));
      return isNext && isWhole ? [chain] : [];
    });
    return chains[0] ?? null;
  }

  #after(operator: ProgramOperator, ops: readonly string[], before: Chain | null): void {
    const { inputs, outputs } = operator;
    const [output] = outputs;
    if (output === undefined) return;
    const isWorker = macsOf(operator) > 0n;
    if (isWorker) this.#chains.set(output.name, { worker: ops.join('+'), stage: 0 });
    else if (before !== null)
      this.#chains.set(output.name, { worker: before.worker, stage: stageOf(ops, inputs.length)! });
    const passesOn = before !== null || ops.some((op) => op.endsWith('Pool') || op === 'Add');
    if (isWorker || (passesOn && inputs.some(({ name }) => this.#workersOwn.has(name))))
      this.#workersOwn.add(output.name);
  }

  #convolution({ inputs, outputs, weights }: ProgramOperator): string {
    const [from, to] = [inputs[0]!.shape[1] ?? 1, outputs[0]!.shape[1] ?? 1];
    const perGroup = weights.weight?.shape[1] ?? from;
    const groups = from / perGroup;
    if (groups === 1) return from >= 16 && from % 4 !== 0 ? 'Conv:uneven' : 'Conv:dense';
    if (perGroup === 1 && to === groups) return to % 4 === 0 ? 'Conv:depthwise' : 'Conv:uneven depthwise';
    return perGroup % 16 === 0 && (to / groups) % 16 === 0 ? 'Conv:grouped' : 'Conv:uneven grouped';
  }

  #convolutionSizes({ inputs, outputs, weights }: ProgramOperator, node: OnnxGraphNode): readonly number[] {
    const [batch = 1, to = 1, ...map] = outputs[0]!.shape;
    const from = inputs[0]!.shape[1] ?? 1;
    const [, perGroup = 1, ...kernel] = weights.weight?.shape ?? [];
    const positions = batch * map.reduce((product, size) => product * size, 1);
    const stride = numbersOf(node, 'strides')[0] ?? 1;
    const dilation = numbersOf(node, 'dilations')[0] ?? 1;
    return [
      log(perGroup),
      log((to * perGroup) / from),
      log(from / perGroup),
      log(positions),
      log(map.at(-1) ?? 1),
      log(kernel.reduce((product, size) => product * size, 1)),
      log(stride),
      log(dilation),
      fills(from),
      fills(to),
      this.#workersOwn.has(inputs[0]!.name) ? 1 : 0,
    ];
  }

  #sizes({ inputs, outputs, weights }: ProgramOperator, nodes: readonly OnnxGraphNode[]): readonly number[] {
    const shape = outputs[0]?.shape ?? [];
    const elements = (side: readonly { readonly shape: readonly number[] }[]): number =>
      side.reduce((sum, tensor) => sum + elementCount(tensor.shape), 0);
    const kernel = nodes.flatMap((node) => numbersOf(node, 'kernel_shape'));
    return [
      log(elements(inputs)),
      log(elements(outputs)),
      log(elements(Object.values(weights))),
      log(shape[1] ?? 1),
      log(shape.at(-1) ?? 1),
      log(inputs.length + outputs.length - 1),
      log(kernel.reduce((product, size) => product * size, 1)),
      inputs.some(({ name }) => this.#workersOwn.has(name)) ? 1 : 0,
    ];
  }
}

/** The features of every operator of a program, in its order. */
export function featuresOf(program: Program): readonly OperatorFeatures[] {
  const walk = new FeatureWalk(program);
  return program.operators.map((operator) => walk.of(operator));
}
