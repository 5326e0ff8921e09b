import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replay } from '../../src-core/journal/replay.ts';
import { built } from '../runner/built.fixture.ts';
import { journals } from './journals.ts';
import { sweepLeftovers } from './passing-file.ts';

let folder: string;
let program: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'processes-'));
  program = (await built('killed', { killed: 'files/killed.fixture.ts' })).killed;
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });

async function* lines(child: ChildProcess): AsyncGenerator<string> {
  if (child.stdout === null) throw new Error('the process has no output');
  yield* createInterface({ input: child.stdout });
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

const isWhole = (text: string): boolean => /^\d+ (a{20000}|b{20000}|c{20000})$/.test(text);

test('three processes that save one file never show it empty or half, and none is refused', async () => {
  const path = join(folder, 'shared.json');
  const writers = ['a', 'b', 'c'].map((letter) => start('save', path, letter));
  const finished = writers.map(async (writer) => {
    for await (const line of lines(writer)) {
      if (line === 'done 60') return 'done';
      if (!line.startsWith('done')) return line;
      expect(isWhole(readFileSync(path, 'utf8'))).toBe(true);
    }
    return 'ended';
  });
  const ends = await Promise.all(finished);
  await Promise.all(writers.map(kill));
  expect(ends).toEqual(['done', 'done', 'done']);
});

test('a writer that is killed leaves a whole file, and what it left beside it is swept', async () => {
  const path = join(folder, 'killed.json');
  for (let round = 0; round < (process.env.BLOCKWRIGHT_TEST_ALL ? 1000 : 20); round += 1) {
    const writer = start('save', path, 'abc'.charAt(round % 3));
    const doomed = Math.ceil(Math.random() * 20);
    for await (const line of lines(writer)) if (line === `done ${doomed}`) break;
    await kill(writer);
    expect(isWhole(readFileSync(path, 'utf8'))).toBe(true);
  }
  await sweepLeftovers(path);
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
}, 600_000);

test('no edit is lost that was said to be kept, however often the process is killed at any moment', async () => {
  const data = join(folder, 'journals');
  const kills = process.env.BLOCKWRIGHT_TEST_ALL ? 1000 : 40;
  let acknowledged = 0;
  let written = 0;
  for (let round = 0; round < kills; round += 1) {
    const keeper = start('keep', data);
    // Some die before their first word, most in the middle of an append.
    const doomed = acknowledged + Math.floor(Math.random() * 8);
    let heard = '';
    const gone = once(keeper, 'exit');
    keeper.stdout?.setEncoding('utf8').on('data', (text: string) => {
      heard += text;
      const last = Number(heard.trim().split('\n').at(-1)?.replace('kept ', ''));
      if (last >= doomed) keeper.kill('SIGKILL');
    });
    await gone;
    expect(heard).not.toContain('refused');
    // The last line may be torn: what counts is what was said in full.
    const said = heard.slice(0, heard.lastIndexOf('\n') + 1).trim();
    if (said !== '') acknowledged = Number(said.split('\n').at(-1)?.replace('kept ', ''));
    const lines = await journals(data).read('a'.repeat(32));
    const told = replay(lines.ok ? lines.value : []);
    if (!told.ok) throw new Error('nothing was kept');
    expect(told.value.last).toBeGreaterThanOrEqual(acknowledged);
    expect(Number(told.value.work.open.design.title)).toBe(told.value.last);
    written = told.value.last;
  }
  expect(written).toBeGreaterThan(kills);
}, 600_000);
