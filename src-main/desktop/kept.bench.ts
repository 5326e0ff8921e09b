import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { grants } from '../files/access.ts';
import { calibrationStore } from '../files/calibrations.ts';
import { keysFile } from '../files/chosen-keys.ts';
import { timeEdits } from '../files/edits.fixture.ts';
import { keptWork } from '../files/kept.ts';
import { knownBoxes } from '../files/known-boxes.ts';
import { recentFiles } from '../files/recent.ts';
import { resultStore } from '../files/result-store.ts';
import { openBoxes } from '../serve/box/boxes.ts';
import { openServices } from '../services/services.ts';
import { asMain, connectPage } from './port.fixture.ts';
import { connectPort } from './port.ts';

/** The way of an edit in the desktop shell: its own code behind a port of Node, and the disk. */
export async function bench(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'port-'));
  const { port1, port2 } = new MessageChannel();
  const context = {
    shell: 'desktop',
    version: '1.2.3',
    open: null,
    access: grants(),
    recent: recentFiles(folder),
    keys: keysFile(folder),
    calibrations: calibrationStore(folder),
    kept: keptWork(folder),
    results: resultStore(null),
    boxes: openBoxes(knownBoxes(null), '1.2.3'),
    dialogs: null,
    runner: null,
    onReady: () => undefined,
  } as const;
  connectPort(asMain(port1), (window) => openServices(context, window));
  const services = connectPage(port2, {
    jobProgress: () => undefined,
    jobDone: () => undefined,
    openRequested: () => undefined,
  });
  try {
    return await timeEdits('through a port, as the desktop shell does', (asked) => services.keepEdits(asked));
  } finally {
    port2.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
