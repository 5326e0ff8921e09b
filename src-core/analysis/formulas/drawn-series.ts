import { closedForm } from '../../algebra/closed-form.ts';
import type { Condition } from '../../algebra/condition.ts';
import { substitute } from '../../algebra/evaluate.ts';
import type { Expr } from '../../algebra/expression.ts';
import { add, mul, NotSymbolic, sub, symbol, symbolsOf } from '../../algebra/expression.ts';
import type { LinearRule } from '../../algebra/linear-recurrence.ts';
import { afterSteps, linearIn } from '../../algebra/linear-recurrence.ts';
import type { DesignNode } from '../../document/design.ts';
import { namesInValue } from '../../document/field-names.ts';
import type { BlockDefinition } from '../../language/definition.ts';
import { expand } from '../../language/expand.ts';
import type { Expansion } from '../../language/expansion.ts';
import type { Series, WeightCounts } from '../../language/series.ts';
import { weightParts } from '../../language/weight-part.ts';
import { namesInDrawing, namesOfNode } from '../drawn-names.ts';
import { issueOfRefusal } from '../refusal-issue.ts';
import type { DefinitionFormulaOptions } from './definition-formulas.ts';
import { definitionUse } from './definition-formulas.ts';
import type { LaneRead, LanesRead } from './drawn-lanes-read.ts';
import { NotSteady, readLanes } from './drawn-lanes-read.ts';
import { closedPart, divisorAt } from './series-closed.ts';
import { divisorFor, leastCommon, powerCondition } from './series-condition.ts';

/** So many lanes are looked at: those before the steady ones, some of these, and the last. */
const looked = 4;
/** Numbers of lanes at which the sum is held against an expansion. */
const held: readonly number[] = [1, 2, 3, 4, 5];
/** Conditions are found for every number of lanes up to the most that lanes have. */
const mostLanes = 64;

/** The first of some names that no field has. */
const freeName = ({ fields }: BlockDefinition, names: readonly string[]): string =>
  names.find((name) => !Object.hasOwn(fields, name)) ?? `${names[0]}_`;

/**
 * The weights of a block that was drawn from lanes as a sum over these, with their number as a symbol; null where they are no
 * such sum. That holds for any number of lanes because all lanes but those at the ends are the same function of what is carried
 * into them: nothing inside asks which lane it is, but whether it is the first or the last, nor how many there are. What is
 * carried must follow linearly from lane to lane once floors are dropped.
 * @param positions of the maps, rows times columns
 */
export function drawnSeries(
  definition: BlockDefinition,
  options: DefinitionFormulaOptions,
  positions: Expr,
): Series | null {
  if (definition.closed !== true || definition.drawing === undefined || options.inputs !== undefined)
    return null;
  for (const [count, field] of Object.entries(definition.fields)) {
    if (field.kind !== 'structural' || field.max < looked || field.min > looked) continue;
    try {
      const series = seriesIn(definition, count, options, positions);
      if (series !== null) return series;
    } catch (error) {
      const isRefused = issueOfRefusal(error) !== null;
      if (!(error instanceof NotSteady || error instanceof NotSymbolic || isRefused)) throw error;
    }
  }
  return null;
}

type At = (count: number) => Expansion;

function seriesIn(
  definition: BlockDefinition,
  count: string,
  options: DefinitionFormulaOptions,
  positions: Expr,
): Series | null {
  const at: At = (lanes) => {
    const use = definitionUse(definition, { ...options, bound: { ...options.bound, [count]: lanes } });
    return expand(use.definition, use.values, use.inputs);
  };
  const lanes = lanesCounted(definition, at(looked), count);
  if (lanes === null) return null;
  const carried = freeName(definition, ['c_j', 'd_j', 'e_j']);
  const index = freeName(definition, ['j', 'i', 'l']);
  const most = mostOf(definition, count);
  const found = sumOf(readLanes(lanes, carried, positions), { count, carried, index, most });
  if (found === null) return null;
  const least = leastHeld(found, at, most);
  return least === null ? null : { ...found, least };
}

const mostOf = ({ fields }: BlockDefinition, count: string): number => {
  const field = fields[count]!;
  return field.kind === 'structural' ? Math.min(field.max, mostLanes) : mostLanes;
};

/** The only lanes of the block, where their number is that field and nothing else depends on it; else null. */
function lanesCounted(definition: BlockDefinition, expansion: Expansion, count: string): Expansion | null {
  const found = expansion.children.filter(
    ({ expansion: { definition: inner } }) => inner.kind === 'block' && inner.drawn === 'lanes',
  );
  const [lanes] = found;
  const inner = lanes?.expansion.definition;
  if (lanes === undefined || found.length > 1 || inner?.kind !== 'block') return null;
  if (lanes.expansion.values.s !== looked || inner.drawing === undefined) return null;
  const asked = namesInDrawing(inner.drawing);
  if (['index', 'lanes', count].some((name) => asked.has(name))) return null;
  const others = expansion.children.filter((child) => child !== lanes);
  if (others.some(({ expansion: { facts } }) => facts.params !== 0n || facts.macs !== 0n)) return null;
  const isPlain = (node: DesignNode): boolean => {
    if (node.id === lanes.name) {
      const { s: _, ...rest } = node.fields;
      return !namesOfNode({ ...node, fields: rest }).includes(count);
    }
    const inside = definition.drawing?.inner.get(node.id);
    if (inside !== undefined && namesInDrawing(inside).has(count)) return false;
    // How many channels must enter is a matter of shapes alone.
    const { channels = 0, ...rest } = node.fields;
    const isPort = namesInValue(channels).includes(count) && expansion.inputs.length > 0;
    return !namesOfNode(isPort ? { ...node, fields: rest } : node).includes(count);
  };
  return definition.drawing!.nodes.every(isPlain) ? lanes.expansion : null;
}

interface Names {
  readonly count: string;
  readonly carried: string;
  readonly index: string;
  /** The most lanes that there may be. */
  readonly most: number;
}

const counts = (work: (part: (typeof weightParts)[number]) => Expr): WeightCounts =>
  Object.fromEntries(weightParts.map((part) => [part, work(part)]));

const sameCounts = (one: WeightCounts, other: WeightCounts): boolean =>
  weightParts.every((part) => sub(one[part] ?? 0n, other[part] ?? 0n) === 0n);

/** The sum over the lanes; null where what is carried has no closed form, or its floors no condition that can be said. */
function sumOf({ before, steady, last }: LanesRead, names: Names): Omit<Series, 'least'> | null {
  const { carried, index } = names;
  const count = symbol(names.count);
  const inPlace = (value: Expr): ((lane: LaneRead) => WeightCounts) => {
    const bindings = new Map([[carried, value]]);
    return ({ weights }) => counts((part) => substitute(weights[part] ?? 0n, bindings));
  };
  let from = before.length + 1;
  let first = before.at(-1)!.carry ?? 0n;
  const rule: LinearRule | null =
    steady.carry === null ? { factor: 0n, rest: 0n } : linearIn(steady.carry, carried);
  if (rule === null) return null;
  const outside = [...before];
  // A lane into which nothing is carried may be as the others are with a carry of no channels.
  while (outside.length > 0 && isAsOthers(outside.at(-1)!, steady, rule, first, inPlace(0n)(steady))) {
    outside.pop();
    from -= 1;
    first = 0n;
  }
  const usesCarry = [steady, last].some(({ weights }) =>
    Object.values(weights).some((counted) => symbolsOf(counted).has(carried)),
  );
  const value = !usesCarry ? 0n : afterSteps(rule, first, sub(symbol(index), BigInt(from)));
  if (value === null) return null;
  const atLast = substitute(value, new Map([[index, count]]));
  const isLastAlike = sameCounts(steady.weights, last.weights);
  const once = counts((part) =>
    add(
      0n,
      ...outside.map(({ weights }) => weights[part] ?? 0n),
      ...(isLastAlike ? [] : [inPlace(atLast)(last)[part] ?? 0n]),
    ),
  );
  const condition = conditionOf({ outside: before, steady, last }, rule, names);
  if (condition === undefined) return null;
  const { exactCarry } = steady;
  return {
    count: names.count,
    index,
    from: BigInt(from),
    to: isLastAlike ? count : sub(count, 1n),
    sizes: usesCarry
      ? [
          {
            name: carried,
            value,
            ...(exactCarry !== null && {
              recurrence: { first, next: (carry) => substitute(exactCarry, new Map([[carried, carry]])) },
            }),
          },
        ]
      : [],
    once,
    each: steady.weights,
    condition,
  };
}

/** Whether the lane before the steady ones is what these are with no channels carried into them, and hands on what they would. */
function isAsOthers(
  lane: LaneRead,
  steady: LaneRead,
  rule: LinearRule,
  next: Expr,
  without: WeightCounts,
): boolean {
  const handsOn = (lane.carry === null) === (steady.carry === null) && sub(rule.rest, next) === 0n;
  return handsOn && sameCounts(lane.weights, without);
}

/** The only symbol of some sizes; null where there is none, or another. */
function onlyIn(...sizes: readonly Expr[]): string | null {
  const [name = null, ...others] = new Set(sizes.flatMap((size) => [...symbolsOf(size)]));
  return others.length === 0 ? name : null;
}

/**
 * The least number of lanes from which the sum is what the block expands into, looked at for the first few; null where it is
 * another for lanes as they were read.
 */
function leastHeld(series: Omit<Series, 'least'>, at: At, most: number): number | null {
  const totals = counts((part) => closedPart(series, part));
  const holds = (lanes: number): boolean => {
    const { parts } = at(lanes).facts;
    const number = new Map([[series.count, BigInt(lanes)]]);
    const divisor = series.condition === null ? 1n : divisorAt(series.condition, number);
    return weightParts.every((part) => {
      const { form, condition } = closedForm(parts[part]);
      const isSame = sub(substitute(totals[part] ?? 0n, number), form) === 0n;
      return isSame && condition.every(({ modulus }) => divisor % modulus === 0n);
    });
  };
  let least: number | null = null;
  for (const lanes of held.filter((each) => each <= most).toReversed()) {
    if (!holds(lanes)) break;
    least = lanes;
  }
  return least !== null && least <= looked ? least : null;
}

/** Under which divisibility no floor is left, for every number of lanes; undefined where that is no single power. */
function conditionOf(
  { outside, steady, last }: { outside: readonly LaneRead[]; steady: LaneRead; last: LaneRead },
  rule: LinearRule,
  { count, carried, most }: Names,
): Series['condition'] | undefined {
  const all = [...outside, steady, last].flatMap(({ condition }) => condition);
  if (all.length === 0) return null;
  const sizes = new Set(all.map(({ symbol: name }) => name).filter((name) => name !== carried));
  const first = outside.at(-1)!.carry ?? 0n;
  const [size = onlyIn(first, rule.rest)] = sizes;
  if (sizes.size > 1 || size === null) return undefined;
  const divisorsOf = (condition: Condition, carry: Expr): readonly (bigint | null)[] =>
    condition.map(({ modulus, symbol: name }) =>
      divisorFor(modulus, name === carried ? carry : symbol(name), size),
    );
  const least = outside.length + 1;
  const fixed = outside.flatMap(({ condition }) => divisorsOf(condition, 0n));
  const steadily: (bigint | null)[] = [];
  const byCount: bigint[] = [];
  let carry = first;
  for (let lanes = least; lanes <= most; lanes++) {
    const needed = [...fixed, ...steadily, ...divisorsOf(last.condition, carry)];
    if (needed.includes(null)) return undefined;
    byCount.push(leastCommon(needed as bigint[]));
    steadily.push(...divisorsOf(steady.condition, carry));
    carry = add(mul(rule.factor, carry), rule.rest);
  }
  return powerCondition({ size, byCount }, least, symbol(count));
}
