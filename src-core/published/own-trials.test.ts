import fc from 'fast-check';
import { expect, test } from 'vitest';
import { substitute } from '../algebra/evaluate.ts';
import { constantOf, sub, symbol } from '../algebra/expression.ts';
import { bottleneckOfFields, hsFromLanes, res2netFromLanes } from '../analysis/own-blocks.fixture.ts';
import { catalogueOf } from '../analysis/own-definitions.ts';
import { renameOwnField } from '../analysis/rename-own-field.ts';
import { catalogue } from '../catalogue.ts';
import { blockFileOf, parseBlockFile } from '../document/block-file.ts';
import type { OwnBlock, PrintedFormula } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import { applyEdit } from '../document/edit.ts';
import { parseFormula } from '../document/formula-syntax.ts';
import { serializeBlockFile } from '../document/serialize.ts';
import type { Given } from '../language/field.ts';
import { formulaLatex } from './formula-latex.ts';
import { formulaValue } from './formula-value.ts';
import { ownTrials } from './own-trials.ts';
import { trial, trialAt, trialOf } from './trial.ts';
import { printTrial } from './trial-text.ts';

const says = (formula: string, more: Partial<PrintedFormula> = {}): PrintedFormula => ({
  title: formula,
  of: 'conv',
  claim: 'equal',
  formula,
  ...more,
});

const trialsOf = (block: OwnBlock, published: readonly PrintedFormula[], given?: Given) => {
  const own = { ...block, published };
  const definition = catalogueOf({ ...emptyDesign(), blocks: [own] }, catalogue).definitionOf(own.id)!;
  return ownTrials(definition, given);
};

function heldOf(block: OwnBlock, printed: PrintedFormula, given?: Given) {
  const [one] = trialsOf(block, [printed], given);
  if (one?.case.ok !== true) throw new Error(JSON.stringify(one?.case));
  return trialOf(one.case.value);
}

const codeOf = (block: OwnBlock, printed: PrintedFormula) => {
  const read = trialsOf(block, [printed])[0]!.case;
  return read.ok ? 'read' : [read.issues[0]!.code, read.issues[0]!.where.at];
};

test.each([['hs-linear'], ['hs-squared'], ['hs-limit'], ['hs-res2net']])(
  'a block drawn from lanes is judged by what is printed of hs-block as that is: %s',
  (name) => {
    const builtIn = trial(name)!;
    const { printed, claim, sentence } = printTrial(builtIn);
    const own = heldOf(hsFromLanes, says(printed, { claim }));
    expect(sub(own.theirs.numerator, builtIn.theirs.numerator)).toBe(0n);
    expect(sub(own.ours.numerator, builtIn.ours.numerator)).toBe(0n);
    expect(own.signs).toEqual(builtIn.signs);
    expect(printTrial(own)).toMatchObject({ sentence, printed, source: '' });
  },
);

test('a formula of the parameters, with sizes of the input, and what becomes of fields that are numbers', () => {
  const equal = heldOf(bottleneckOfFields, says('2*k^2*mid^2 + C*mid', { of: 'params' }));
  expect(printTrial(equal).sentence).toBe('right: both are equal for all sizes, with groups = 1');
  const high = heldOf(bottleneckOfFields, says('2*k^2*mid^2 + 2*C*mid', { of: 'params' }));
  expect(printTrial(high).sentence).toMatch(
    /^wrong: too high for all sizes; at .* the count is \d+, not \d+, with/,
  );
  const macs = heldOf(
    bottleneckOfFields,
    says('(2*k^2*mid^2 + C*mid)*H*W', { of: 'macs', claim: 'at-most' }),
  );
  expect(printTrial(macs).verdict).toBe('holds');
});

test('the number of lanes stays a symbol, whatever a use says, where our count has a form in it', () => {
  const own = heldOf(hsFromLanes, says('s*k^2*w^2', { claim: 'at-least' }), { s: 3 } as Given);
  expect(own.case.count).toEqual({ name: 's', from: 1, to: 64 });
  expect(own.case.settled).toBeUndefined();
});

test.each<[string, unknown]>([
  ['s*w^2k', ['expression/syntax', 5]],
  ['s*q', ['trial/unknown-symbol', 2]],
  ['s*w/(s - 1)', ['trial/no-form', 0]],
  ['s/0', ['expression/division-by-zero', 2]],
  ['sum(s = 1..4, w)', ['trial/index-taken', 0]],
  ['sum(i = 1..s, floor(i/2)*w)', ['trial/no-form', 0]],
  ['w^(w*w)', ['trial/no-form', 0]],
  ['2^100000000', ['expression/too-big', 0]],
  ['(w + k + s + 1)^64', ['expression/too-big', 1]],
  ['min(s, w)', ['expression/unknown-function', 0]],
  ['', ['expression/syntax', 0]],
])('%s cannot be held, and the character is named', (formula, expected) => {
  expect(codeOf(hsFromLanes, says(formula))).toEqual(expected);
});

test('counts and claims of a newer version stay in the file and are not held', () => {
  const block = {
    ...hsFromLanes,
    published: [
      { ...says('s'), of: 'latency', year: 2031 },
      { ...says('s'), claim: 'nearly' },
    ],
  };
  const text = serializeBlockFile(blockFileOf([block]));
  const read = parseBlockFile(text);
  expect(read.ok && serializeBlockFile(read.value)).toBe(text);
  expect(read.ok && read.value.blocks[0]).toEqual(block);
  expect(block.published.map((one) => codeOf(hsFromLanes, one))).toEqual([
    ['trial/newer', undefined],
    ['trial/newer', undefined],
  ]);
  const broken = { ...block, published: [{ title: 'no formula', of: 'conv', claim: 'equal' }] };
  expect(parseBlockFile(serializeBlockFile(blockFileOf([broken as never]))).ok).toBe(false);
});

test('a field that is given another name is so called in what is published, too', () => {
  const block = { ...res2netFromLanes, published: [says('(s - 1)*k^2*w^2'), says('not w read (')] };
  const design = { ...emptyDesign(), blocks: [block] };
  const edit = renameOwnField(design, block.id, 'w', 'width', catalogue);
  const after = edit.ok ? applyEdit(design, edit.value) : edit;
  expect(after.ok && after.value.design.blocks![0]!.published!.map(({ formula }) => formula)).toEqual([
    '(s - 1)*k^2*width^2',
    'not w read (',
  ]);
});

/** Formulas as text, with what they come to at numbers, worked out by JavaScript. */
const formulas = fc.letrec<{ whole: string }>((tie) => ({
  whole: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('s', 'w', 'k', '3', '12'),
    fc
      .tuple(tie('whole'), fc.constantFrom('+', '-', '*'), tie('whole'))
      .map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    fc.tuple(tie('whole'), fc.constantFrom('2', '3')).map(([a, power]) => `(${a})^${power}`),
    fc.tuple(tie('whole'), fc.constantFrom('2^s', '4')).map(([a, under]) => `(${a})/${under}`),
    tie('whole').map((a) => `(-(${a}))`),
  ),
})).whole;

test('a formula that is read comes to what its text says', () => {
  const numbers = { s: 3n, w: 5n, k: 2n };
  const names = new Map(Object.keys(numbers).map((name) => [name, symbol(name)] as const));
  fc.assert(
    fc.property(formulas, (text) => {
      const syntax = parseFormula(text);
      if (!syntax.ok) throw new Error(text);
      const value = formulaValue(syntax.value, names);
      if (!value.ok) {
        expect(value.issues[0]!.code).toBe('expression/too-big');
        return;
      }
      const exact = constantOf(substitute(value.value, new Map(Object.entries(numbers))))!;
      const plain = new Function(
        's',
        'w',
        'k',
        `return ${text.replaceAll('^', '**').replaceAll('-(', '-1*(')}`,
      );
      const expected = plain(3, 5, 2) as number;
      const got = Number(exact.numerator) / Number(exact.denominator);
      expect(Math.abs(got - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
    }),
  );
});

test('sums are closed, and set as their source writes them', () => {
  const read = parseFormula('sum(i = 1..s - 1, k^2*w^2*((2^(i - 1) - 1)/2^(i - 1) + 1))');
  expect(read.ok && formulaLatex(read.value)).toBe(
    '\\sum_{i=1}^{s - 1} k^{2} w^{2} \\left(\\frac{2^{i - 1} - 1}{2^{i - 1}} + 1\\right)',
  );
  const minus = parseFormula('w - (s - 1) - 2*3^-s');
  expect(minus.ok && formulaLatex(minus.value)).toBe('w - \\left(s - 1\\right) - 2 \\cdot 3^{-s}');
});

test('both sides at numbers are those of the block as it is counted', () => {
  const own = heldOf(hsFromLanes, says('17/4*k^2*w^2'));
  const at = trialAt(
    own,
    new Map([
      ['s', 4n],
      ['w', 26n],
      ['k', 3n],
    ]),
  );
  expect(at).toMatchObject({ ours: 37_998n, theirs: 25_857n, isLegal: false });
});
