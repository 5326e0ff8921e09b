import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Calibration } from '../../src-core/latency/calibration.ts';
import { holdsFor } from '../../src-core/latency/calibration.ts';
import { calibrationStore } from './calibrations.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'calibrations-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const calibration: Calibration = {
  device: 'cpu',
  adapter: 'A processor',
  threads: 2,
  onnxruntime: '1.30.0',
  at: '2026-11-30T12:00:00.000Z',
  seconds: 60,
  otherCores: 0,
  ceilings: { macsPerSecond: 1e11, bytesPerSecond: 2e10, launchMs: 0.003 },
  copies: [{ bytes: 131_072, bytesPerSecond: 8e10 }],
  designs: [],
  error: null,
  reach: null,
};

test('each device has one calibration, its last; the newest stand first', async () => {
  const store = calibrationStore(data);
  expect(await store.list()).toEqual([]);
  const gpu = { ...calibration, device: 'webgpu', adapter: null, at: '2026-11-30T13:00:00.000Z' };
  const again = { ...calibration, at: '2026-11-30T12:30:00.000Z', seconds: 61 };
  for (const one of [calibration, gpu, again])
    expect(await store.keep(one)).toEqual({ ok: true, value: null });
  expect(await store.list()).toEqual([gpu, again]);
  expect(await calibrationStore(data).list()).toEqual([gpu, again]);
});

test('a file that is none, or of another version, counts as not there', async () => {
  const store = calibrationStore(data);
  await store.keep(calibration);
  const [name = ''] = readdirSync(join(data, 'calibrations'));
  const path = join(data, 'calibrations', name);
  for (const text of ['', 'null', '{}', JSON.stringify({ ...calibration, copies: [] })]) {
    writeFileSync(path, text);
    expect(await store.list()).toEqual([]);
  }
  writeFileSync(path, JSON.stringify({ ...calibration, ceilings: { ...calibration.ceilings, launchMs: 0 } }));
  expect(await store.list()).toEqual([]);
});

test('without a folder of the person nothing is kept', async () => {
  const store = calibrationStore(null);
  expect(await store.keep(calibration)).toEqual({ ok: true, value: null });
  expect(await store.list()).toEqual([]);
});

test('another adapter, runtime or number of threads is another device', () => {
  expect(holdsFor(calibration, calibration)).toBe(true);
  for (const other of [{ device: 'webgpu' }, { adapter: null }, { threads: 4 }, { onnxruntime: '1.31.0' }])
    expect(holdsFor(calibration, { ...calibration, ...other })).toBe(false);
});
