import { availableParallelism, loadavg } from 'node:os';
import process from 'node:process';
import { networkOf } from '../../../src-core/catalogue.ts';
import type { Design } from '../../../src-core/document/design.ts';
import { describe } from '../../../src-core/errors.ts';
import type { Calibration, TimedDesign } from '../../../src-core/latency/calibration.ts';
import { DesignPredictor, fitError, heldOut, rateOf, reachOf } from '../../../src-core/latency/fit.ts';
import { privateFolder } from '../../files/private-folder.ts';
import { loadRuntime } from '../onnxruntime.ts';
import type { WorkContext } from '../prepare.ts';
import { calibrateDevice } from './calibrate-device.ts';
import { timedOperators } from './timed-operators.ts';

/** Families of ready networks, none of which calibration sees; on a smaller image, so that all take a few minutes. */
const families: Readonly<Record<string, readonly string[]>> = {
  'HS-ResNet': ['hs-resnet-18', 'hs-resnet-34', 'hs-resnet-50', 'hs-resnet-50-public'],
  Res2Net: ['res2net-50', 'res2net-50-v1b', 'res2next-50'],
  GhostNet: ['ghostnet', 'ghostnet-v2', 'ghost-resnet-50'],
  ResNet: ['resnet-18', 'resnet-34', 'resnet-50', 'resnext-50'],
  Attention: ['se-resnet-18', 'se-resnet-50', 'sk-resnet-18', 'resnest-14-d'],
  Mobile: ['mobilenet-v1', 'mobilenet-v2', 'mobilenet-v3-large', 'efficientnet-b0', 'shufflenet-v2-1.0'],
  Classic: ['alexnet', 'vgg-11', 'squeezenet-1.1', 'densenet-121', 'googlenet'],
};
const side = 128;

/** Now, as nothing can be imported any more once this file is loaded. */
await loadRuntime();

const wanted = { better: 3, coverage: 0.85 } as const;

interface Measured {
  readonly family: string;
  readonly design: TimedDesign;
}

const smaller = (design: Design): Design => ({
  ...design,
  nodes: design.nodes.map((node) =>
    node.definition === 'input' ? { ...node, fields: { ...node.fields, height: side, width: side } } : node,
  ),
});

async function measuredNetworks(context: WorkContext): Promise<readonly Measured[]> {
  const found: Measured[] = [];
  for (const [family, names] of Object.entries(families)) {
    for (const name of names) {
      const network = networkOf(name);
      if (network === undefined) throw new Error(`there is no network ${name}`);
      const design = JSON.stringify(smaller(network.design));
      const timed = await timedOperators({ name, design, device: 'cpu', leastRuns: 20 }, context);
      if (!timed.ok) throw new Error(timed.issues.map(describe).join('; '));
      found.push({ family, design: timed.value });
    }
  }
  return found;
}

/** A network with what was predicted of it by a model that learned from other designs. */
function predictedFrom(
  learned: readonly TimedDesign[],
  calibration: Calibration,
  reach: number,
  design: TimedDesign,
) {
  const predictor = new DesignPredictor(learned, calibration, reach);
  const { ms, interval } = predictor.predict(
    design.operators.map((operator, index) => ({ ...operator, path: String(index) })),
  );
  const macs = design.operators.reduce((sum, operator) => sum + operator.macs, 0);
  return { measured: design.ms, predicted: ms, interval, byMacs: macs / rateOf(learned) };
}
type Row = ReturnType<typeof predictedFrom>;

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
const byMacs = (rows: readonly Row[]) =>
  fitError(rows.map((row) => ({ measured: row.measured, predicted: row.byMacs })));
const coverage = (rows: readonly Row[]): number =>
  rows.filter(({ measured, interval: [low, high] }) => measured >= low && measured <= high).length /
  rows.length;

const line = (title: string, rows: readonly Row[]): string => {
  const { mape, within10, order } = fitError(rows);
  const guess = byMacs(rows).mape;
  return [
    `| ${title} | ${rows.length} | ${percent(mape)} | ${percent(guess)} | ${(guess / mape).toFixed(1)} x`,
    `${percent(within10)} | ${percent(order)} | ${percent(coverage(rows))} |`,
  ].join(' | ');
};

/** Errors of predictions on this machine's cpu: of each family left out, and with the rest of its family seen. */
export async function bench(): Promise<string> {
  const place = await privateFolder();
  const context: WorkContext = { folder: place.path, version: 'bench', progress: () => undefined };
  try {
    const found = await calibrateDevice({ device: 'cpu' }, context);
    if (!found.ok) throw new Error(found.issues.map(describe).join('; '));
    const calibration = found.value;
    const reach = reachOf(heldOut(calibration.designs, calibration));
    const networks = await measuredNetworks(context);
    const unseen = networks.map((one) => ({
      ...one,
      row: predictedFrom(calibration.designs, calibration, reach, one.design),
    }));
    const seen = networks.map(({ family, design }) => {
      const kin = networks.filter((other) => other.family === family && other.design !== design);
      const learned = [...calibration.designs, ...kin.map((other) => other.design)];
      return predictedFrom(learned, calibration, reach, design);
    });
    const all = unseen.map(({ row }) => row);
    const lines = Object.keys(families).map((family) =>
      line(
        family,
        unseen.filter((one) => one.family === family).map(({ row }) => row),
      ),
    );
    const better = byMacs(all).mape / fitError(all).mape;
    const isMet = better >= wanted.better && coverage(all) >= wanted.coverage;
    if (!isMet) process.exitCode = 1;
    return [
      `cpu, ${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)}, ${calibration.otherCores.toFixed(1)} cores did something else; ${calibration.designs.length} designs learned from; networks at ${side} x ${side}`,
      '| left out | networks | error | by MACs alone | better by | within 10% | order | inside 90% |',
      '| --- | --- | --- | --- | --- | --- | --- | --- |',
      ...lines,
      line('all', all),
      line('all, their family seen', seen),
      `${isMet ? 'met' : 'MISSED'}: at least ${wanted.better} x better than by MACs alone, ${percent(wanted.coverage)} inside the interval`,
    ].join('\n');
  } finally {
    await place.remove();
  }
}
