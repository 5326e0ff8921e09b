import { afterAll, beforeAll, expect, test } from 'vitest';
import { conventions } from '../../src-core/analysis/conventions/rules.ts';
import { definitions, networks } from '../../src-core/catalogue.ts';
import type { Issue, IssueCode } from '../../src-core/errors.ts';
import { issue, issueKeys } from '../../src-core/errors.ts';
import { blockSections, operatorSections } from '../../src-core/language/palette-section.ts';
import { networkFamilies } from '../../src-core/networks/ready-network.ts';
import { tasks } from '../../src-core/networks/tasks.ts';
import { tCore } from './core-text.ts';
import { setLocale } from './locale.ts';
import { place, sentence } from './sentences.ts';
import { coreTexts } from './zh/core-texts.ts';
import { issues } from './zh/issues.ts';
import { zh } from './zh/zh.ts';

beforeAll(() => setLocale('zh-CN'));
afterAll(() => setLocale('en'));

const holes = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{=?(\w+)\}/g)].map(([, name = '']) => name))].sort();

/** Texts that stay English: names of networks and tools, sizes, formulas. */
const hasWords = (text: string): boolean =>
  /[a-z]{3}/.test(
    text.replaceAll(/\b(Res|Mobile|Efficient|Rex|Dense|Squeeze|Mnas)Net[\w-]*|torchvision/g, ''),
  );

const untranslated = (texts: Iterable<string>): readonly string[] =>
  [...new Set(texts)].filter((text) => hasWords(text) && !/\p{Script=Han}/u.test(tCore(text)));

test('every label, unit and help of a field and every summary of a definition has a Chinese', () => {
  const fields = definitions.flatMap((definition) => Object.values(definition.fields));
  const labels = fields
    .map(({ label }) => label)
    .filter((label) => !/^(Gamma|Epsilon|Alpha|Beta|Dropout)$/.test(label));
  expect(untranslated(labels)).toEqual([]);
  expect(untranslated(fields.map(({ help }) => help))).toEqual([]);
  const units = fields.flatMap((field) => ('unit' in field && field.unit !== undefined ? [field.unit] : []));
  expect(untranslated(units).filter((unit) => unit !== 'ppm')).toEqual([]);
  expect(untranslated(definitions.map(({ summary }) => summary))).toEqual([]);
});

test('what stands beside networks, tasks and conventions has a Chinese', () => {
  const beside = [...networks, ...tasks].map(({ subtitle }) => subtitle);
  expect(untranslated(beside)).toEqual(['Inception v1', 'Inception v2']);
  const named = /^(HS-ResNet|Res2Net|GhostNet|ResNet|Transformer)$/;
  expect(untranslated(networkFamilies.filter((family) => !named.test(family)))).toEqual([]);
  expect(
    untranslated(conventions.flatMap(({ counts, ...rest }) => [counts, 'note' in rest ? rest.note : ''])),
  ).toEqual([]);
  for (const section of [...blockSections, ...operatorSections]) expect(Object.keys(zh)).toContain(section);
});

test('every sentence of an issue takes the data that issues of its code carry', () => {
  for (const [code, text] of Object.entries(issues)) {
    const known = new Set(issueKeys(code) ?? []);
    expect([code, holes(text).filter((name) => !known.has(name))]).toEqual([code, []]);
  }
});

test('both sides of the catalogues have the same names in braces', () => {
  for (const [english, chinese] of [...Object.entries(zh), ...Object.entries(coreTexts)])
    expect([english, holes(chinese)]).toEqual([english, holes(english)]);
});

test('words within a sentence are translated, names are not', () => {
  const found: Issue = issue(
    'shape/rank',
    { node: 'item', port: 'in' },
    { expected: 'feature map or sequence', got: '1000' },
  );
  expect(sentence(found)).toBe('需要特征图或序列，得到1000');
  expect(place(found.where)).toBe('item，端口 in');
  const missing = issue(
    'document/unknown-node',
    {},
    { name: 'weights', nearest: 'nearest are item, weights2' },
  );
  expect(sentence(missing)).toBe('没有名为 weights 的项；最接近的有 item, weights2');
});

test('phrases are taken apart as they were made', () => {
  expect(tCore('8 divides w and 32 divides H and W')).toBe('8 整除 w，且 32 整除 H 和 W');
  expect(tCore('there is x where an operator or ) should be; write * for a product')).toBe(
    '此处是 x，而应有运算符或 )；乘积请写 *',
  );
  expect(tCore('holds: always less for s from 2 to 64, as it is less by a square, (a - b)^2')).toBe(
    '成立：s 从 2 到 64 时总是更少，因为少了一个平方 (a - b)^2',
  );
  expect(tCore('Add 3 items and more')).toBe('添加 3 项等');
  expect(tCore('16w × 4s')).toBe('16w × 4s');
});

test('a sentence of every code is Chinese', () => {
  for (const code of Object.keys(issues) as IssueCode[]) {
    const data = Object.fromEntries((issueKeys(code) ?? []).map((name) => [name, '1']));
    const text = sentence({ code, where: {}, data, severity: 'problem' } as Issue);
    if (!/^(document|command)\/malformed$/.test(code)) expect(text).toMatch(/\p{Script=Han}/u);
    expect(text).not.toMatch(/undefined|[{}]/);
  }
});
