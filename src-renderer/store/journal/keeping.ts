import { create } from 'zustand';
import type { Issue, Result } from '../../../src-core/errors.ts';
import { fail, issue } from '../../../src-core/errors.ts';
import { isState } from '../../../src-core/journal/line.ts';
import type { Replayed } from '../../../src-core/journal/replay.ts';
import { resumed } from '../../../src-core/journal/work.ts';
import { call } from '../../rpc/services.ts';
import { replayLines } from '../../work/text-thread.ts';
import { onDocumentChange, openedWork, openWork } from '../document.ts';
import { newJournal, showInAddress } from './address.ts';
import { broadcastLine } from './following.ts';
import { claimJournal, openJournals } from './ownership.ts';
import { Sender } from './sender.ts';
import { stateLine } from './state-line.ts';
import { copiedLines, copyLine, journalsAhead, noteKept } from './tab-copy.ts';

/** How far the open document's edits are kept. */
export interface Keeping {
  readonly journal: string | null;
  /** Lines of the journal that are not on the disk yet. */
  readonly waiting: number;
  /** Why the last attempt failed. */
  readonly issues: readonly Issue[];
}

export const useKeeping = create<Keeping>(() => ({ journal: null, waiting: 0, issues: [] }));

/** Milliseconds until a disk that refused is asked again. */
const pause = 5000;

/** Characters of a message that the services take; a socket that gets more is closed. */
const longestMessage = 70_000_000;

async function send(journal: string, lines: readonly string[]): Promise<Result<{ readonly kept: number }>> {
  const length = lines.reduce((sum, line) => sum + line.length, 0);
  // A line is JSON: within a message no more than its quotes and backslashes are written as two.
  if (2 * length > longestMessage && JSON.stringify(lines).length > longestMessage)
    return fail(issue('journal/too-large', {}, { length }));
  return call('keepEdits', { journal, lines: [...lines] });
}

const sender = new Sender({
  send,
  stateLine: (number) => stateLine(number, openedWork()),
  newJournal,
  onLine(journal, number, line) {
    void copyLine(journal, number, line, isState(line));
    broadcastLine(journal, line);
  },
  onKept: (journal, number) => void noteKept(journal, number),
  onJournal(journal) {
    showInAddress(journal);
    useKeeping.setState({ journal });
  },
  onWaiting(waiting, issues) {
    useKeeping.setState({ waiting, issues });
    // A lost connection sends by itself once it is back.
    if (issues.length > 0 && issues[0]?.code !== 'call/unreachable') setTimeout(() => sender.send(), pause);
  },
});

/** The journal that the next opened document goes on with; null for a new one. */
let goingOn: { readonly journal: string; readonly number: number } | null = null;

/** Keeps every change of the open document from now on. */
export function startKeeping(): void {
  onDocumentChange((change) => {
    if (change.kind !== 'opened') return sender.add(change);
    const { journal, number } = goingOn ?? { journal: newJournal(), number: 1 };
    if (goingOn === null) void claimJournal(journal);
    sender.begin(journal, number);
  });
}

/** Sends what is not kept yet. */
export const keepNow = (): void => sender.send();

/** The work of a journal, by whichever of the services and this browser knows more of it. Null where neither does. */
export async function workOfJournal(journal: string): Promise<Replayed | null> {
  const kept = await call('keptEdits', { journal });
  const told = await Promise.all(
    [kept.ok ? kept.value.lines : [], await copiedLines(journal)].map(replayLines),
  );
  let most: Replayed | null = null;
  for (const one of told) if (one.ok && one.value.last > (most?.last ?? 0)) most = one.value;
  return most;
}

/** Opens the work of a journal and goes on with it. */
export function goOn(journal: string, { work, last }: Replayed): void {
  goingOn = { journal, number: last + 1 };
  openWork(resumed(work));
  goingOn = null;
}

/** Hands the services what this browser copied while they were away, except of journals that a tab has open: that tab does. */
export async function handOver(): Promise<void> {
  const open = await openJournals();
  for (const journal of await journalsAhead()) {
    if (open.has(journal)) continue;
    const lines = await copiedLines(journal);
    const kept = await call('keepEdits', { journal, lines: [...lines] });
    if (kept.ok) await noteKept(journal, kept.value.kept);
  }
}
