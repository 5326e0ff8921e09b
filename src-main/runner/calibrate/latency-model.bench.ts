import { availableParallelism, loadavg } from 'node:os';
import process from 'node:process';
import { networkOf } from '../../../src-core/catalogue.ts';
import type { Design } from '../../../src-core/document/design.ts';
import { describe } from '../../../src-core/errors.ts';
import type { Calibration, TimedDesign } from '../../../src-core/latency/calibration.ts';
import { DesignPredictor, fitError, rateOf } from '../../../src-core/latency/fit.ts';
import { privateFolder } from '../../files/private-folder.ts';
import type { WorkContext } from '../loadable.ts';
import { loadRuntime } from '../onnxruntime.ts';
import { calibrateDevice } from './calibrate-device.ts';
import { timedOperators } from './timed-operators.ts';

/**
 * Families of ready networks, none of which calibration sees, on a smaller image. The first of each family are the sample that is
 * timed; `--all` times them all.
 */
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
const sampled = 2;

/** Minutes that all may take, `--minutes N`; what is not done by then is left out, and said to be. */
const usualMinutes = 25;
/** Parts of that time until which networks are timed, and until which families are learned from. */
const parts = { networks: 0.6, kin: 0.9 } as const;

const isWhole = process.argv.includes('--all');
function minutesAsked(): number {
  const place = process.argv.indexOf('--minutes');
  const asked = Number(process.argv[place + 1]);
  if (place < 0) return isWhole ? Number.POSITIVE_INFINITY : usualMinutes;
  if (!(asked > 0)) throw new Error('--minutes takes a number above 0');
  return asked;
}

/** How far it is, for a person who waits. */
const begun = performance.now();
const seconds = (): number => (performance.now() - begun) / 1000;
const say = (what: string): void => void process.stderr.write(`${seconds().toFixed(0)} s: ${what}\n`);

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

/** Of every family the first before the second of any, so that all are there when the time is over. */
function inTurn(): readonly (readonly [family: string, name: string])[] {
  const most = isWhole ? Number.POSITIVE_INFINITY : sampled;
  const ranked = Object.entries(families).flatMap(([family, names]) =>
    names.slice(0, most).map((name, rank) => ({ family, name, rank })),
  );
  return ranked.sort((a, b) => a.rank - b.rank).map(({ family, name }) => [family, name]);
}

/** How often each network is timed, so that none is by a slow minute alone. */
const passes = 2;

async function measuredNetworks(context: WorkContext, until: number): Promise<readonly Measured[]> {
  const found = new Map<string, Measured>();
  const asked = inTurn();
  for (let pass = 1; pass <= passes; pass++) {
    for (const [family, name] of asked) {
      if (seconds() > until) {
        say(`time is over: ${asked.length - found.size} networks left out`);
        return [...found.values()];
      }
      const network = networkOf(name);
      if (network === undefined) throw new Error(`there is no network ${name}`);
      const design = JSON.stringify(smaller(network.design));
      const job = { name: `${name}-${pass}`, design, device: 'cpu', leastRuns: 20 } as const;
      const timed = await timedOperators(job, context);
      if (!timed.ok) throw new Error(timed.issues.map(describe).join('; '));
      const before = found.get(name)?.design;
      const isQuicker = before === undefined || timed.value.ms < before.ms;
      if (isQuicker) found.set(name, { family, design: timed.value });
      const again = before === undefined ? '' : `, ${before.ms.toFixed(1)} ms before`;
      say(
        `${found.size} of ${asked.length} networks timed: ${name}, ${timed.value.ms.toFixed(1)} ms${again}`,
      );
    }
  }
  return [...found.values()];
}

/** What predicts networks, and the rate of a guess by multiply-accumulates alone. */
const learnedFrom = (learned: readonly TimedDesign[], calibration: Calibration, reach: number) => ({
  predictor: new DesignPredictor(learned, calibration, reach),
  rate: rateOf(learned),
});

/** A network with what was predicted of it by a model that learned from other designs. */
function predictedBy({ predictor, rate }: ReturnType<typeof learnedFrom>, design: TimedDesign) {
  const { ms, interval } = predictor.predict(
    design.operators.map((operator, index) => ({ ...operator, path: String(index) })),
  );
  const macs = design.operators.reduce((sum, operator) => sum + operator.macs, 0);
  return { measured: design.ms, predicted: ms, interval, byMacs: macs / rate };
}
type Row = ReturnType<typeof predictedBy>;

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
    const most = 60 * minutesAsked();
    say(
      isWhole
        ? 'all networks'
        : `${sampled} networks of each family, at most ${(most / 60).toFixed(0)} minutes`,
    );
    const found = await calibrateDevice(
      { device: 'cpu', seconds: Math.min(110, Math.max(60, most / 6)) },
      context,
    );
    if (!found.ok) throw new Error(found.issues.map(describe).join('; '));
    const calibration = found.value;
    if (calibration.reach === null)
      throw new Error(`only ${calibration.designs.length} designs were timed: another time, or more minutes`);
    const { reach, designs } = calibration;
    say(`calibrated with ${designs.length} designs`);
    const networks = await measuredNetworks(context, parts.networks * most);
    const general = learnedFrom(designs, calibration, reach);
    const unseen = networks.map((one) => ({ ...one, row: predictedBy(general, one.design) }));
    say('predicted without their families');
    const seen: Row[] = [];
    for (const { family, design } of networks) {
      const kin = networks.filter((other) => other.family === family && other.design !== design);
      if (kin.length === 0) continue;
      if (seconds() > parts.kin * most) {
        say(`time is over: ${networks.length - seen.length} networks not predicted with their families`);
        break;
      }
      const learned = [...designs, ...kin.map((other) => other.design)];
      seen.push(predictedBy(learnedFrom(learned, calibration, reach), design));
      say(`${seen.length} of ${networks.length} predicted with their families`);
    }
    const all = unseen.map(({ row }) => row);
    const lines = Object.keys(families).flatMap((family) => {
      const rows = unseen.filter((one) => one.family === family).map(({ row }) => row);
      return rows.length === 0 ? [] : [line(family, rows)];
    });
    const better = byMacs(all).mape / fitError(all).mape;
    const isMet = better >= wanted.better && coverage(all) >= wanted.coverage;
    if (!isMet) process.exitCode = 1;
    return [
      `cpu, ${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)}, ${calibration.otherCores.toFixed(1)} cores did something else; ${calibration.designs.length} designs learned from; networks at ${side} x ${side}`,
      '| left out | networks | error | by MACs alone | better by | within 10% | order | inside 90% |',
      '| --- | --- | --- | --- | --- | --- | --- | --- |',
      ...lines,
      line('all', all),
      ...(seen.length > 0 ? [line('all, their family seen', seen)] : []),
      `${isMet ? 'met' : 'MISSED'}: at least ${wanted.better} x better than by MACs alone, ${percent(wanted.coverage)} inside the interval`,
    ].join('\n');
  } finally {
    await place.remove();
  }
}
