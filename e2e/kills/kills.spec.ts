import { randomInt } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { randomNumbers } from '../../src-core/journal/commands.fixture.ts';
import type { Victims } from './stage.ts';
import { Stage } from './stage.ts';

const kills = process.env.BLOCKWRIGHT_TEST_ALL ? 1000 : 200;

const server = { server: true, client: null } as const;
const page = { server: false, client: 'page' } as const;
const both = { server: true, client: 'page' } as const;

/** What is killed, in turn. Whole browsers take longest to start again. */
const turns: readonly Victims[] = [
  ...[server, page, server, server, server, both, server, server, server],
  { server: false, client: 'browser' },
  ...[server, page, server, server, both, server, server, page, server, server],
  ...[server, server, page, server, server, both, server, server, page],
  { server: true, client: 'browser' },
  ...[server, server, both, server, server, page, server, server, server, server],
];

test(`no acknowledged edit is lost: ${kills} kills of server, page, browser and both while edits are made`, async () => {
  test.setTimeout(kills * 10_000);
  const seed = Number(process.env.BLOCKWRIGHT_SEED ?? randomInt(2 ** 32));
  console.log(`BLOCKWRIGHT_SEED=${seed}`);
  // While one starts again, the other goes on. In one the browser keeps a copy of its own, in the other the journal is all there is.
  const stages = [true, false].map((hasCopy, index) => new Stage(randomNumbers(seed + index), hasCopy));
  let kill = 0;
  const play = async (stage: Stage) => {
    await stage.begin();
    while (kill < kills) {
      kill += 1;
      const victims = turns[kill % turns.length]!;
      await test.step(`kill ${kill}: ${JSON.stringify(victims)}`, () => stage.killAndReturn(victims));
    }
    return stage.end();
  };
  try {
    for (const { workspace, temporary } of await Promise.all(stages.map(play))) {
      expect(workspace.toSorted()).toEqual(['one', 'two', 'typed'].map((name) => `${name}.blockwright.json`));
      // Windows knows no signal that a process can answer.
      if (process.platform !== 'win32') expect(temporary).toEqual([]);
    }
    // The walk did what it is there for.
    const all = (key: 'edits' | 'saves') => stages.reduce((sum, { told }) => sum + told[key], 0);
    expect(all('edits')).toBeGreaterThan(5 * kills);
    expect(all('saves')).toBeGreaterThan(kills / 20);
  } finally {
    await Promise.all(stages.map((stage) => stage.clear()));
  }
});
