import { floorQuotient } from '../../../src-core/algebra/rational.ts';
import type { Axis } from '../../../src-core/design-space/axis.ts';
import type { Side } from '../../../src-core/design-space/crossover.ts';
import { crossover, ownNumber } from '../../../src-core/design-space/crossover.ts';
import {
  crossoverLines,
  hasCrossover,
  proofSentence,
} from '../../../src-core/design-space/crossover-text.ts';
import type { Range } from '../../../src-core/design-space/limits.ts';
import { axisOf } from '../../../src-core/design-space/space.ts';
import { shortened } from '../../../src-core/document/in-sentence.ts';
import type { Result } from '../../../src-core/errors.ts';
import { fail, issue, ok } from '../../../src-core/errors.ts';
import type { Outcome } from '../answer.ts';
import { countsByName, openSpace } from '../opened-space.ts';
import type { DesignOptions } from '../prepared.ts';
import type { Relation } from '../relation.ts';
import { readRelation, relationText } from '../relation.ts';
import { pairs } from '../table.ts';

export interface CrossoverOptions extends DesignOptions {
  readonly over?: string;
  readonly of: string;
  readonly range?: string;
  readonly scale?: string;
  readonly relation?: string;
  /** Settings of one side alone. */
  readonly first: readonly string[];
  readonly second: readonly string[];
}

interface OpenedSide {
  readonly side: Side;
  readonly axis: Axis;
}

const pairPattern = /^(\d{1,9})(\.\.|,)(\d{1,9})$/;

/** Two whole numbers from 1 with `..` or a comma between them. Issue: command/malformed. */
function readPair(option: string, text: string): Result<readonly [bigint, bigint]> {
  const [, a = '0', , b = '0'] = pairPattern.exec(text) ?? [];
  const pair = [BigInt(a), BigInt(b)] as const;
  if (pair[0] > 0n && pair[1] > 0n) return ok(pair);
  return fail(
    issue('command/malformed', {}, { detail: `${option} takes two whole numbers, got ${shortened(text)}` }),
  );
}

/** The names that are varied, each with how it follows the common axis. */
function readRelated(first: string, second: string, options: CrossoverOptions): Result<Relation> {
  const { over, relation, scale } = options;
  if (relation !== undefined) return readRelation(relation, first, second);
  if (over === undefined) {
    const detail = `name what is varied: --over w where both have w, or --relation ${second}.NAME=4*${first}.NAME`;
    return fail(issue('command/malformed', {}, { detail }));
  }
  const scales = scale === undefined ? ok([1n, 1n] as const) : readPair('--scale', scale);
  if (!scales.ok) return scales;
  const [a, b] = scales.value;
  return ok({ first: { name: over, scale: a, offset: 0n }, second: { name: over, scale: b, offset: 0n } });
}

async function openSide(
  name: string,
  set: readonly string[],
  { name: own, scale, offset }: Relation['first'],
  options: CrossoverOptions,
): Promise<Result<OpenedSide>> {
  const opened = await openSpace(name, { ...options, set: [...options.set, ...set] });
  if (!opened.ok) return opened;
  const space = opened.value;
  const axis = axisOf(space, own);
  if (!axis.ok) return axis;
  if (axis.value.step !== undefined) return fail(issue('space/not-whole', {}, { name: own }));
  return ok({ side: { space, axis: own, scale, offset, fixed: new Map() }, axis: axis.value });
}

/** Opens the second; where it lacks the name that the first has, the way to relate two names is said. */
async function openSecond(
  second: string,
  first: string,
  relation: Relation,
  options: CrossoverOptions,
): Promise<Result<OpenedSide>> {
  const opened = await openSide(second, options.second, relation.second, options);
  if (opened.ok || options.relation !== undefined) return opened;
  return fail(
    ...opened.issues.map((found) =>
      found.code === 'space/unknown'
        ? issue('space/unrelated', {}, { ...found.data, first: shortened(first), second: shortened(second) })
        : found,
    ),
  );
}

/** The common values at which the name of a side lies in a range. */
const inCommon = ({ scale, offset = 0n }: Pick<Side, 'scale' | 'offset'>, { min, max }: Range): Range => ({
  min: -floorQuotient(offset - min, scale),
  max: floorQuotient(max - offset, scale),
});

/** The common values at which the names of both sides lie inside their bounds. */
function commonRange(sides: readonly OpenedSide[]): Range {
  return sides
    .map(({ side, axis }) => inCommon(side, axis))
    .reduce((a, b) => ({ min: a.min > b.min ? a.min : b.min, max: a.max < b.max ? a.max : b.max }));
}

/** A design with what tells it from the other. */
const labelOf = (name: string, set: readonly string[]): string =>
  set.length === 0 ? name : `${name} with ${set.join(', ')}`;

/** Where one of two designs becomes the cheaper, over a variable or field that both have. */
export async function crossoverOf(
  first: string,
  second: string,
  options: CrossoverOptions,
): Promise<Outcome> {
  const relation = readRelated(first, second, options);
  if (!relation.ok) return relation;
  const range = options.range === undefined ? ok(null) : readPair('--range', options.range);
  if (!range.ok) return range;
  const a = await openSide(first, options.first, relation.value.first, options);
  if (!a.ok) return a;
  const b = await openSecond(second, first, relation.value, options);
  if (!b.ok) return b;
  const legal = commonRange([a.value, b.value]);
  // With a relation the first's own name is spoken of, in the range and in the answer.
  const spoken = options.relation === undefined ? { scale: 1n, offset: 0n } : relation.value.first;
  const asked = range.value && inCommon(spoken, { min: range.value[0], max: range.value[1] });
  const min = asked === null || asked.min < legal.min ? legal.min : asked.min;
  const max = asked === null || asked.max > legal.max ? legal.max : asked.max;
  if (min > max) return fail(issue('space/nothing-common'));
  const found = crossover(countsByName[options.of]!, a.value.side, b.value.side, { min, max });
  if (!found.ok) return found;
  const runs = found.value.runs.map(({ from, to, sign }) => ({
    from: ownNumber(spoken, from),
    to: ownNumber(spoken, to),
    sign,
  }));
  const signs = { ...found.value, runs };
  const lines = crossoverLines(signs, {
    first: labelOf(first, options.first),
    second: labelOf(second, options.second),
    axis: relation.value.first.name,
  });
  const head = hasCrossover(signs) ? 'crossover' : 'no crossover';
  return ok({
    json: {
      first,
      second,
      over: relation.value.first.name,
      of: options.of,
      ...(options.relation === undefined
        ? { scale: [relation.value.first.scale, relation.value.second.scale] }
        : { relation: relationText(relation.value) }),
      ranges: runs,
      proof: signs.proof,
      reason: proofSentence(signs),
    },
    text: pairs([
      ...lines.map((line, index): [string, string] => [index === 0 ? head : '', line]),
      ...(options.relation === undefined
        ? []
        : [['relation', relationText(relation.value)] as [string, string]]),
      ['reason', proofSentence(signs)],
    ]),
  });
}
