import { describe, expect, test } from 'vitest';
import { resultOf } from './result.fixture.ts';
import {
  deletedLine,
  fittingLines,
  mergedLines,
  resultLine,
  resultsOf,
  textOfLines,
} from './result-lines.ts';
import { resultsCsv } from './results-csv.ts';

const seed = Number(process.env.BLOCKWRIGHT_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Numbers from 0 up to a bound, the same for the same seed. */
function dice(from: number): (below: number) => number {
  let state = from >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Lines of a few results, deleted ones, torn ones and two contents under one id among them. */
function randomText(roll: (below: number) => number): string {
  const lines = Array.from({ length: roll(12) }, () => {
    const number = roll(8);
    const line = resultLine(resultOf(number, { title: `Net ${roll(2)}` }));
    return [line, line, deletedLine(resultOf(number).id), line.slice(0, roll(line.length)), 'noise'][
      roll(5)
    ]!;
  });
  return lines.join('\n');
}

const merged = (...texts: readonly string[]): string => textOfLines(mergedLines(...texts));

describe('merging', () => {
  test(`neither order nor repetition changes what comes out (seed ${seed})`, () => {
    const roll = dice(seed);
    for (let round = 0; round < 200; round++) {
      const [a, b, c] = [randomText(roll), randomText(roll), randomText(roll)];
      expect(merged(a, b)).toBe(merged(b, a));
      expect(merged(merged(a, b), c)).toBe(merged(a, merged(b, c)));
      expect(merged(a, a)).toBe(merged(a));
    }
  });

  test('a result that was deleted stays so, whatever still holds it', () => {
    const [kept, gone] = [resultOf(1), resultOf(2)];
    const text = [kept, gone].map(resultLine).join('\n');
    expect(resultsOf(mergedLines(deletedLine(gone.id), text))).toEqual([kept]);
  });

  test('a torn line and one that is longer than any result cost that line alone', () => {
    const whole = resultLine(resultOf(1));
    const long = JSON.stringify({ ...resultOf(3), title: 'x'.repeat(20_000) });
    expect(resultsOf(mergedLines(`${whole.slice(0, 90)}\n${whole}\n${long}`))).toEqual([resultOf(1)]);
  });

  test('what a newer version wrote is not listed, and not lost', () => {
    const newer = JSON.stringify({ id: resultOf(1).id, at: resultOf(1).at, kind: 'dream' });
    const lines = mergedLines(newer);
    expect(resultsOf(lines)).toEqual([]);
    expect(textOfLines(lines)).toBe(`${newer}\n`);
  });
});

test('of more than fit, the newest stay', () => {
  const lines = mergedLines(
    Array.from({ length: 20 }, (_, number) => resultLine(resultOf(number))).join('\n'),
  );
  const length = resultLine(resultOf(10)).length + 1;
  const kept = resultsOf(fittingLines(lines, length * 5));
  expect(kept.map(({ title }) => title)).toEqual(['Net 19', 'Net 18', 'Net 17', 'Net 16', 'Net 15']);
});

test('CSV has a field for each column, and no title becomes a formula', () => {
  const [head, line] = resultsCsv([resultOf(1, { title: '=1+1,"x"' })]).split('\n');
  expect(head!.split(',').slice(0, 4)).toEqual(['id', 'at', 'kind', 'title']);
  expect(line).toContain(`run,"'=1+1,""x""",`);
  expect(line).toContain(',1x3x32x32,1,2,1.9,2.1,3,4,true,,100,90,,');
});
