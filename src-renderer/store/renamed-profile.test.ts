import { expect, test } from 'vitest';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { flatProgramOf } from '../../src-core/analysis/flat-program.ts';
import { catalogue, networkOf } from '../../src-core/catalogue.ts';
import type { ProfileReport } from '../../src-core/contract.ts';
import { applyEdit } from '../../src-core/document/edit.ts';
import { quietConditions } from '../profile/conditions.fixture.ts';
import { graphOf } from './graphs.ts';
import { renamedReport } from './renamed-profile.ts';

const { design } = networkOf('resnet-18')!;
const before = analyze(design, catalogue);
const pathsOf = (analysis: Analysis) => (flatProgramOf(analysis)?.operators ?? []).map(({ path }) => path);

const timing = { min: 1, median: 1, p90: 1, p99: 1, interval: [1, 1] } as const;
const report: ProfileReport = {
  ...quietConditions,
  device: 'cpu',
  adapter: null,
  threads: 1,
  warmup: 0,
  runs: 1,
  ms: timing,
  plain: timing,
  output: { shape: [] },
  onnxruntime: '1.30.0',
  kernels: 1,
  nodes: pathsOf(before).map((path, index) => ({
    ...{ path, ms: index, share: 0, kernels: 1 },
    ...{ shared: false, macs: 0, bytes: 0 },
  })),
  items: [...new Set(['stage2', 'stage2/block1', ...pathsOf(before)])].map((path, index) => ({
    ...{ path, ms: index, kernels: 1 },
    interval: [index, index] as const,
  })),
  wires: [],
  timeline: [],
  split: 'macs',
  unattributedMs: 0,
  overheadMs: 0,
  totalMs: 1,
  unprofiledMs: 1,
};

function edited(edit: Parameters<typeof applyEdit>[1]): Analysis {
  const applied = applyEdit(design, edit);
  if (!applied.ok) throw new Error(JSON.stringify(applied.issues));
  return analyze(applied.value.design, catalogue);
}

test('an item that is renamed keeps its times under its new name, as the graph is the same', () => {
  const now = edited({ kind: 'renameNode', id: 'stage2', to: 'second' });
  expect(graphOf(now)).toBe(graphOf(before));
  const renamed = renamedReport(report, before, now)!;
  expect(renamed.nodes.map(({ path }) => path)).toEqual(pathsOf(now));
  expect(renamed.nodes.map(({ ms }) => ms)).toEqual(report.nodes.map(({ ms }) => ms));
  expect(renamed.nodes.some(({ path }) => path.startsWith('second/'))).toBe(true);
  expect(renamed.items.map(({ path }) => path)).toEqual(['second', 'second/block1', ...pathsOf(now)]);
});

test('another design has another graph, and none of the times', () => {
  const other = analyze(networkOf('resnet-34')!.design, catalogue);
  expect(graphOf(other)).not.toBe(graphOf(before));
  expect(renamedReport(report, before, other)).toBeNull();
});
