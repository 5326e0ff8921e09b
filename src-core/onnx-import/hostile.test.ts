import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Result } from '../errors.ts';
import { describe } from '../errors.ts';
import { encodeOnnx } from '../lower/onnx-bytes.ts';
import { lower } from '../lower/program.ts';
import { hostileFiles } from './hostile-files.fixture.ts';
import { importOnnx } from './import-bytes.fixture.ts';
import type { Imported } from './import-onnx.ts';
import { designOfFile } from './import-onnx.ts';

const isAll = process.env.BLOCKWRIGHT_TEST_ALL === '1';

/** Seconds of the processor that reading any file may take: other work on the machine does not count. */
const mostSeconds = 2;

/** Reads a file, and analyses what it came to; problems are sentences, and nothing takes long. */
function read(name: string, work: () => Result<Imported>): void {
  const start = process.cpuUsage();
  const result = work();
  if (result.ok) analyze(result.value.design, catalogue);
  else {
    expect(result.issues.length, name).toBeGreaterThan(0);
    for (const issue of result.issues) expect(describe(issue), name).not.toMatch(/undefined|\[object/);
  }
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6, `${name}: seconds`).toBeLessThan(mostSeconds);
}

const files = hostileFiles();

test('there are hundreds of bad files, each with a name of its own', () => {
  expect(new Set(files.map(([name]) => name)).size).toBe(files.length);
  expect(files.length).toBeGreaterThan(200);
});

test('each bad file is a design or a problem', { timeout: 300_000 }, () => {
  for (const [name, file] of files) read(name, () => designOfFile(file, 'hostile'));
});

function bytesOf(network: string): Uint8Array {
  const program = lower(analyze(networkOf(network)!.design, catalogue));
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  const file = encodeOnnx(program.value, { version: '0', seed: 1 });
  if (!file.ok) throw new Error(JSON.stringify(file.issues));
  return Uint8Array.from(Buffer.concat([...file.value.chunks].map((chunk) => Uint8Array.from(chunk))));
}

/** A wound: a place, what happens there, and with what. */
const wound = fc.tuple(
  // Most of a file are weights, which are never looked at: the graph comes first.
  fc.oneof({ weight: 5, arbitrary: fc.nat(25_000) }, { weight: 1, arbitrary: fc.nat() }),
  fc.constantFrom('flip', 'set', 'cut', 'drop', 'double', 'long'),
  fc.integer({ min: 0, max: 255 }),
);

function wounded(bytes: Uint8Array, wounds: readonly (readonly [number, string, number])[]): Uint8Array {
  let now = Uint8Array.from(bytes);
  for (const [where, how, value] of wounds) {
    const at = where % Math.max(1, now.length);
    const tail = now.slice(at + 1);
    const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));
    if (how === 'flip') now[at] = (now[at] ?? 0) ^ (1 << (value % 8));
    else if (how === 'set') now[at] = value;
    else if (how === 'cut') now = now.slice(0, at);
    else if (how === 'drop') now = joined(now.slice(0, at), now.slice(at + value));
    else if (how === 'double') now = joined(now.slice(0, at + value), now.slice(at));
    // A length of ten bytes: more than any file has.
    else now = joined(now.slice(0, at), Uint8Array.from([...Array(9).fill(0xff), 0x01]), tail);
  }
  return now;
}

test('files of which bytes are wrong are designs or problems', { timeout: 3_600_000 }, () => {
  const whole = bytesOf('cifar-resnet-20');
  const seed = randomInt(2 ** 31);
  fc.assert(
    fc.property(fc.array(wound, { minLength: 1, maxLength: 6 }), (wounds) => {
      read(`seed ${seed}`, () => importOnnx(wounded(whole, wounds), 'wounded'));
    }),
    { numRuns: isAll ? 200_000 : 400, seed },
  );
});
