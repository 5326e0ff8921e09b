import type { Side } from '../../../src-core/design-space/crossover.ts';
import { crossover } from '../../../src-core/design-space/crossover.ts';
import {
  crossoverLines,
  hasCrossover,
  proofSentence,
} from '../../../src-core/design-space/crossover-text.ts';
import type { Axis } from '../../../src-core/design-space/space.ts';
import { axisOf } from '../../../src-core/design-space/space.ts';
import { shortened } from '../../../src-core/document/in-sentence.ts';
import type { Result } from '../../../src-core/errors.ts';
import { fail, issue, ok } from '../../../src-core/errors.ts';
import type { Outcome } from '../answer.ts';
import { countsByName, openSpace } from '../opened-space.ts';
import type { DesignOptions } from '../prepared.ts';
import { pairs } from '../table.ts';

export interface CrossoverOptions extends DesignOptions {
  readonly over: string;
  readonly of: string;
  readonly range?: string;
  readonly scale?: string;
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

async function openSide(
  name: string,
  set: readonly string[],
  scale: bigint,
  options: CrossoverOptions,
): Promise<Result<OpenedSide>> {
  const opened = await openSpace(name, { ...options, set: [...options.set, ...set] });
  if (!opened.ok) return opened;
  const space = opened.value;
  const axis = axisOf(space, options.over);
  return axis.ok
    ? ok({ side: { space, axis: options.over, scale, fixed: new Map() }, axis: axis.value })
    : axis;
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
  const scales = options.scale === undefined ? ok([1n, 1n] as const) : readPair('--scale', options.scale);
  if (!scales.ok) return scales;
  const range = options.range === undefined ? ok(null) : readPair('--range', options.range);
  if (!range.ok) return range;
  const a = await openSide(first, options.first, scales.value[0], options);
  if (!a.ok) return a;
  const b = await openSide(second, options.second, scales.value[1], options);
  if (!b.ok) return b;
  const least = (x: bigint, y: bigint): bigint => (x < y ? x : y);
  const most = least(a.value.axis.max / scales.value[0], b.value.axis.max / scales.value[1]);
  const [min, max] = range.value ?? [1n, most];
  const signs = crossover(countsByName[options.of]!, a.value.side, b.value.side, {
    min,
    max: least(max, most),
  });
  if (!signs.ok) return signs;
  const lines = crossoverLines(signs.value, {
    first: labelOf(first, options.first),
    second: labelOf(second, options.second),
    axis: options.over,
  });
  const head = hasCrossover(signs.value) ? 'crossover' : 'no crossover';
  return ok({
    json: {
      first,
      second,
      over: options.over,
      of: options.of,
      scale: [...scales.value],
      ranges: signs.value.runs.map(({ from, to, sign }) => ({ from, to, sign })),
      proof: signs.value.proof,
      reason: proofSentence(signs.value),
    },
    text: pairs([
      ...lines.map((line, index): [string, string] => [index === 0 ? head : '', line]),
      ['reason', proofSentence(signs.value)],
    ]),
  });
}
