import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Analysis } from '../analysis/analyzer.ts';
import { analyze } from '../analysis/analyzer.ts';
import { byCopy, inside, nested, repeat } from '../analysis/heavy-designs.fixture.ts';
import type { Item } from '../analysis/item-analysis.ts';
import { itemAt } from '../analysis/item-paths.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import { describe as described } from '../errors.ts';
import { findItems } from './find.ts';
import type { Found } from './found.ts';
import { parseQuery } from './parse-query.ts';

const analysisOf = (name: string): Analysis => analyze(networkOf(name)!.design, catalogue);
const resnext = analysisOf('resnext-50');
const hsResnet = analysisOf('hs-resnet-50');

function found(analysis: Analysis, text: string): Found {
  const query = parseQuery(text);
  if (!query.ok) throw new Error(query.issues.map(described).join('\n'));
  const result = findItems(analysis, query.value);
  if (!result.ok) throw new Error(result.issues.map(described).join('\n'));
  return result.value;
}

const pathsOf = (analysis: Analysis, text: string) =>
  found(analysis, text).slice(0, Number.POSITIVE_INFINITY);

/** Every item of a design by its path, parents before what is in them. */
function* everyItem(analysis: Analysis): Generator<readonly [string, Item]> {
  function* visit(path: string): Generator<readonly [string, Item]> {
    const item = itemAt(analysis, path)!;
    yield [path, item];
    for (const child of item.expansion?.children ?? []) yield* visit(`${path}/${child.name}`);
  }
  for (const id of analysis.order) yield* visit(id);
}

const { params: allParams, macs: allMacs } = hsResnet.totals as { params: bigint; macs: bigint };

/** Searches beside what they say, written plainly. */
const cases: readonly (readonly [string, (path: string, item: Item) => boolean])[] = [
  ['', () => true],
  ['groups = 32', (_, { values }) => values?.groups === 32n],
  ['kernel >= 5', (_, { values }) => ((values?.kernel ?? 0n) as bigint) >= 5n],
  ['macs > 5%', (_, { facts }) => (facts!.macs as bigint) * 20n > allMacs],
  ['params >= 0.5M', (_, { facts }) => (facts!.params as bigint) >= 500_000n],
  ['flops = 0', (_, { facts }) => facts!.macs === 0n],
  ['share', (path, item) => named(path, item, 'share')],
  ['name = conv', (path) => path.split('/').at(-1) === 'conv'],
  [
    'kind = conv2d and not stride = 1',
    (_, { definition, values }) => definition!.id === 'conv2d' && values!.stride !== 1,
  ],
  ['block2/hs', (path) => /block2\/hs[^/]*$/.test(path)],
  ['stage3/block2/hs/group4', (path) => /stage3\/block2\/hs\/group4[^/]*$/.test(path)],
  ['kind=relu or kind=batch-norm', (_, { definition }) => ['relu', 'batch-norm'].includes(definition!.id)],
  [
    'shape = *x7x7',
    (_, { outputs }) => outputs.some((shape) => shape?.length === 4 && shape[2] === 7n && shape[3] === 7n),
  ],
  [
    'height = 14 width = 14',
    (_, { outputs }) =>
      outputs.some((shape) => shape?.[2] === 14n) && outputs.some((shape) => shape?.[3] === 14n),
  ],
  ['bias = on', (_, { values }) => values?.bias === true],
  ['level = 2', (path) => path.split('/').length === 2],
  [
    'in.channels < 10 level >= 3',
    (path, { inputs }) =>
      path.split('/').length >= 3 &&
      inputs.some((shape) => shape![1] !== undefined && (shape![1] as bigint) < 10n),
  ],
  ['params > 10% or params < 0', (_, { facts }) => (facts!.params as bigint) * 10n > allParams],
];

const named = (path: string, { definition }: Item, text: string): boolean =>
  [path.split('/').at(-1)!, definition!.id, definition!.title, ...(definition!.names ?? [])].some((own) =>
    own.toLowerCase().includes(text),
  );

test.each(cases)('%j finds what it says, in order', (text, says) => {
  const expected = [...everyItem(hsResnet)].flatMap(([path, item]) => (says(path, item) ? [path] : []));
  expect(pathsOf(hsResnet, text)).toEqual(expected);
});

test('each of those finds something and not everything, in one network or the other', () => {
  for (const [text] of cases.slice(1)) {
    const counts = [hsResnet, resnext].map((analysis) => found(analysis, text).count);
    if (text !== 'share' && text !== 'block2/hs')
      expect([text, Math.max(...counts) > 0]).toEqual([text, true]);
  }
});

test('a grouped convolution of ResNeXt is found by its groups', () => {
  expect(found(resnext, 'kind = conv2d groups = 32').count).toBe(16);
  expect(found(resnext, 'kind = conv2d groups = 32 kernel = 1').count).toBe(0);
});

test('labels name fields too, and quotes hold what has spaces', () => {
  expect(pathsOf(resnext, '"Kernel width" = 7')).toEqual(pathsOf(resnext, 'kernelWidth = 7'));
  expect(pathsOf(hsResnet, 'kind = "HS-Block"')).toEqual(pathsOf(hsResnet, 'kind = hs-block'));
});

test('any window of a list is the same as that of the whole, and each item knows its place', () => {
  const texts = fc.constantFrom(...cases.map(([text]) => text));
  fc.assert(
    fc.property(texts, fc.nat(900), fc.nat(60), (text, from, length) => {
      const all = pathsOf(hsResnet, text);
      const some = found(hsResnet, text);
      expect(some.count).toBe(all.length);
      expect(some.slice(from, from + length)).toEqual(all.slice(from, from + length));
      const path = all[from % Math.max(1, all.length)];
      if (path !== undefined)
        expect(some.indexFrom(path)).toEqual({ index: from % all.length, isFound: true });
    }),
  );
});

test('an item that is not found stands before the next that is', () => {
  const convs = found(hsResnet, 'kind = conv2d');
  const all = pathsOf(hsResnet, 'kind = conv2d');
  const { index, isFound } = convs.indexFrom('stage2');
  expect(isFound).toBe(false);
  expect(all[index]).toMatch(/^stage2\//);
  expect(all[index - 1]).not.toMatch(/^stage2/);
});

test('equal insides are looked at once, however many copies there are', () => {
  let reads = 0;
  const design = nested(4, repeat(8), { definition: 'conv2d', fields: { outChannels: 16 } });
  const analysis = analyze(design, catalogue);
  const watched: Analysis = {
    ...analysis,
    get totals() {
      reads += 1;
      return analysis.totals;
    },
  };
  const convs = found(watched, 'kind = conv2d and params >= 0%');
  expect(convs.count).toBe(8 + 8 ** 2 + 8 ** 3 + 8 ** 4);
  expect(convs.slice(4_000, 4_001)[0]).toMatch(/^part0\/copy\d+\/part1\/copy\d+\/.*item\d$/);
  expect(reads).toBeLessThan(100);
});

test('copies that differ are told apart, and ways through them are followed', () => {
  const analysis = analyze(nested(2, repeat(3), byCopy), catalogue);
  expect(pathsOf(analysis, 'outChannels = 18 level = 3')).toEqual(['part0/copy2/item0']);
  expect(pathsOf(analysis, 'copy2/item0')).toEqual(['part0/copy2/item0']);
});

test('what is unknown fits no comparison, nor its opposite', () => {
  const design = nested(
    1,
    { definition: 'sequence', fields: {} },
    { definition: 'conv2d', fields: { groups: 7 } },
  );
  const analysis = analyze(design, catalogue);
  expect(itemAt(analysis, 'part0/item0')?.facts).toBeNull();
  expect(pathsOf(analysis, 'name = item0 params > 1')).toEqual([]);
  expect(pathsOf(analysis, 'name = item0 not params > 1')).toEqual([]);
  expect(pathsOf(analysis, 'groups = 7')).toEqual(['part0/item0']);
  expect(
    pathsOf(analyze(nested(1, repeat(2), inside), catalogue), 'not kind = relu level > 2'),
  ).not.toContain('part0/copy1/item0');
});

test.each([
  ['grups = 32', 0, 'nearest are groups'],
  ['conv kernel > much', 14, 'much'],
  ['params > 5% width > 5%', 20, 'width has no share'],
  ['name < a', 0, 'is a text'],
  ['shape = big', 8, 'big is no shape'],
])('%j is answered at character %i', (text, at, says) => {
  const query = parseQuery(text);
  const result = query.ok ? findItems(hsResnet, query.value) : query;
  expect(result.ok).toBe(false);
  if (result.ok) return;
  expect(result.issues[0]!.where.at).toBe(at);
  expect(described(result.issues[0]!)).toContain(says);
});
