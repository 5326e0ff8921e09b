import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { crashLog } from './crash-log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crash-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('each line is one object with its time and the facts of the app', () => {
  const log = crashLog(join(folder, 'data'), { version: '1.2.3' }, () => new Date(0));
  log.record('window', 'oom\nand "more"');
  log.record('app', 'late');
  const lines = readFileSync(log.path ?? '', 'utf8').split('\n');
  expect(lines.filter(Boolean).map((line) => JSON.parse(line))).toEqual([
    { time: '1970-01-01T00:00:00.000Z', version: '1.2.3', what: 'window', detail: 'oom\nand "more"' },
    { time: '1970-01-01T00:00:00.000Z', version: '1.2.3', what: 'app', detail: 'late' },
  ]);
});

test('a log that has grown large is put aside, so that two are kept', () => {
  const log = crashLog(folder, {});
  writeFileSync(log.path ?? '', 'x'.repeat(300_000));
  log.record('window', 'oom');
  expect(readFileSync(log.path ?? '', 'utf8').length).toBeLessThan(200);
  expect(existsSync(join(folder, 'crashes.old.log'))).toBe(true);
});

test('a log that cannot be written is given up without a word', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => crashLog(join(folder, 'file', 'data'), {}).record('window', 'oom')).not.toThrow();
  expect(crashLog(null, {}).path).toBeNull();
});
