import type { TensorGap, VerifiedPair } from '../../src-core/contract.ts';
import type { Tensor } from '../../src-core/language/tensor.ts';
import type { Gap } from '../../src-core/lower/agreement.ts';
import { gapOf } from '../../src-core/lower/agreement.ts';
import type { Program } from '../../src-core/lower/program.ts';

type Tensors = ReadonlyMap<string, Tensor>;

/** A tensor by its name, the item that makes it, and what it is called in a report. */
interface Row {
  readonly name: string;
  readonly path: string;
  readonly title: string;
}

function rowsOf({ operators, copies }: Program): readonly Row[] {
  const made = operators.flatMap(({ path, outputs }) =>
    outputs.map(({ name }, index) => ({
      name,
      path,
      title: outputs.length > 1 ? `${path}:${index}` : path,
    })),
  );
  return [...made, ...copies.map(({ path, output }) => ({ name: output.name, path, title: path }))];
}

const larger = (one: Gap, other: Gap): Gap => ({
  maxAbs: Math.max(one.maxAbs, other.maxAbs),
  maxRel: Math.max(one.maxRel, other.maxRel),
});

/** As data holds them: what is infinite is null. */
const finite = ({ maxAbs, maxRel }: Gap) => ({
  maxAbs: Number.isFinite(maxAbs) ? maxAbs : null,
  maxRel: Number.isFinite(maxRel) ? maxRel : null,
});

const none: Gap = { maxAbs: 0, maxRel: 0 };

/**
 * Holds what two programs made of a design against each other.
 * @param runs what `b` made, in one run or several: of a tensor that several have, the farthest counts
 */
export function pairOf(
  program: Program,
  { a, b, within }: Pick<VerifiedPair, 'a' | 'b' | 'within'>,
  expected: Tensors,
  runs: readonly Tensors[],
): VerifiedPair {
  const gaps = rowsOf(program).flatMap(({ name, path, title }) => {
    const wanted = expected.get(name);
    const got = runs.flatMap((run) => run.get(name) ?? []);
    if (wanted === undefined || got.length === 0) return [];
    return [{ path, title, gap: got.map((tensor) => gapOf(wanted, tensor)).reduce(larger) }];
  });
  const first = gaps.find(({ gap }) => !(gap.maxRel <= within));
  return {
    a,
    b,
    within,
    ...finite(gaps.reduce((most, { gap }) => larger(most, gap), none)),
    first: first === undefined ? null : { path: first.path },
    rounding: null,
    amplified: null,
    tensors: gaps.map(({ title, gap }): TensorGap => ({ path: title, ...finite(gap) })),
  };
}
