import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import { lower } from '../lower/program.ts';
import type { SaidScope } from '../lower/said-scopes.ts';
import { saidScopes, scopesKey } from '../lower/said-scopes.ts';
import { designOfFile } from '../onnx-import/import-onnx.ts';
import { fileOf } from '../onnx-import/without-weights.fixture.ts';
import { finished } from '../steps.ts';
import { raise } from './raise.ts';

const program = lower(analyze(networkOf('cifar-resnet-20')!.design, catalogue));
if (!program.ok) throw new Error('it has no problems');
const file = fileOf(program.value);
const scopes = saidScopes(file.metadata);
const imported = designOfFile(file, 'told');
if (!imported.ok) throw new Error('it is readable');
const { design, modules } = imported.value;
const flat = analyze(design, catalogue);
const raisedBy = (told: readonly SaidScope[]) => finished(raise(flat, catalogue, { modules, scopes: told }))!;
const whole = raisedBy(scopes);

const otherwise = (change: (scope: SaidScope) => Partial<SaidScope>): readonly SaidScope[] =>
  scopes.map((scope) => ({ ...scope, ...change(scope) }));

test('what a file says is taken where it is what stands there', () => {
  const isOutermost = ({ path, definition }: SaidScope) =>
    !path.includes('/') && catalogue.definitionOf(definition)?.kind === 'block';
  expect(whole.items.map(({ path, definition }) => ({ path, definition }))).toEqual(
    scopes.filter(isOutermost).map(({ path, definition }) => ({ path, definition })),
  );
  expect(new Set(whole.items.map(({ by }) => by))).toEqual(new Set(['scopes']));
});

test.each<[string, readonly SaidScope[]]>([
  ['other fields', otherwise(({ fields }) => ({ fields: { ...fields, planes: 24, depth: 2 } }))],
  [
    'fields that are none',
    otherwise(() => ({ fields: { planes: -1, depth: 'many', norm: ['batch'], toString: 3 } })),
  ],
  ['another block', otherwise(({ definition }) => (definition === 'stem' ? {} : { definition: 'hs-stage' }))],
])('a file that says %s is read as what it computes', (_, told) => {
  const found = raisedBy(told);
  const totals = ({ design: drawn }: typeof found) => analyze(drawn, catalogue).totals;
  expect(totals(found)).toMatchObject({ params: totals(whole)!.params, macs: totals(whole)!.macs });
  expect(found.operators).toEqual(whole.operators);
});

test.each(['', '{', '[1]', '{"path":"a"}', '[{"path":"a","definition":"stem","fields":null}]', '"a"'])(
  'a text that is no tree says nothing: %s',
  (text) => {
    expect(saidScopes(new Map([[scopesKey, text]]))).toEqual([]);
  },
);
