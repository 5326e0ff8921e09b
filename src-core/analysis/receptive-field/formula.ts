import { substitute } from '../../algebra/evaluate.ts';
import type { Expr } from '../../algebra/expression.ts';
import { add, mul, sub, symbol, symbolsOf } from '../../algebra/expression.ts';
import { termsOf } from '../../algebra/polynomial.ts';
import type { Expansion } from '../../language/expansion.ts';
import type { Window } from '../../language/window.ts';
import { reach } from '../../language/window.ts';
import type { Source } from '../../language/wire.ts';
import { ownInput } from '../../language/wire.ts';
import { isPointwise, isSpread, mapAxes, sizeAlong } from './receptive-field.ts';

/**
 * What a tensor reads along one axis, in free symbols: the least and the most over all paths, and the step between
 * neighbours. Several where none of them is the least (or most) for all values of the symbols.
 */
export interface ExtentFormula {
  readonly least: readonly Expr[];
  readonly most: readonly Expr[];
  readonly step: bigint;
}

export interface ReceptiveFieldFormula {
  readonly rows: ExtentFormula;
  readonly columns: ExtentFormula;
}

/** Null where a path is not a chain of windows: what is read is then no formula of the windows alone. */
type Known = ReceptiveFieldFormula | null;

/** Whether a is never above b, for all values of the symbols from 1: no term of b - a in what they exceed 1 by is negative. */
function isAtMost(a: Expr, b: Expr): boolean {
  const gap = sub(b, a);
  const above = substitute(gap, new Map([...symbolsOf(gap)].map((name) => [name, add(symbol(name), 1n)])));
  return termsOf(above).every(({ coefficient }) => coefficient.numerator > 0n);
}

/** Those of the sizes that no other one makes superfluous. */
function extremes(sizes: readonly Expr[], isBeyond: (a: Expr, b: Expr) => boolean): readonly Expr[] {
  const kept: Expr[] = [];
  for (const size of sizes) {
    if (kept.some((other) => isBeyond(size, other))) continue;
    kept.splice(0, kept.length, ...kept.filter((other) => !isBeyond(other, size)), size);
  }
  return kept;
}

const joinedAxis = (fields: readonly ExtentFormula[]): ExtentFormula | null => {
  const [first] = fields;
  if (first === undefined || fields.some(({ step }) => step !== first.step)) return null;
  return {
    least: extremes(
      fields.flatMap(({ least }) => least),
      (a, b) => isAtMost(b, a),
    ),
    most: extremes(
      fields.flatMap(({ most }) => most),
      isAtMost,
    ),
    step: first.step,
  };
};

/** What stands beside the weights reads nothing of the input. */
const readsNothing: ReceptiveFieldFormula = {
  rows: { least: [], most: [], step: 0n },
  columns: { least: [], most: [], step: 0n },
};
const isNothing = (field: Known): boolean => field?.rows.most.length === 0;

function joined(fields: readonly Known[]): Known {
  const reading = fields.filter((field) => !isNothing(field));
  const known = reading.filter((field): field is ReceptiveFieldFormula => field !== null);
  if (known.length < reading.length || known.length === 0) return null;
  const rows = joinedAxis(known.map((field) => field.rows));
  const columns = joinedAxis(known.map((field) => field.columns));
  return rows === null || columns === null ? null : { rows, columns };
}

function slid({ least, most, step }: ExtentFormula, window: Window): ExtentFormula {
  const more = mul(sub(reach(window), 1n), step);
  const wider = (size: Expr): Expr => add(size, more);
  return { least: least.map(wider), most: most.map(wider), step: step * BigInt(window.stride) };
}

/** A value of the input reads itself. */
export const ownReceptiveField: ReceptiveFieldFormula = {
  rows: { least: [1n], most: [1n], step: 1n },
  columns: { least: [1n], most: [1n], step: 1n },
};

function operatorField(expansion: Expansion, fields: readonly Known[]): Known {
  const { definition, values, inputs, outputs } = expansion;
  if (definition.kind !== 'operator') return null;
  const windows = definition.windows?.(values, inputs) ?? null;
  const [first] = fields;
  if (windows !== null) {
    if (first == null) return null;
    const own = { rows: slid(first.rows, windows[0]), columns: slid(first.columns, windows[1]) };
    return definition.readsOthersInPlace === true ? joined([own, ...fields.slice(1)]) : own;
  }
  if (fields.length > 0 && fields.every(isNothing)) return readsNothing;
  if (!isPointwise(definition, expansion)) return null;
  const hasGate = inputs.some(
    (shape, index) =>
      !isNothing(fields[index] ?? null) &&
      mapAxes.some((axis) => isSpread(sizeAlong(shape, axis), outputs, axis)),
  );
  return hasGate ? null : joined(fields);
}

/** The fields of every output of an item, and by path of everything inside, from those of its inputs. */
export function receptiveFieldFormulas(
  path: string,
  expansion: Expansion,
  inputs: readonly Known[],
  byPath: Map<string, readonly Known[]> = new Map(),
): readonly Known[] {
  const outputs = outputFields(path, expansion, inputs, byPath);
  byPath.set(path, outputs);
  return outputs;
}

function outputFields(
  path: string,
  expansion: Expansion,
  inputs: readonly Known[],
  byPath: Map<string, readonly Known[]>,
): readonly Known[] {
  const { definition, children, results, outputs, passesThrough } = expansion;
  if (definition.kind === 'operator') {
    if (definition.stored === true) return outputs.map(() => readsNothing);
    if (definition.boundary === 'input')
      return outputs.map((shape) => (shape.length === 4 ? ownReceptiveField : null));
    if (passesThrough || definition.boundary === 'output') return inputs;
    const field = operatorField(expansion, inputs);
    return outputs.map(() => field);
  }
  const inner: (readonly Known[])[] = [];
  const fieldOf = ({ child, output }: Source): Known =>
    (child === ownInput ? inputs : inner[child]!)[output]!;
  for (const { name, expansion: part, sources } of children) {
    inner.push(
      receptiveFieldFormulas(path === '' ? name : `${path}/${name}`, part, sources.map(fieldOf), byPath),
    );
  }
  return results.map(fieldOf);
}
