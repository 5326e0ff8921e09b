import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyDesign } from '../../src-core/document/design.ts';
import { emptyHistory } from '../../src-core/document/history.ts';
import { writeLine } from '../../src-core/journal/line.ts';
import type { JournalRecord } from '../../src-core/journal/record.ts';
import { stateOf } from '../../src-core/journal/work.ts';
import { workspace } from '../files/access.ts';
import { keptWork } from '../files/kept.ts';
import { recentFiles } from '../files/recent.ts';
import { fileServices } from './files-service.ts';
import { keptServices } from './kept-service.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-service-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const records: readonly JournalRecord[] = [
  stateOf({
    open: { design: emptyDesign('New'), history: emptyHistory },
    saved: null,
    path: null,
    hash: null,
    isDiscarded: false,
  }),
  { kind: 'commit', edit: { kind: 'setTitle', title: 'Mine' } },
];
const lines = records.map((record, index) => writeLine({ number: index + 1, record }));
const journal = 'a'.repeat(32);

test('kept edits come back in another session, and are told with their title and whether they are saved', async () => {
  const first = keptServices(keptWork(folder));
  expect(await first.services.keepEdits({ journal, lines })).toEqual({ ok: true, value: { kept: 2 } });
  const other = keptServices(keptWork(folder)).services;
  expect(await other.keptEdits({ journal })).toEqual({ ok: true, value: { lines } });
  const document = { journal, path: null, title: 'Mine', modified: expect.any(Number) };
  expect(await other.keptDocuments({})).toEqual({ ok: true, value: [{ ...document, isUnsaved: true }] });
  const gone = writeLine({ number: 3, record: { kind: 'discarded' } });
  await first.services.keepEdits({ journal, lines: [gone] });
  expect(await other.keptDocuments({})).toEqual({ ok: true, value: [{ ...document, isUnsaved: false }] });
});

test('Forget leaves what a window has open, until the window goes', async () => {
  const session = keptServices(keptWork(folder));
  await session.services.keepEdits({ journal, lines });
  expect(await session.services.forgetKept({})).toEqual({ ok: true, value: { bytes: 0 } });
  session.end();
  expect(await session.services.forgetKept({})).toMatchObject({ ok: true });
  expect(await session.services.keptEdits({ journal })).toEqual({ ok: true, value: { lines: [] } });
});

test('a file is replaced only with the content that was seen, which becomes a version', async () => {
  const path = join(folder, 'a.blockwright.json');
  const services = fileServices({
    access: await workspace(folder),
    recent: recentFiles(join(folder, 'data')),
    dialogs: null,
    kept: keptWork(join(folder, 'data')),
  });
  writeFileSync(path, 'one');
  const opened = await services.openFile({ path });
  if (!opened.ok || opened.value === null || !('text' in opened.value)) throw new Error('not opened');
  const { hash: seen } = opened.value;
  const save = (text: string) => services.saveFile({ path, suggestedName: '', text, overwrite: true, seen });
  expect(await services.fileNow({ path })).toEqual({ ok: true, value: { hash: seen } });
  expect(await save('two')).toMatchObject({ ok: true, value: { notes: [] } });
  expect(await save('three')).toMatchObject({ issues: [{ code: 'file/changed' }] });
  expect(await services.fileNow({ path })).not.toEqual({ ok: true, value: { hash: seen } });
  expect(await services.fileNow({ path: 'none' })).toEqual({ ok: true, value: { hash: null } });
  const nowhere = { suggestedName: '', text: 'x', overwrite: true, path: 'gone/a.json' };
  expect(await services.saveFile(nowhere)).toMatchObject({
    issues: [
      { code: 'file/not-writable', data: { detail: 'its folder, or what it links to, is not there' } },
    ],
  });
  const versions = await services.fileVersions({ path });
  if (!versions.ok) throw new Error('no versions');
  expect(versions.value).toHaveLength(1);
  const id = versions.value[0]?.id ?? '';
  expect(await services.readVersion({ path, id })).toEqual({ ok: true, value: { text: 'one' } });
  expect(await services.readVersion({ path: '../outside', id })).toMatchObject({
    issues: [{ code: 'file/outside-workspace' }],
  });
});
