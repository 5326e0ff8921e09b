import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rounds } from '../rounds.fixture.ts';
import { substitute } from './evaluate.ts';
import type { Expr } from './expression.ts';
import { add, isInteger, mul, pow, rational, sub, symbol } from './expression.ts';
import { toPython } from './print-python.ts';
import { cellName, toSpreadsheet } from './print-spreadsheet.ts';
import { ceilDiv, floorDiv, mod } from './rounding.ts';

const names = ['w', 'k', 's'];

/** Integer-valued expressions as counts are: sums, products and powers of symbols, floors and ceilings. */
const counts = fc.letrec<{ e: Expr }>((tie) => ({
  e: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...names).map((name): Expr => symbol(name)),
    fc.bigInt({ min: -40n, max: 40n }),
    fc.tuple(tie('e'), tie('e')).map(([a, b]) => add(a, b)),
    fc.tuple(tie('e'), tie('e')).map(([a, b]) => sub(a, b)),
    fc.tuple(tie('e'), tie('e')).map(([a, b]) => mul(a, b)),
    fc.tuple(tie('e'), fc.integer({ min: 2, max: 3 })).map(([a, n]) => pow(a, n)),
    fc.tuple(tie('e'), fc.bigInt({ min: 2n, max: 9n })).map(([a, d]) => floorDiv(a, d)),
    fc.tuple(tie('e'), fc.bigInt({ min: 2n, max: 9n })).map(([a, d]) => ceilDiv(a, d)),
    fc.tuple(tie('e'), fc.bigInt({ min: 2n, max: 9n })).map(([a, d]) => mod(a, d)),
  ),
})).e;

const numbers = fc.tuple(...names.map(() => fc.bigInt({ min: 1n, max: 300n })));

const countAt = (e: Expr, at: readonly bigint[]): bigint => {
  const value = substitute(e, new Map(names.map((name, index) => [name, at[index]!])));
  if (!isInteger(value)) throw new Error('a count is an integer');
  return value;
};

const sampled = (seed: number, count: number) =>
  fc.sample(fc.tuple(counts, numbers), { numRuns: count, seed });

const python = ['python3', 'python'].find((name) => spawnSync(name, ['-c', 'pass']).status === 0);

describe('Python', () => {
  test.skipIf(python === undefined)(
    'gives exactly our integer, floors included',
    () => {
      const seed = Date.now() % 1_000_000;
      const cases = sampled(seed, 400);
      const program = cases.map(([e, at], index) => {
        const text = toPython(e, { name: `p${index}`, parameters: names, summary: 'A count' });
        return `${text}print(p${index}(${at.join(', ')}))\n`;
      });
      const { stdout, stderr } = spawnSync(python!, ['-'], { input: program.join(''), encoding: 'utf8' });
      const printed = stdout.trim().split('\n').map(BigInt);
      expect(printed.length, stderr).toBe(cases.length);
      cases.forEach(([e, at], index) => {
        expect(printed[index], `seed ${seed}\n${program[index]}`).toBe(countAt(e, at));
      });
    },
    60_000,
  );

  test('reads as a person would write it', () => {
    const [w, k] = [symbol('w'), symbol('k')];
    const square = mul(rational(101n, 16n), pow(k, 2), pow(w, 2));
    expect(toPython(square, { name: 'params', parameters: ['k', 'w'], summary: 'Weights' })).toBe(
      'def params(k, w):\n    """Weights"""\n    return 101*k**2*w**2 // 16\n',
    );
    const carried = add(mul(2n, pow(add(w, floorDiv(w, 2n)), 2)), floorDiv(w, 2n));
    expect(toPython(carried, { name: 'f', parameters: ['w'], summary: '' })).toContain('f1 = w // 2\n');
  });

  test('names that Python keeps get an underscore', () => {
    expect(toPython(symbol('in'), { name: 'f', parameters: ['in'], summary: '' })).toContain('def f(in_)');
  });
});

/** A spreadsheet's reading of a formula, in exact arithmetic: + - * / ^ left to right, a leading minus first, INT down. */
function sheetValue(text: string, cells: ReadonlyMap<string, bigint>): bigint {
  const tokens = text.slice(1).match(/\d+|[A-Za-z_][\w.]*|[-+*/^()]/g) ?? [];
  let at = 0;
  type Fraction = readonly [bigint, bigint];
  const floor = ([n, d]: Fraction): bigint => (n - (((n % d) + d) % d)) / d;
  const atom = (): Fraction => {
    const token = tokens[at++]!;
    if (token === '-') {
      const [n, d] = atom();
      return [-n, d];
    }
    if (token === '(' || token === 'INT') {
      if (token === 'INT') at++;
      const inner = sum();
      at++;
      return token === 'INT' ? [floor(inner), 1n] : inner;
    }
    return [/^\d/.test(token) ? BigInt(token) : cells.get(token)!, 1n];
  };
  const power = (): Fraction => {
    let [n, d] = atom();
    while (tokens[at] === '^') {
      at++;
      const [exponent] = atom();
      [n, d] = [n ** exponent, d ** exponent];
    }
    return [n, d];
  };
  const product = (): Fraction => {
    let [n, d] = power();
    while (tokens[at] === '*' || tokens[at] === '/') {
      const isTimes = tokens[at++] === '*';
      const [m, e] = power();
      [n, d] = isTimes ? [n * m, d * e] : [n * e, d * m];
    }
    return [n, d];
  };
  const sum = (): Fraction => {
    let [n, d] = product();
    while (tokens[at] === '+' || tokens[at] === '-') {
      const sign = tokens[at++] === '+' ? 1n : -1n;
      const [m, e] = product();
      [n, d] = [n * e + sign * m * d, d * e];
    }
    return [n, d];
  };
  const [n, d] = sum();
  if (n % d !== 0n) throw new Error(`${text} leaves a remainder`);
  return n / d;
}

describe('spreadsheets', () => {
  test('give exactly our integer, floors included', () => {
    fc.assert(
      fc.property(counts, numbers, (e, at) => {
        const cells = new Map(names.map((name, index) => [cellName(name), at[index]!]));
        expect(sheetValue(toSpreadsheet(e), cells)).toBe(countAt(e, at));
      }),
      { numRuns: rounds(2_000) },
    );
  });

  test('reads as a person would write it', () => {
    const square = mul(rational(101n, 16n), pow(symbol('k'), 2), pow(symbol('w'), 2));
    expect(toSpreadsheet(square)).toBe('=101*k^2*w^2/16');
    expect(toSpreadsheet(floorDiv(symbol('w'), 2n))).toBe('=INT(w/2)');
    expect(toSpreadsheet(mul(-1n, pow(symbol('w'), 2)))).toBe('=0-w^2');
  });

  test('names that read as addresses get an underscore', () => {
    expect(['w', 'W2', 'C', 'C_in', 'groups1', 'RC', 'R1C1'].map(cellName)).toEqual([
      'w',
      '_W2',
      '_C',
      'C_in',
      'groups1',
      '_RC',
      '_R1C1',
    ]);
  });
});
