import type { ChannelScale, ScaledChannels } from '../language/onnx.ts';
import type { Program, ProgramOperator, ProgramTensor, ProgramWeight } from './program.ts';

interface Foldable {
  readonly norm: ProgramOperator;
  readonly into: ScaledChannels;
}

/** How often each name occurs. */
function counted(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/**
 * The program with every norm gone that only scales and shifts channels and stands right behind an operator that can take
 * this into its weights. A norm stays where another item reads what stands before it, or where weights are shared.
 */
export function foldNorms(program: Program): { readonly program: Program; readonly folded: number } {
  const { operators, outputs, copies } = program;
  const readers = counted([
    ...operators.flatMap(({ inputs }) => inputs.map(({ name }) => name)),
    ...copies.map(({ input }) => input.name),
    ...outputs.map(({ name }) => name),
  ]);
  const users = counted(operators.flatMap(({ weights }) => Object.values(weights).map(({ name }) => name)));
  const isOwn = ({ weights }: ProgramOperator): boolean =>
    Object.values(weights).every(({ name }) => users.get(name) === 1);
  const writers = new Map(operators.map((operator) => [operator.outputs[0]?.name, operator]));
  const folds = new Map<ProgramOperator, Foldable>();
  for (const norm of operators) {
    if (norm.definition.channelScale === undefined) continue;
    const [input] = norm.inputs as readonly [ProgramTensor];
    const before = writers.get(input.name);
    const weight = before?.weights.weight;
    if (before === undefined || weight === undefined || readers.get(input.name) !== 1 || !isOwn(before))
      continue;
    const into = before.definition.scaledChannels?.(before.values, weight.shape) ?? null;
    if (into !== null) folds.set(before, { norm, into });
  }
  const gone = new Set([...folds.values()].map(({ norm }) => norm));
  const kept = operators.filter((operator) => !gone.has(operator));
  return {
    program: {
      ...program,
      operators: kept.map((operator) => {
        const fold = folds.get(operator);
        return fold === undefined ? operator : withNorm(operator, fold);
      }),
    },
    folded: gone.size,
  };
}

/** The operator with a norm in its weights: what it gives is what the norm gave. */
function withNorm(operator: ProgramOperator, { norm, into }: Foldable): ProgramOperator {
  const { weight, bias, ...others } = operator.weights as Readonly<Record<string, ProgramWeight>> & {
    readonly weight: ProgramWeight;
  };
  const names = Object.keys(norm.weights);
  const ofNorm = names.map((name) => norm.weights[name] as ProgramWeight);
  const scaleOf = (values: readonly Float32Array[]): ChannelScale => {
    const byName = Object.fromEntries(names.map((name, index) => [name, values[index] as Float32Array]));
    return norm.definition.channelScale?.(norm.values, byName) as ChannelScale;
  };
  const scaled: ProgramWeight = {
    ...weight,
    derived: {
      from: [weight, ...ofNorm],
      values: ([values, ...rest]) => {
        const { scale } = scaleOf(rest);
        return (values as Float32Array).map((value, at) => value * (scale[into.channelOf(at)] as number));
      },
    },
  };
  const channels = norm.outputs[0]?.shape[1] as number;
  const before = bias ?? null;
  const shifted: ProgramWeight = {
    name: before?.name ?? `${operator.path}.bias`,
    shape: [channels],
    init: 'zeros',
    part: 'bias',
    trainable: weight.trainable,
    derived: {
      from: before === null ? ofNorm : [...ofNorm, before],
      values: (all) => {
        const { scale, shift } = scaleOf(all.slice(0, ofNorm.length));
        const own = all[ofNorm.length];
        return Float32Array.from(
          { length: channels },
          (_, c) => (own?.[c] ?? 0) * (scale[c] as number) + (shift[c] as number),
        );
      },
    },
  };
  return {
    ...operator,
    values: into.values,
    outputs: norm.outputs,
    weights: { ...others, weight: scaled, bias: shifted },
  };
}
