import type { Program, ProgramOperator, ProgramWeight } from '../program.ts';
import { weightsOf } from '../program.ts';

type WeightValues = ReadonlyMap<string, Float32Array>;

/** A convolution and its norm, or a norm of the input alone. */
interface Branch {
  readonly convolution: ProgramOperator | undefined;
  readonly norm: ProgramOperator;
}

/** All branches whose sum stands at that path: each ends in a norm. */
function branchesAt({ operators }: Program, path: string): readonly Branch[] {
  const inside = operators.filter((operator) => operator.path.startsWith(`${path}/`));
  const makers = new Map(inside.map((operator) => [operator.outputs[0]!.name, operator]));
  return inside
    .filter(({ definition }) => definition.operation === 'batch-norm')
    .map((norm) => ({ norm, convolution: makers.get(norm.inputs[0]!.name) }));
}

/** What a norm does to each channel: y = scale x + shift. */
function affine({ weights, values }: ProgramOperator, given: WeightValues) {
  const of = (name: string) => given.get(weights[name]!.name)!;
  const [gains, means, variances] = [of('weight'), of('running_mean'), of('running_var')];
  const scale = gains.map((gain, c) => gain / Math.sqrt(variances[c]! + Number(values.epsilon)));
  return { scale, shift: of('bias').map((bias, c) => bias - means[c]! * scale[c]!) };
}

/** Adds the filters of a branch, scaled, into the middle of larger ones. The filter of a skip passes its own channel on. */
function addFilters(
  into: Float32Array,
  shape: readonly number[],
  { convolution, scale }: { readonly convolution: Float32Array | undefined; readonly scale: Float32Array },
  kernel: number,
): void {
  const [channels, read, k] = shape as [number, number, number];
  const border = (k - kernel) / 2;
  for (let c = 0; c < channels; c++)
    for (let r = 0; r < read; r++)
      for (let y = 0; y < kernel; y++)
        for (let x = 0; x < kernel; x++) {
          const from = ((c * read + r) * kernel + y) * kernel + x;
          const tap = convolution === undefined ? Number(c % read === r) : convolution[from]!;
          into[((c * read + r) * k + y + border) * k + x + border]! += tap * scale[c]!;
        }
}

/** The values of the filter and bias that branches come to. */
function mergedOf(
  branches: readonly Branch[],
  weight: ProgramWeight,
  given: WeightValues,
): { readonly filters: Float32Array; readonly bias: Float32Array } {
  const [channels, read, k] = weight.shape as [number, number, number];
  const filters = new Float32Array(channels * read * k * k);
  const bias = new Float32Array(channels);
  for (const { convolution, norm } of branches) {
    const { scale, shift } = affine(norm, given);
    const own = convolution?.weights.weight;
    const values = own === undefined ? undefined : given.get(own.name);
    addFilters(filters, weight.shape, { convolution: values, scale }, own?.shape[2] ?? 1);
    for (let c = 0; c < channels; c++) bias[c]! += shift[c]!;
  }
  return { filters, bias };
}

/** Where a convolution stands in the deployed form, and branches in the other. */
const placeOf = ({ path }: ProgramOperator): string => path.replace(/(?:\/conv)+$/, '');

/** Values with which branches that are added up are as large together as one of them, as they would be in a trained network. */
export function evened(trained: Program, deployed: Program, given: WeightValues): WeightValues {
  const values = new Map(given);
  for (const operator of deployed.operators) {
    const { weight } = operator.weights;
    if (weight === undefined || given.has(weight.name)) continue;
    const norms = branchesAt(trained, placeOf(operator)).map(({ norm }) => norm.weights.weight!.name);
    for (const name of norms)
      values.set(
        name,
        given.get(name)!.map((gain) => gain / norms.length),
      );
  }
  return values;
}

/** The values with which the deployed form computes what the trained one does: its own weights, and merged ones. */
export function deployedValues(trained: Program, deployed: Program, given: WeightValues): WeightValues {
  const values = new Map<string, Float32Array>();
  for (const operator of deployed.operators) {
    const { weights } = operator;
    for (const weight of Object.values(weights)) {
      const known = given.get(weight.name);
      if (known !== undefined) values.set(weight.name, known);
      else if (weight === weights.weight) {
        const branches = branchesAt(trained, placeOf(operator));
        const { filters, bias } = mergedOf(branches, weight, given);
        values.set(weight.name, filters);
        values.set(weights.bias!.name, bias);
      }
    }
  }
  const missing = weightsOf(deployed).filter(({ name }) => !values.has(name));
  if (missing.length > 0) throw new Error(`no values of ${missing.map(({ name }) => name).join(', ')}`);
  return values;
}
