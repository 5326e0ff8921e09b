import { substitute } from '../../src-core/algebra/evaluate.ts';
import type { Expr, Rational } from '../../src-core/algebra/expression.ts';
import {
  add,
  constantOf,
  mul,
  NotSymbolic,
  rational,
  sameExpr,
  symbol,
} from '../../src-core/algebra/expression.ts';
import { negative, plus } from '../../src-core/algebra/rational.ts';
import { evaluateExpression } from '../../src-core/document/expression-evaluate.ts';
import { parseExpression } from '../../src-core/document/expression-parser.ts';
import { namesIn } from '../../src-core/document/expression-syntax.ts';
import { shortened } from '../../src-core/document/in-sentence.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';

/** A name of each of two designs, both along a common axis x: each is `scale` times x plus `offset`. */
export interface Relation {
  readonly first: Line;
  readonly second: Line;
}
interface Line {
  readonly name: string;
  readonly scale: bigint;
  readonly offset: bigint;
}

const malformed = (text: string): Result<never> =>
  fail(
    issue(
      'command/malformed',
      {},
      {
        detail: `--relation takes a name of the second and how it grows with one of the first, such as outChannels=4*w, got ${shortened(text)}`,
      },
    ),
  );

/** A name as it stands, or after the name of its design: `w`, `hs-block.w`. */
const bare = (text: string, design: string): string => text.replaceAll(`${design}.`, '').trim();

/** An expression as a line in its only name; null where it has another form. */
function lineOf(text: string): { name: string; slope: Rational; start: Rational } | null {
  const syntax = parseExpression(text);
  if (!syntax.ok) return null;
  const [name, ...others] = namesIn(syntax.value);
  if (name === undefined || others.length > 0) return null;
  try {
    const value = evaluateExpression(syntax.value, (used) => symbol(used));
    if (!value.ok || typeof value.value === 'string') return null;
    const line: Expr = value.value;
    const at = (x: bigint): Rational | undefined => constantOf(substitute(line, new Map([[name, x]])));
    const [start, next] = [at(0n), at(1n)];
    if (start === undefined || next === undefined) return null;
    const slope = plus(next, negative(start));
    const exact = (e: Rational): Expr => rational(e.numerator, e.denominator);
    return sameExpr(line, add(exact(start), mul(exact(slope), symbol(name)))) ? { name, slope, start } : null;
  } catch (error) {
    if (error instanceof NotSymbolic) return null;
    throw error;
  }
}

/** The least whole number at which the line is whole too, with the steps from there; null where it never is. */
function wholeFrom(slope: Rational, start: Rational): bigint | null {
  for (let at = 0n; at < slope.denominator; at++) {
    if (plus({ numerator: at * slope.numerator, denominator: slope.denominator }, start).denominator === 1n)
      return at;
  }
  return null;
}

/** `outChannels = 4*w`, as whole numbers of both: `3*outChannels = 4*w + 2`. */
export function relationText({ first, second }: Relation): string {
  const left = first.scale === 1n ? second.name : `${first.scale}*${second.name}`;
  const right = second.scale === 1n ? first.name : `${second.scale}*${first.name}`;
  const rest = first.scale * second.offset - second.scale * first.offset;
  return `${left} = ${right}${rest === 0n ? '' : rest > 0n ? ` + ${rest}` : ` - ${-rest}`}`;
}

/**
 * Reads `outChannels=4*w`, with or without the names of the designs before the names: how a name of the second grows with
 * one of the first. Where the factor is a fraction, only the values of the first at which both are whole are looked at.
 * Issue: command/malformed.
 */
export function readRelation(text: string, first: string, second: string): Result<Relation> {
  const at = text.indexOf('=');
  const name = bare(text.slice(0, Math.max(at, 0)), second);
  const line = lineOf(bare(text.slice(at + 1), first));
  if (name === '' || line === null || line.slope.numerator <= 0n || line.slope.denominator > 4096n) {
    return malformed(text);
  }
  const { slope, start } = line;
  const offset = wholeFrom(slope, start);
  if (offset === null) return malformed(text);
  const shifted = plus({ numerator: offset * slope.numerator, denominator: slope.denominator }, start);
  return ok({
    first: { name: line.name, scale: slope.denominator, offset },
    second: { name, scale: slope.numerator, offset: shifted.numerator },
  });
}
