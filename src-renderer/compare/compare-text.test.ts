import { expect, test } from 'vitest';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { conventionOf } from '../../src-core/analysis/conventions/conventions.ts';
import { catalogue, networkOf } from '../../src-core/catalogue.ts';
import type { RunReport } from '../../src-core/contract.ts';
import { quietConditions } from '../profile/conditions.fixture.ts';
import { computationOf, useCompare } from '../store/compared-designs.ts';
import { compareRows } from './compare-rows.ts';
import { conditionsText, markdownComparison } from './compare-text.ts';

const hs = networkOf('hs-resnet-50')!.design;
const resnet = networkOf('resnet-50')!.design;

const runOf = (median: number): RunReport => ({
  ...quietConditions,
  device: 'cpu',
  adapter: null,
  threads: 8,
  warmup: 3,
  runs: 50,
  ms: { min: median - 1, median, p90: median + 1, p99: median + 2, interval: [median - 0.2, median + 0.2] },
  output: { shape: [1, 1000] },
  onnxruntime: '1.30.0',
});

const added = useCompare.getState().added.filter(({ id }) => id === 'network:resnet-50');
const rowsWith = (times: readonly (readonly [typeof hs, number])[]) =>
  compareRows(
    analyze(hs, catalogue),
    {
      added,
      baseline: 'network:resnet-50',
      measurement: {
        box: null,
        byComputation: new Map(
          times.map(([design, median]) => [computationOf(design), { run: runOf(median), issues: [] }]),
        ),
      },
    },
    null,
  );

test('Markdown has every figure under its unit, the baseline marked, the unknown as a dash', () => {
  const rows = rowsWith([
    [hs, 19.42],
    [resnet, 11.62],
  ]);
  expect(markdownComparison(rows, conventionOf('macs'), 'difference')).toBe(
    `2 designs, fp32, batch 1, 224 × 224, CPU, 8 threads, n = 50

| Design | Params | Δ | MACs, conv + linear | Δ | ONNX, MB | ms median | p90 | Δ | GMAC/s |
| :-- | --: | --: | --: | --: | --: | --: | --: | --: | --: |
| HS-ResNet-50 ${networkOf('hs-resnet-50')!.subtitle} | 28,611,497 | +12.0% | 4,979,007,008 | +21.8% | — | 19.42 | 20.42 | +67.1% (1.64–1.71×, slower) | 256 |
| ResNet-50 ${networkOf('resnet-50')!.subtitle} (baseline) | 25,557,032 | — | 4,089,184,256 | — | — | 11.62 | 12.62 | — | 352 |
`,
  );
});

test('FLOPs are twice the MACs, their rate too; ratios are written with a times sign', () => {
  const text = markdownComparison(rowsWith([[hs, 19.42]]), conventionOf('flops'), 'ratio');
  expect(text).toContain('| 28,611,497 | 1.12× | 9,958,014,016 | 1.22× | — | 19.42 | 20.42 | — | 513 |');
  expect(text).toContain('FLOPs, conv + linear');
});

test('without times that is said', () => {
  expect(conditionsText(rowsWith([]))).toBe('2 designs, fp32, batch 1, 224 × 224, not measured yet');
});
