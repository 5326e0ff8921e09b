import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { flatProgramOf } from '../../src-core/analysis/flat-program.ts';
import { catalogue, networkOf } from '../../src-core/catalogue.ts';
import { quietConditions } from './conditions.fixture.ts';
import type { TimeNode } from './profile-tree.ts';
import { batchOf, findTime, largestTime, overheadId, timeByFamily, timeTree } from './profile-tree.ts';

const analysis = analyze(networkOf('hs-resnet-50')!.design, catalogue);
const paths = flatProgramOf(analysis)!.operators.map(({ path }) => path);
const expansions = new Map([...analysis.items].map(([id, item]) => [id, item.expansion]));

/** A report as the runner makes it: whole microseconds, turned into milliseconds once. */
function reportOf(leaves: readonly number[], unattributed: number, overhead: number) {
  const total = leaves.reduce((sum, each) => sum + each, unattributed + overhead);
  const timing = {
    min: total / 1000,
    median: total / 1000,
    p90: total / 1000,
    p99: total / 1000,
    interval: [total / 1000, total / 1000] as const,
  };
  return {
    nodes: leaves.map((each, index) => ({
      path: paths[index]!,
      ms: each / 1000,
      share: each / total,
      kernels: 1,
      shared: false,
      macs: 1000,
      bytes: 4000,
    })),
    items: [],
    wires: [],
    timeline: [],
    split: 'macs' as const,
    kernels: leaves.length + 2,
    unattributedMs: unattributed / 1000,
    overheadMs: overhead / 1000,
    totalMs: total / 1000,
    unprofiledMs: total / 1000,
    plain: timing,
    ...quietConditions,
    device: 'cpu' as const,
    adapter: null,
    threads: 1,
    warmup: 0,
    runs: 1,
    ms: timing,
    output: { shape: [1, 1000] },
    onnxruntime: 'none',
  };
}

const sumOf = (nodes: readonly TimeNode[]) => nodes.reduce((sum, { microseconds }) => sum + microseconds, 0);

test('every row is the exact sum of the rows inside it, and the root is the total', () => {
  const time = fc.integer({ min: 0, max: 2_000_000 });
  fc.assert(
    fc.property(
      fc.array(time, { minLength: 1, maxLength: paths.length }),
      time,
      time,
      (leaves, unattributed, overhead) => {
        const report = reportOf(leaves, unattributed, overhead);
        const root = timeTree({ report, expansions });
        const visit = (node: TimeNode): void => {
          if (node.children.length === 0) return;
          expect(sumOf(node.children)).toBe(node.microseconds);
          node.children.forEach(visit);
        };
        visit(root);
        expect(root.microseconds).toBe(Math.round(report.totalMs * 1000));
        expect(findTime(root, overheadId)?.microseconds).toBe(overhead);
        expect(root.children.reduce((sum, { kernels }) => sum + (kernels ?? 0), 0)).toBe(report.kernels);
      },
    ),
  );
});

test('rows carry the counts of their item, and the total those of the design', () => {
  const root = timeTree({
    report: reportOf(
      paths.map(() => 10),
      5,
      7,
    ),
    expansions,
  });
  expect(root.cost).toBe(4_979_007_008n);
  expect(findTime(root, 'stage3')).toMatchObject({ cost: 1_746_357_648n, family: 'block' });
  expect(findTime(root, 'stage3/block2/hs/group3/conv')).toMatchObject({ family: 'conv', kernels: 1 });
  expect(findTime(root, 'stage3/block2/hs/group3/conv')?.cost).toBeGreaterThan(0n);
  expect(findTime(root, 'stage')).toBeNull();
  expect(largestTime(root)).toBe(findTime(root, 'stage3')?.microseconds);
});

test('time by family adds up to the item', () => {
  const root = timeTree({
    report: reportOf(
      paths.map((_, index) => index),
      0,
      0,
    ),
    expansions,
  });
  const stage = findTime(root, 'stage2')!;
  const families = timeByFamily(stage);
  expect([...families.values()].reduce((sum, each) => sum + each, 0)).toBe(stage.microseconds);
  expect([...families.keys()]).toContain('conv');
});

test('the batch is read off what comes in', () => {
  expect(batchOf({ expansions })).toBe(1n);
  expect(batchOf({ expansions: new Map() })).toBeNull();
});
