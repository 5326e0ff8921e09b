import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { programOf, timedOn } from '../../src-core/latency/synthetic-device.fixture.ts';
import { calibrationStore } from '../files/calibrations.ts';
import { builtRunner } from '../runner/built.fixture.ts';
import { ofThisCpu } from './calibrated.fixture.ts';
import { cli } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';
import { numbersForPeople } from './numbers-for-people.fixture.ts';

let data: string;
let runner: string;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'calibrate-'));
  process.env.BLOCKWRIGHT_DATA = data;
  runner = await builtRunner('calibrate');
}, 60_000);
afterAll(() => {
  delete process.env.BLOCKWRIGHT_DATA;
  rmSync(data, { recursive: true, force: true });
});

interface Printed {
  readonly device: string;
  readonly seconds: number;
  readonly ceilings: {
    readonly macsPerSecond: number;
    readonly bytesPerSecond: number;
    readonly launchMs: number;
  };
}

test('calibrate prints ceilings that a machine can have, and keeps them', { timeout: 300_000 }, async () => {
  const start = performance.now();
  const { code, json } = await cliJson(['calibrate', '--seconds', '1'], runner);
  const took = (performance.now() - start) / 1000;
  expect(code).toBe(0);
  expect(Object.keys(json as object)).toEqual(['device', 'seconds', 'ceilings', 'error']);
  expect(numbersForPeople(json)).toEqual([]);
  const { device, seconds, ceilings } = json as Printed;
  expect(device).toBe('cpu');
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(took);
  // No processor that runs this computes slower than one value at a time, or faster than a petaflop.
  expect(ceilings.macsPerSecond).toBeGreaterThan(1e8);
  expect(ceilings.macsPerSecond).toBeLessThan(1e15);
  expect(ceilings.bytesPerSecond).toBeGreaterThan(1e8);
  expect(ceilings.bytesPerSecond).toBeLessThan(1e13);
  expect(ceilings.launchMs).toBeLessThan(10);

  const [kept, ...others] = await calibrationStore(data).list();
  expect(others).toEqual([]);
  expect(kept).toMatchObject({ device, seconds, ceilings });
  // A matrix product does more with each byte than memory hands it: else no roofline has a ridge.
  expect(ceilings.macsPerSecond).toBeGreaterThan(ceilings.bytesPerSecond / 8);
  expect(kept!.copies.map(({ bytes }) => bytes)).toEqual(
    [...kept!.copies].map(({ bytes }) => bytes).sort((a, b) => a - b),
  );
  expect(kept).toMatchObject({ designs: [], error: null, reach: null });
  expect(kept!.copies.at(-1)!.bytesPerSecond).toBe(ceilings.bytesPerSecond);
});

test('predict says how long a design takes without a run, or that the device was not calibrated', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'predict-'));
  process.env.BLOCKWRIGHT_DATA = empty;
  try {
    const store = calibrationStore(empty);
    const none = await cliJson(['predict', 'resnet-50']);
    expect(none).toMatchObject({ code: 2, json: { issues: [{ code: 'predict/not-calibrated' }] } });
    // Ceilings alone are no ground for a figure.
    await store.keep({ ...ofThisCpu, designs: [], error: null, reach: null });
    expect((await cliJson(['predict', 'resnet-50'])).code).toBe(2);

    await store.keep({ ...ofThisCpu, otherCores: 1.5 });
    const { code, json } = await cliJson(['predict', 'resnet-50']);
    expect(code).toBe(0);
    expect(Object.keys(json as object)).toEqual(['ms', 'interval', 'device', 'calibrated', 'baseline']);
    const { ms, interval, baseline } = json as {
      readonly ms: number;
      readonly interval: readonly [number, number];
      readonly baseline: { readonly flopsMs: number };
    };
    const truth = timedOn(programOf('resnet-50'), 0.03).ms;
    expect(ms / truth).toBeGreaterThan(0.8);
    expect(ms / truth).toBeLessThan(1.25);
    expect(interval[0]).toBeLessThan(ms);
    expect(interval[1]).toBeGreaterThan(ms);
    expect(baseline.flopsMs).toBeGreaterThan(0);
    const smaller = await cliJson(['predict', 'resnet-50', '--input', '1,3,112,112']);
    expect((smaller.json as { readonly ms: number }).ms).toBeLessThan(ms);

    const { out } = await cli(['predict', 'swin-t']);
    expect(out).toMatch(/^predicted +[\d.]+ ms, 90% interval [\d.]+ ms to [\d.]+ ms$/m);
    expect(out).toMatch(/^machine busy +1\.5 cores did something else/m);
    expect(out).toMatch(/^measure this +\d+% of the time is of operators unlike any that were timed$/m);
  } finally {
    process.env.BLOCKWRIGHT_DATA = data;
    rmSync(empty, { recursive: true, force: true });
  }
});
