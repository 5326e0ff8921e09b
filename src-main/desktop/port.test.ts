import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JobDone, JobProgress } from '../../src-core/contract.ts';
import { emptyDesign } from '../../src-core/document/design.ts';
import { emptyHistory } from '../../src-core/document/history.ts';
import { ok } from '../../src-core/errors.ts';
import { writeLine } from '../../src-core/journal/line.ts';
import { stateOf } from '../../src-core/journal/work.ts';
import { portMessage } from '../../src-renderer/rpc/channel.ts';
import { grants } from '../files/access.ts';
import { calibrationStore } from '../files/calibrations.ts';
import { keysFile } from '../files/chosen-keys.ts';
import type { Disk } from '../files/disk.ts';
import { faultyDisk } from '../files/faulty-disk.fixture.ts';
import { journals } from '../files/journals.ts';
import type { KeptWork } from '../files/kept.ts';
import { keptWork } from '../files/kept.ts';
import { knownBoxes } from '../files/known-boxes.ts';
import { recentFiles } from '../files/recent.ts';
import { resultStore } from '../files/result-store.ts';
import { openBoxes } from '../serve/box/boxes.ts';
import type { Runner } from '../services/job-service.ts';
import { openServices } from '../services/services.ts';
import { asMain, connectPage } from './port.fixture.ts';
import { connectPort, portChannel } from './port.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'port-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(
  runner: Runner | null,
  saveTo: string | null = null,
  kept: KeptWork = keptWork(join(folder, 'data')),
) {
  const { port1, port2 } = new MessageChannel();
  const access = grants();
  const heard: (JobProgress | JobDone)[] = [];
  let hearDone: () => void;
  const done = new Promise<void>((resolve) => {
    hearDone = resolve;
  });
  const grant = async () => {
    if (saveTo !== null) access.grant(saveTo);
    return saveTo;
  };
  connectPort(asMain(port1), (window) =>
    openServices(
      {
        shell: 'desktop',
        version: '1.2.3',
        open: { network: 'hs-resnet-50' },
        access,
        recent: recentFiles(join(folder, 'data')),
        keys: keysFile(join(folder, 'data')),
        calibrations: calibrationStore(join(folder, 'data')),
        kept,
        results: resultStore(null),
        boxes: openBoxes(knownBoxes(null), '1.2.3'),
        dialogs: { open: grant, save: grant },
        runner,
        onReady: () => undefined,
      },
      window,
    ),
  );
  const page = connectPage(port2, {
    jobProgress: (event) => heard.push(event),
    jobDone: (event) => {
      heard.push(event);
      hearDone();
    },
    openRequested: () => undefined,
  });
  return { page, port: port2, heard, done };
}

test('the page listens for the message that the preload posts', () => {
  expect(portMessage).toBe(portChannel);
});

test('a call crosses the channel and comes back', async () => {
  const { page, port } = open(null);
  expect(await page.hello({})).toMatchObject({
    ok: true,
    value: { shell: 'desktop', workspace: null, nativeDialogs: true, open: { network: 'hs-resnet-50' } },
  });
  port.close();
});

test('what was picked in a dialog is saved and opened again; other paths are not touched', async () => {
  const path = join(folder, 'mine.blockwright.json');
  const { page, port } = open(null, path);
  const text = '{"title":"größer"}\n';
  expect(await page.openFile({ path })).toMatchObject({ ok: false, issues: [{ code: 'file/not-readable' }] });
  const saved = await page.saveFile({ path: null, suggestedName: '../../mine', text, overwrite: false });
  expect(saved).toMatchObject({ ok: true, value: { path, notes: [] } });
  expect(await page.openFile({ path })).toMatchObject({ ok: true, value: { path, text } });
  expect(await page.saveFile({ path, suggestedName: '', text, overwrite: false })).toMatchObject({
    ok: false,
    issues: [{ code: 'file/exists' }],
  });
  expect(await page.recentFiles({})).toMatchObject({ ok: true, value: [{ path, name: 'mine' }] });
  port.close();
});

test('a cancelled dialog is no problem', async () => {
  const { page, port } = open(null, null);
  expect(await page.openFile({ path: null })).toEqual({ ok: true, value: null });
  expect(await page.chooseExport({ path: null, suggestedName: 'a', overwrite: false })).toEqual({
    ok: true,
    value: null,
  });
  port.close();
});

const job = { kind: 'compile', design: '{}', device: 'cpu' } as const;
const report = { device: 'cpu', bytes: 1, nodes: 1, lowerMs: 1, loadMs: 1 } as const;

test('a job answers with its number before it is heard of, then tells its progress and its end', async () => {
  const runner: Runner = {
    devices: async () => ok([]),
    start(_job, progress) {
      progress({ phase: 'run', done: 1, total: 1 });
      return { result: Promise.resolve(ok(report)), cancel: () => undefined };
    },
    close: async () => undefined,
  };
  const { page, port, heard, done } = open(runner);
  const started = page.startJob({ job }).then((answer) => [answer, heard.length]);
  expect(await started).toEqual([{ ok: true, value: { job: 1 } }, 0]);
  await done;
  expect(heard).toEqual([
    { job: 1, phase: 'run', done: 1, total: 1 },
    { job: 1, result: ok(report), notes: [] },
  ]);
  port.close();
});

test('a window that goes takes its jobs along', async () => {
  let cancelled: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    cancelled = resolve;
  });
  let begun: () => void = () => undefined;
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const runner: Runner = {
    devices: async () => ok([]),
    start() {
      begun();
      return { result: new Promise(() => undefined), cancel: cancelled };
    },
    close: async () => undefined,
  };
  const { page, port } = open(runner);
  await page.startJob({ job });
  await started;
  port.close();
  await stopped;
});

test('an edit is said to be kept once its line is flushed, and not before: one flush for each message', async () => {
  const place = join(folder, 'data', 'journals');
  const { disk: counted, calls } = faultyDisk(() => null);
  let flush: () => void = () => undefined;
  const held: Disk = {
    ...counted,
    async open(...args) {
      const file = await counted.open(...args);
      const mayFlush = new Promise<void>((resolve) => {
        flush = resolve;
      });
      return { ...file, datasync: () => mayFlush.then(() => file.datasync()) };
    },
  };
  const kept = { ...keptWork(join(folder, 'data')), journals: journals(place, held) };
  const { page, port } = open(null, null, kept);
  const flushes = () => calls.filter((call) => call === 'datasync').length;
  const work = {
    open: { design: emptyDesign('New'), history: emptyHistory },
    saved: null,
    path: null,
    hash: null,
    isDiscarded: false,
  };
  const titled = (title: string) => ({ kind: 'commit', edit: { kind: 'setTitle', title } }) as const;
  const records = [stateOf(work), titled('one'), titled('two')];
  const lines = records.map((record, index) => writeLine({ number: index + 1, record }));
  const journal = 'a'.repeat(32);
  for (const [index, line] of lines.entries()) {
    let answer: unknown = 'none yet';
    const answered = page.keepEdits({ journal, lines: [line] }).then((result) => {
      answer = result;
    });
    // The line is written, and all that the port carried before it has been answered, but it may still be lost.
    await expect.poll(() => calls.filter((call) => call === 'write')).toHaveLength(index + 1);
    await page.hello({});
    expect(flushes()).toBe(index);
    expect(answer).toBe('none yet');
    flush();
    await answered;
    expect(answer).toEqual({ ok: true, value: { kept: index + 1 } });
    expect(flushes()).toBe(index + 1);
    expect(await journals(place).read(journal)).toEqual({ ok: true, value: lines.slice(0, index + 1) });
  }
  port.close();
});

test('noise on the port is survived', async () => {
  const { page, port } = open(null);
  for (const noise of [
    null,
    1,
    'x',
    [],
    {},
    { t: 'q' },
    { t: 'q', m: 'hello', a: 'x' },
    { t: 's', i: 'x', e: 1 },
  ]) {
    port.postMessage(noise);
  }
  expect(await page.hello({})).toMatchObject({ ok: true });
  port.close();
});
