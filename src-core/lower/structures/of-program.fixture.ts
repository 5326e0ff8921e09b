import { padsOf } from '../../language/window.ts';
import type { Sliding } from '../../operators/sliding.ts';
import { windowsOf } from '../../operators/sliding.ts';
import type { Program, ProgramOperator } from '../program.ts';
import type { Step, Structure } from './structure.fixture.ts';

const activations = new Set(['relu', 'relu6', 'hard-swish', 'hard-sigmoid', 'sigmoid', 'silu', 'tanh']);
/** They leave values and their order as they are, or act in training alone. */
const same = new Set(['flatten', 'reshape', 'dropout', 'stochastic-depth', 'identity', 'broadcast']);

const pair = (letter: string, [rows, columns]: readonly [unknown, unknown], usual: number): string => {
  if (rows !== columns) return ` ${letter}${rows}x${columns}`;
  return Number(rows) === usual ? '' : ` ${letter}${rows}`;
};

const flag = (name: string, isSet: unknown): string => (isSet === true ? ` ${name}` : '');

/** `p1` where both sides are padded alike, else rows and columns before and after. */
function padText(pads: readonly (readonly [before: number, after: number])[]): string {
  const [[top, bottom], [left, right]] = pads as [readonly [number, number], readonly [number, number]];
  return top === bottom && left === right ? pair('p', [top, left], 0) : ` p${top}x${left}-${bottom}x${right}`;
}

/** Kernel, step and padding of a window, with the padding as numbers. */
function windowText({ values, inputs }: ProgramOperator): { text: string; pads: readonly number[] } {
  const v = values as unknown as Sliding;
  const windows = windowsOf(v);
  const pads = windows.map((window, axis) => padsOf(inputs[0]!.shape[axis + 2]!, window));
  const text = [
    pair('k', [v.kernel, v.kernelWidth], 1),
    pair('s', [v.stride, v.strideWidth], 1),
    padText(pads),
  ].join('');
  return { text, pads: pads.flat() };
}

type Text = (operator: ProgramOperator) => string;

function convText(operator: ProgramOperator): string {
  const { values: v, inputs, outputs } = operator;
  const groups = v.groups === 1n ? '' : ` g${v.groups}`;
  const channels = `${inputs[0]!.shape[1]}>${outputs[0]!.shape[1]}`;
  // A filter of one tap is the same at any dilation.
  const steps = [Number(v.kernel) > 1 ? v.dilation : 1n, Number(v.kernelWidth) > 1 ? v.dilationWidth : 1n];
  const dilation = pair('d', steps.map(Number) as [number, number], 1);
  return `conv ${channels}${windowText(operator).text}${dilation}${groups}${flag('bias', v.bias)}`;
}

const texts: Readonly<Record<string, Text>> = {
  conv2d: (operator) => `${convText(operator)}${flag('standardized', operator.values.standardized)}`,
  'scaled-conv2d': (operator) =>
    `${convText(operator)} scaled ${Number((operator.values.gamma as number).toFixed(8))} ${operator.values.epsilon}`,
  'transposed-conv2d': ({ values: v, inputs, outputs, path }) => {
    if (v.pad !== v.padBottom || v.padWidth !== v.padRight) throw new Error(`${path} is cut unevenly`);
    const channels = `${inputs[0]!.shape[1]}>${outputs[0]!.shape[1]}`;
    const groups = v.groups === 1n ? '' : ` g${v.groups}`;
    const window = [
      pair('k', [v.kernel, v.kernelWidth], 1),
      pair('s', [v.stride, v.strideWidth], 1),
      pair('p', [v.pad, v.padWidth], 0),
      pair('d', [v.dilation, v.dilationWidth], 1),
    ].join('');
    return `transposed-conv ${channels}${window}${groups}${flag('bias', v.bias)}`;
  },
  'batch-norm': ({ values: v }) => `batch-norm ${v.epsilon}${v.affine === true ? '' : ' without affine'}`,
  'layer-norm': ({ values: v, inputs: [x] }) =>
    `layer-norm ${v.axis === 'last' ? x!.shape.at(-1) : x!.shape[1]} ${v.epsilon} ${v.axis}`,
  'group-norm': ({ values: v }) => `group-norm ${v.groups} ${v.epsilon}`,
  gelu: ({ values: v }) => (v.form === 'exact' ? 'gelu' : `gelu ${v.form}`),
  'max-pool': (operator) => `max-pool${windowText(operator).text}${flag('ceil', operator.values.ceil)}`,
  'avg-pool': (operator) => {
    const { text, pads } = windowText(operator);
    const { ceil, countPadding, kernel, kernelWidth } = operator.values;
    const [rows, columns] = operator.inputs[0]!.shape.slice(2);
    const isWhole = Number(kernel) === rows && Number(kernelWidth) === columns;
    if (isWhole && pads.every((pad) => pad === 0)) return 'mean';
    const isCounted = countPadding === true && (ceil === true || pads.some((pad) => pad > 0));
    return `avg-pool${text}${flag('ceil', ceil)}${flag('counted', isCounted)}`;
  },
  'global-avg-pool': () => 'mean',
  'global-max-pool': () => 'max',
  'adaptive-avg-pool': ({ outputs: [y] }) =>
    y!.shape.slice(2).every((size) => size === 1)
      ? 'mean'
      : `adaptive-avg-pool ${y!.shape.slice(2).join('x')}`,
  linear: ({ values: v, inputs: [x], outputs: [y] }) =>
    `linear ${x!.shape.at(-1)}>${y!.shape.at(-1)}${flag('bias', v.bias)}`,
  lstm: ({ values: v, inputs: [x] }) =>
    `lstm ${x!.shape[1]}>${v.hidden} ${v.direction}${flag('bias', v.bias)}`,
  scale: ({ inputs: [x] }) => `scale ${x!.shape[1]}`,
  matmul: ({ values: v }) => `matmul${flag('transposed', v.transposed)}`,
  add: () => 'add',
  slice: ({ values: v, outputs: [y], path }) => {
    if (v.axis !== 'channels') throw new Error(`${path} cuts the map`);
    return `channels ${v.start}-${Number(v.start) + y!.shape[1]!}`;
  },
  div: () => 'div',
  sqrt: () => 'sqrt',
  sub: () => 'sub',
  'leaky-relu': ({ values: v }) => `leaky-relu ${Number(v.slope) / 100}`,
  'reduce-mean': ({ values: v }) => `mean ${v.axes}`,
  parameter: ({ outputs: [y] }) => `parameter ${y!.shape.reduce((count, size) => count * size, 1)}`,
  'reduce-sum': () => 'sum',
  mul: () => 'mul',
  softmax: ({ inputs: [x], values: v }) =>
    `softmax ${v.axis === 'channels' ? x!.shape[1] : `${x!.shape.at(-1)} last`}`,
  concat: ({ values: v }) => (v.axis === 'channels' ? 'concat' : `concat ${v.axis}`),
  pad: ({ values: { top, bottom, left, right, front, back }, path }) => {
    if ([top, bottom, left, right].some((side) => Number(side) !== 0))
      throw new Error(`${path} pads the map`);
    return `pad ${front}-${back} channels`;
  },
  'channel-shuffle': ({ values: v }) => `shuffle ${v.groups}`,
  'space-to-depth': ({ values: v }) => `space-to-depth ${v.factor} ${v.order}`,
  'depth-to-space': ({ values: v }) => `depth-to-space ${v.factor} ${v.order}`,
  permute: ({ values: v }) => `permute ${(v.order as readonly bigint[]).join('')}`,
  'l2-norm': ({ values: v }) => `l2-norm ${v.epsilon}`,
  'roi-align': ({ values: v }) =>
    `roi-align ${v.size} s${v.stride} ${v.samples} samples${flag('aligned', v.aligned)}`,
  'pick-level': ({ values: v }) => `pick-level s${v.stride} ${v.side}`,
  resize: ({ values: v, outputs: [y] }) => `resize ${v.mode} ${y!.shape.slice(2).join('x')}`,
};

/** Arithmetic with a number that is the same everywhere. */
const byNumber: Readonly<Record<string, (value: number) => string>> = {
  add: (value) => `plus ${Number(value.toFixed(8))}`,
  mul: (value) => `times ${Number(value.toFixed(8))}`,
};

/** Whether a single head changes places with the positions, or a single position with the heads. */
const swapsOne = ({ definition, values, inputs: [x] }: ProgramOperator): boolean =>
  definition.id === 'permute' && String(values.order) === '0,2,1,3' && x!.shape.slice(1, 3).includes(1);

/** Whether a pool or a resize leaves every position as it is. */
const keepsSize = ({ definition, inputs, outputs }: ProgramOperator): boolean =>
  ['adaptive-avg-pool', 'resize'].includes(definition.id) &&
  String(inputs[0]!.shape) === String(outputs[0]!.shape);

const isSame = (operator: ProgramOperator): boolean =>
  same.has(operator.definition.id) ||
  (operator.definition.id === 'pick-level' && operator.values.levels === 1) ||
  swapsOne(operator) ||
  keepsSize(operator);

/** A flat program as the list of its steps, in the words of the lists. Throws where an operator has no such words. */
export function structureOf({ inputs, operators, outputs, copies }: Program): Structure {
  const places = new Map([[inputs[0]!.name, 0]]);
  const constants = new Map<string, number>();
  const owners = new Map<string, number>();
  /** Names of sequences that an LSTM made: code reads them by steps, which moves no value of a step. */
  const sequences = new Set<string>();
  const steps: Step[] = [];
  for (const operator of operators) {
    const { id } = operator.definition;
    if (id === 'constant') {
      const [value, ...more] = operator.values.values as readonly number[];
      if (more.length > 0) throw new Error(`${operator.path} is a table`);
      constants.set(operator.outputs[0]!.name, value!);
      continue;
    }
    const factor = operator.inputs.map(({ name }) => constants.get(name)).find((one) => one !== undefined);
    const reads = operator.inputs.flatMap(({ name }) => places.get(name) ?? []);
    const add = (text: string, read: readonly number[]): number => {
      const place = steps.length + 1;
      const weights = Object.values(operator.weights).map(({ name }) => name);
      const [weight] = weights;
      const owner = weight === undefined ? place : (owners.get(weight) ?? place);
      if (weight !== undefined) owners.set(weight, owner);
      const { momentum } = operator.values;
      steps.push({ text, reads: read, owner, weights, ...(typeof momentum === 'number' && { momentum }) });
      return place;
    };
    const isSequence = id === 'lstm' || operator.inputs.some(({ name }) => sequences.has(name));
    if (isSequence) sequences.add(operator.outputs[0]!.name);
    if (isSame(operator) || (isSequence && id === 'permute'))
      places.set(operator.outputs[0]!.name, reads[0]!);
    else if (id === 'split') {
      let start = 0;
      for (const { name, shape } of operator.outputs) {
        places.set(name, add(`channels ${start}-${start + shape[1]!}`, reads));
        start += shape[1]!;
      }
    } else {
      const withNumber = factor === undefined ? undefined : byNumber[id]?.(factor);
      const text = withNumber ?? (activations.has(id) ? id : texts[id]?.(operator));
      if (text === undefined) throw new Error(`${operator.path} has no words in a list`);
      // What an enlarged map takes its size from gives no values.
      places.set(operator.outputs[0]!.name, add(text, id === 'resize' ? reads.slice(0, 1) : reads));
    }
  }
  for (const { input, output } of copies) places.set(output.name, places.get(input.name)!);
  return { steps, outputs: outputs.map(({ name }) => places.get(name)!) };
}
