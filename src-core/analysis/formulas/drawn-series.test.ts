import { describe, expect, test } from 'vitest';
import { closedForm } from '../../algebra/closed-form.ts';
import { sub } from '../../algebra/expression.ts';
import { toText } from '../../algebra/print.ts';
import { catalogue } from '../../catalogue.ts';
import type { OwnBlock } from '../../document/design.ts';
import { emptyDesign } from '../../document/design.ts';
import { weightParts } from '../../language/weight-part.ts';
import { deriveSeries } from '../derivation/series.ts';
import {
  bottleneckOfFields,
  denseFromLanes,
  hsFromLanes,
  item,
  named,
  res2netFromLanes,
} from '../own-blocks.fixture.ts';
import { catalogueOf } from '../own-definitions.ts';
import { definitionFormulas } from './definition-formulas.ts';
import { divisorAt } from './series-closed.ts';
import { atCount, seriesConditionText, seriesFormulas } from './series-formulas.ts';

const definitionOf = (block: OwnBlock) =>
  catalogueOf({ ...emptyDesign(), blocks: [block] }, catalogue).definitionOf(block.id)!;

function seriesOfBlock(block: OwnBlock) {
  const found = seriesFormulas(definitionOf(block), { bound: {} });
  if (!found.ok) throw new Error('no series');
  return found.value;
}

describe('blocks drawn from lanes have the series of the built-in ones', () => {
  test.each([
    [hsFromLanes, 'hs-block', '2^(s - 2) divides w'],
    [res2netFromLanes, 'res2net-block', null],
  ] as const)('%o', (own, builtIn, condition) => {
    const drawn = seriesOfBlock(own);
    const written = seriesFormulas(catalogue.definitionOf(builtIn)!, { bound: {} });
    if (!written.ok) throw new Error('no series');
    for (const part of weightParts) expect(sub(drawn.parts[part], written.value.parts[part])).toBe(0n);
    expect(sub(drawn.macs, written.value.macs)).toBe(0n);
    expect(drawn.series.condition && seriesConditionText(drawn.series.condition)).toBe(condition);
  });
});

describe.each([hsFromLanes, res2netFromLanes, denseFromLanes])('$id', (block) => {
  const { series, parts } = seriesOfBlock(block);
  const definition = definitionOf(block);

  test.each([2, 3, 4, 5, 6, 7, 8, 11])('with %i lanes the sum is what it expands into', (count) => {
    const formulas = definitionFormulas(definition, { bound: { [series.count]: count } });
    if (!formulas.ok) throw new Error('no formulas');
    for (const part of weightParts)
      expect(sub(atCount(parts[part], series, BigInt(count)), formulas.value.parts[part].form)).toBe(0n);
    const own = formulas.value.params.condition.reduce((all, { modulus }) => all * modulus, 1n);
    const number = new Map([[series.count, BigInt(count)]]);
    expect(series.condition === null ? 1n : divisorAt(series.condition, number)).toBe(own);
  });

  test('what is carried follows its own rule', () => {
    for (const { value, recurrence } of series.sizes) {
      if (value === null || recurrence === undefined) continue;
      const at = (index: bigint) => atCount(value, { ...series, count: series.index }, index);
      let carry = recurrence.first;
      for (let index = series.from as bigint; index < 8n; index++) {
        expect(sub(at(index), carry)).toBe(0n);
        carry = closedForm(recurrence.next(carry)).form;
      }
    }
  });

  test('its derivation ends in the same form', () => {
    const derived = deriveSeries(definition, { of: 'params', bound: {} });
    expect(derived.ok && sub(derived.value.form, seriesOfBlock(block).params)).toBe(0n);
    expect(derived.ok && derived.value.steps[0]?.kind).toBe('series');
  });
});

test('a dense block from lanes', () => {
  const { params, series } = seriesOfBlock(denseFromLanes);
  expect(series.least).toBe(1);
  expect(toText(params)).toBe('2*g^2*s^2 + 4*C*g*s + 34*g^2*s + g*s^2 + 2*C*s + 7*g*s');
});

describe('lanes that are no series say none', () => {
  const inLanes = (change: (block: OwnBlock) => OwnBlock) =>
    seriesFormulas(definitionOf(change(hsFromLanes)), { bound: {} });
  const setting = (id: string, field: string, value: string) => (block: OwnBlock) => ({
    ...block,
    nodes: block.nodes.map((node) =>
      node.id === id ? { ...node, fields: { ...node.fields, [field]: named(value) } } : node,
    ),
  });
  test.each([
    ['a kernel that grows from lane to lane', setting('conv', 'kernel', '2*index - 1')],
    ['a width that depends on their number', setting('conv', 'outChannels', '2*s')],
    ['a width that depends on how many there are', setting('conv', 'outChannels', '2*lanes')],
    [
      'weights beside the lanes',
      (block: OwnBlock): OwnBlock => ({
        ...block,
        nodes: [...block.nodes, item('more', 'conv2d', { outChannels: named('s*w') })],
        edges: [
          ...block.edges.map((edge) =>
            edge.to.node === 'out' ? { ...edge, to: { node: 'more', port: 'in' } } : edge,
          ),
          { id: 'last', from: { node: 'more', port: 'out' }, to: { node: 'out', port: 'in' } },
        ],
      }),
    ],
    ['as many channels as enter', setting('in', 'channels', 's*w + s*s')],
  ])('%s', (_, change) => {
    expect(inLanes(change)).toMatchObject({ ok: false, issues: [{ code: 'formula/no-series' }] });
  });
});

test('a block whose size is needed as a number has no series, and its formula holds that size', () => {
  const definition = definitionOf(bottleneckOfFields);
  expect(seriesFormulas(definition)).toMatchObject({ ok: false, issues: [{ code: 'formula/no-series' }] });
  const formulas = definitionFormulas(definition, { bound: {} });
  if (!formulas.ok) throw new Error('no formula');
  expect(toText(closedForm(formulas.value.params.exact).form)).toBe('2*k^2*mid^2 + C*mid');
  expect(formulas.value.held.map(({ symbol, value }) => [symbol, value])).toEqual([['groups', 1n]]);
});
