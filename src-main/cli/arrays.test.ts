import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtRunner } from '../runner/built.fixture.ts';
import { cli } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';
import { decodeNpy, encodeNpy } from './npy.ts';

const sizes = { batch: 1, channels: 1, height: 2, width: 3 };
const node = (id: string, definition: string, fields: object = {}) => ({
  id,
  definition,
  fields,
  position: { x: 0, y: 0 },
});
const edge = (from: string, to: string, port = 'in') => ({
  id: `${from}-${to}-${port}`,
  from: { node: from, port: 'out' },
  to: { node: to, port },
});

/** Two inputs: their sum, and the first of them without what is negative. */
const twoSided = {
  format: 'blockwright',
  version: 1,
  title: 'Two sides',
  variables: [],
  nodes: [
    node('a', 'input', sizes),
    node('b', 'input', sizes),
    node('sum', 'add'),
    node('positive', 'relu'),
    node('total', 'output'),
    node('part', 'output'),
  ],
  edges: [
    edge('a', 'sum', 'a'),
    edge('b', 'sum', 'b'),
    edge('a', 'positive'),
    edge('sum', 'total'),
    edge('positive', 'part'),
  ],
};

let folder: string;
let runner: string;
const at = (name: string) => join(folder, name);
const save = (name: string, values: readonly number[], shape = [1, 1, 2, 3]): string => {
  writeFileSync(at(name), Buffer.concat(encodeNpy({ shape, data: Float32Array.from(values) })));
  return at(name);
};
const load = (name: string) => {
  const read = decodeNpy(new Uint8Array(readFileSync(at(name))));
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return [...read.value.data];
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'arrays-'));
  writeFileSync(at('two.blockwright.json'), JSON.stringify(twoSided));
  runner = await builtRunner('arrays');
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) =>
  cliJson(['run', at('two.blockwright.json'), '--warmup', '0', '--runs', '1', ...args], runner);

describe('run with arrays', { timeout: 120_000 }, () => {
  test('computes from the inputs that are given, and writes every output under its name', async () => {
    const a = save('a.npy', [1, -2, 3, -4, 5, -6]);
    const b = save('b.npy', [10, 20, 30, 40, 50, 60]);
    const { code, json } = await run('--inputs', `a=${a}`, '--inputs', `b=${b}`, '--output', at('y.npy'));
    expect(code).toBe(0);
    expect(json).toMatchObject({
      inputs: ['a', 'b'],
      outputs: [
        { name: 'total', shape: [1, 1, 2, 3], file: at('y.total.npy') },
        { name: 'part', shape: [1, 1, 2, 3], file: at('y.part.npy') },
      ],
      ms: { median: expect.any(Number) },
    });
    expect(load('y.total.npy')).toEqual([11, 18, 33, 36, 55, 54]);
    expect(load('y.part.npy')).toEqual([1, 0, 3, 0, 5, 0]);
  });

  test('makes up the inputs that are not given, the same ones each time', async () => {
    const a = save('a.npy', [0, 0, 0, 0, 0, 0]);
    await run('--inputs', `a=${a}`, '--output', at('first.npy'));
    await run('--inputs', `a=${a}`, '--output', at('second.npy'));
    expect(load('first.total.npy')).toEqual(load('second.total.npy'));
    expect(new Set(load('first.total.npy')).size).toBe(6);
  });

  test('replaces nothing unasked, and computes nothing for it', async () => {
    writeFileSync(at('kept.part.npy'), 'mine');
    const refused = await run('--output', at('kept.npy'));
    expect(refused).toMatchObject({ code: 2, json: { issues: [{ code: 'file/exists' }] } });
    expect(readFileSync(at('kept.part.npy'), 'utf8')).toBe('mine');
    expect(existsSync(at('kept.total.npy'))).toBe(false);
    expect((await run('--output', at('kept.npy'), '--force')).code).toBe(0);
    expect(load('kept.part.npy')).toHaveLength(6);
  });

  test.each([
    ['a file without a name', () => save('a.npy', [1, 2, 3, 4, 5, 6]), 'run/name-the-input'],
    ['other sizes', () => `a=${save('s.npy', [1, 2], [2])}`, 'run/input-sizes'],
    ['no such file', () => `a=${at('none.npy')}`, 'file/not-found'],
    ['no array', () => `a=${at('two.blockwright.json')}`, 'npy/malformed'],
  ])('%s is one sentence', async (_, input, code) => {
    const answer = await run('--inputs', input());
    expect(answer).toMatchObject({ code: 2, json: { issues: [{ code }] } });
    expect(answer.err.trim().split('\n')).toHaveLength(1);
  });

  test('one output goes into the file itself', async () => {
    const path = at('logits.npy');
    const args = ['run', 'alexnet', '--input', '1,3,64,64', '--runs', '1', '--warmup', '0', '--output', path];
    const { code, out } = await cli(args, runner);
    expect(code).toBe(0);
    expect(out).toContain('1 × 1000');
    expect(load('logits.npy')).toHaveLength(1000);
  });
});
