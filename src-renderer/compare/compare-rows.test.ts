import { beforeEach, expect, test } from 'vitest';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue, featured, networkOf } from '../../src-core/catalogue.ts';
import type { RunReport } from '../../src-core/contract.ts';
import type { Design } from '../../src-core/document/design.ts';
import { emptyDesign } from '../../src-core/document/design.ts';
import type { Edit } from '../../src-core/document/edit.ts';
import { applyEdit } from '../../src-core/document/edit.ts';
import {
  addDesign,
  computationOf,
  currentId,
  removeDesign,
  setCompare,
  useCompare,
} from '../store/compared-designs.ts';
import { baselineOf, compareRows, sharedInput } from './compare-rows.ts';

const hs = networkOf('hs-resnet-50')!.design;
const initial = useCompare.getState();
beforeEach(() => useCompare.setState(initial, true));

function edited(design: Design, edit: Edit): Design {
  const applied = applyEdit(design, edit);
  if (!applied.ok) throw new Error(applied.issues[0]?.code);
  return applied.value.design;
}

const rowsOf = (design: Design, version: string | null = '0.1.0') =>
  compareRows(analyze(design, catalogue), useCompare.getState(), version);

test('the open design and the featured networks; one that equals it is not shown twice', () => {
  const rows = rowsOf(hs);
  expect(rows.map(({ title }) => title)).toEqual([
    'HS-ResNet-50',
    ...featured.filter(({ name }) => name !== 'hs-resnet-50').map(({ title }) => title),
  ]);
  expect(rows[0]).toMatchObject({
    id: currentId,
    isCurrent: true,
    subtitle: networkOf('hs-resnet-50')!.subtitle,
    params: 28_611_497n,
    macs: 4_979_007_008n,
    input: '1 × 3 × 224 × 224',
    run: null,
    issues: [],
  });
  expect(rows[0]?.bytes).toBeGreaterThan(4n * 28_611_497n);
  expect(baselineOf(rows)?.title).toBe('ResNet-50');
  expect(sharedInput(rows)).toBe('1 × 3 × 224 × 224');
});

test('moving an item is the same computation, a new value is another one', () => {
  const moved = edited(hs, { kind: 'moveNodes', moves: [{ id: 'stem', position: { x: 9, y: 9 } }] });
  expect(computationOf(moved)).toBe(computationOf(hs));
  const wider = edited(hs, { kind: 'setVariable', name: 'w', value: 24 });
  const rows = rowsOf(wider);
  expect(rows).toHaveLength(featured.length + 1);
  expect(rows[0]?.subtitle).toContain('w 24');
});

test('the baseline falls to the open design where it equals it, and elsewhere where it was removed', () => {
  expect(baselineOf(rowsOf(networkOf('resnet-50')!.design))?.id).toBe(currentId);
  setCompare({ baseline: currentId });
  expect(baselineOf(rowsOf(hs))?.id).toBe(currentId);
  setCompare({ baseline: 'network:resnet-50' });
  removeDesign('network:resnet-50');
  expect(rowsOf(hs).filter(({ isBaseline }) => isBaseline)).toHaveLength(1);
});

test('a design with problems has no numbers, and neither has an empty one', () => {
  const broken = edited(hs, { kind: 'setField', id: 'stage2', field: 'w', value: 0 });
  for (const design of [broken, emptyDesign()]) {
    const [row] = rowsOf(design);
    expect(row).toMatchObject({ params: null, macs: null, bytes: null, activationBytes: null, run: null });
  }
  expect(rowsOf(broken)[0]?.issues.length).toBeGreaterThan(0);
});

test('designs with other inputs share none', () => {
  const small = edited(hs, { kind: 'setField', id: 'input', field: 'height', value: 160 });
  addDesign({ id: 'file:small', title: 'small', subtitle: '', design: small });
  const rows = rowsOf(hs);
  expect(sharedInput(rows)).toBeNull();
  expect(rows.at(-1)?.input).toBe('1 × 3 × 160 × 224');
});

test('a measurement belongs to what computed, not to where it stood', () => {
  const run = { ms: { min: 1, median: 2, p90: 3 } } as RunReport;
  const byComputation = new Map([[computationOf(hs), { run, issues: [] }]]);
  useCompare.setState({ measurement: { box: null, byComputation } });
  expect(rowsOf(hs)[0]?.run).toBe(run);
  expect(rowsOf(edited(hs, { kind: 'setVariable', name: 'w', value: 24 }))[0]?.run).toBeNull();
});
