import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pythonWith } from '../../src-core/lower/python.fixture.ts';
import { calibrationStore } from '../files/calibrations.ts';
import { builtRunner } from '../runner/built.fixture.ts';
import { ofThisCpu } from './calibrated.fixture.ts';
import { capturingIo } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';
import { numbersForPeople } from './numbers-for-people.fixture.ts';
import { program } from './program.ts';

let folder: string;
let runner: string;
/** The file that a small network was exported as. */
let exported: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cli-numbers-'));
  // what commands keep for a person is kept here
  process.env.BLOCKWRIGHT_DATA = join(folder, 'data');
  await calibrationStore(process.env.BLOCKWRIGHT_DATA).keep(ofThisCpu);
  runner = await builtRunner('cli-numbers');
  exported = join(folder, 'small.onnx');
  await cliJson(['export', ...small, '--onnx', exported], runner);
}, 60_000);
afterAll(() => {
  delete process.env.BLOCKWRIGHT_DATA;
  rmSync(folder, { recursive: true, force: true });
});

const small = ['squeezenet-1.1', '--input', '1,3,64,64'];
const quick = ['--warmup', '1', '--runs', '1'];

/** A line of each command that prints JSON, such that its numbers are large. */
const lines: Readonly<Record<string, () => readonly string[]>> = {
  presets: () => [],
  new: () => ['resnet-18', '--output', join(folder, 'new.blockwright.json')],
  import: () => [exported],
  find: () => ['resnet-50', 'macs > 1%'],
  analyze: () => ['resnet-50', '--depth', '2', '--rf'],
  formula: () => ['resnet-50', '--convention', 'flops'],
  trial: () => [],
  solve: () => ['hs-resnet-50', '--hold', 'params=25557032', '--for', 'w'],
  sensitivity: () => ['hs-resnet-50'],
  crossover: () => ['hs-block', 'res2net-block', '--over', 'w', '--range', '1..64'],
  compare: () => ['resnet-50', 'resnet-18'],
  audit: () => [],
  run: () => [...small, ...quick],
  profile: () => [...small, ...quick],
  export: () => [...small, '--onnx', join(folder, 'out.onnx')],
  devices: () => [],
  predict: () => ['resnet-50'],
  results: () => [],
  features: () => [...small, '--item', 'conv1', '--sample', 'shapes'],
  verify: () => [...small, '--pytorch', pythonWith('torch') ?? '/nowhere/python3'],
};

/** A command that takes too long to be called twice is asked where it is tested. */
const elsewhere = ['calibrate'];

test('every command that prints JSON has a line here', () => {
  const { io } = capturingIo();
  const withJson = program(
    io,
    () => undefined,
    () => undefined,
  ).commands.filter((command) => command.options.some(({ long }) => long === '--json'));
  expect(withJson.map((command) => command.name()).sort()).toEqual(
    [...Object.keys(lines), ...elsewhere].sort(),
  );
});

test.each(Object.keys(lines))('%s --json has numbers for programs', async (command) => {
  const { json, err } = await cliJson([command, ...lines[command]!()], runner);
  expect(err).toBe('');
  expect(numbersForPeople(json)).toEqual([]);
});

test('a derivative is exact, and says so in its parts', async () => {
  const { json } = await cliJson(['sensitivity', 'hs-resnet-50']);
  const { names } = json as { names: { derivativeNow: unknown }[] };
  expect(names.some(({ derivativeNow }) => derivativeNow !== null)).toBe(true);
  for (const { derivativeNow } of names) {
    if (derivativeNow === null) continue;
    expect(derivativeNow).toEqual({ numerator: expect.any(Number), denominator: expect.any(Number) });
  }
});
