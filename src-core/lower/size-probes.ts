import type { Analysis } from '../analysis/analyzer.ts';
import { analyze } from '../analysis/analyzer.ts';
import { inputsOf } from '../analysis/design-inputs.ts';
import type { Design } from '../document/design.ts';
import { shortened } from '../document/in-sentence.ts';
import { nearestText } from '../document/nearest-names.ts';
import type { Issue, Result } from '../errors.ts';
import { describe, fail, issue, ok, problemsOf } from '../errors.ts';
import type { Catalogue } from '../language/definition.ts';
import { dimensionsOf } from './free-dimensions.ts';
import type { Program } from './program.ts';
import { lower } from './program.ts';
import { hasFunctions, ladder, shortLadder } from './size-ladder.ts';

/** A design at other sizes of its inputs, lowered. */
export interface Probe {
  /** The dimensions whose sizes differ from those of the design. */
  readonly varied: readonly string[];
  readonly program: Program;
}

type Change = (size: number, dimension: number) => number;

const factors = [2, 3, 5, 7, 11, 13];
const summands = [1, 3, 5, 2, 7, 4];
const at = (list: readonly number[], index: number): number => list[index % list.length] as number;

/**
 * Sizes beside those of the design. Multiples keep what divides it dividing; sums meet what rounds, at every remainder that
 * strides leave. Each dimension changes by an amount of its own, so that no two of them stay equal by chance.
 */
const together: readonly Change[] = [
  ...[0, 1].map(
    (shift): Change =>
      (size, dimension) =>
        size * at(factors, dimension + shift),
  ),
  ...[0, 1, 2, 3].map(
    (shift): Change =>
      (size, dimension) =>
        2 * size + at(summands, dimension + shift) + 8 * shift,
  ),
  (size, dimension) => size + at(summands, dimension),
  (size, dimension) => Math.ceil(size / 2) + dimension,
];
const alone: Change = (size, dimension) => size * at(factors, dimension);

const exactly =
  (size: number): Change =>
  () =>
    size;

function changed(
  analysis: Analysis,
  names: readonly string[],
  varied: readonly string[],
  change: Change,
): Design {
  const inputs = new Map(inputsOf(analysis).map((item) => [item.id, item.values ?? {}]));
  const { design } = analysis;
  return {
    ...design,
    nodes: design.nodes.map((node) => {
      const values = inputs.get(node.id);
      if (values === undefined) return node;
      const sizes = varied
        .filter((name) => Object.hasOwn(values, name))
        .map((name) => [name, change(Number(values[name]), names.indexOf(name))] as const);
      return { ...node, fields: { ...node.fields, ...Object.fromEntries(sizes) } };
    }),
  };
}

/** Why a design does not hold at other sizes: its first problem, as what one dimension causes. */
function unsound(design: Design, dimension: string, [first]: readonly Issue[]): Issue {
  const size = design.nodes.map(({ fields }) => fields[dimension]).find((value) => value !== undefined);
  const { node } = first?.where ?? {};
  const detail =
    first === undefined ? '' : describe({ ...first, where: { ...first.where, node: undefined } });
  return issue('export/free-design', node === undefined ? {} : { node }, {
    dimension,
    size: `${dimension} ${String(size)}`,
    detail,
  });
}

/**
 * The design at other sizes of the named dimensions: each of them alone, then all together. Sizes at which the design has
 * problems are left out; where expressions have functions, many more are tried. A dimension that can have no other size is refused (`export/free-design`), as is a name that is
 * none (`export/unknown-dimension`).
 */
export function sizeProbes(
  analysis: Analysis,
  catalogue: Catalogue,
  names: readonly string[],
): Result<readonly Probe[]> {
  const known = [...dimensionsOf(analysis).keys()];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const nearest = nearestText(unknown, known);
    return fail(issue('export/unknown-dimension', {}, { name: shortened(unknown), nearest }));
  }
  const probes: Probe[] = [];
  for (const name of names) {
    const design = changed(analysis, names, [name], alone);
    const other = analyze(design, catalogue);
    const program = lower(other);
    if (!program.ok) return fail(unsound(design, name, problemsOf(other.issues)));
    probes.push({ varied: [name], program: program.value });
  }
  const add = (varied: readonly string[], changes: readonly Change[]): void => {
    for (const change of changes) {
      const program = lower(analyze(changed(analysis, names, varied, change), catalogue));
      if (program.ok) probes.push({ varied, program: program.value });
    }
  };
  add(names, together);
  if (hasFunctions(analysis.design)) {
    add(names, ladder.map(exactly));
    if (names.length > 1) for (const name of names) add([name], shortLadder.map(exactly));
  }
  return ok(probes);
}
