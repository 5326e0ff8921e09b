import { readLine } from '../../../src-core/journal/line.ts';
import type { Replayed } from '../../../src-core/journal/replay.ts';
import { advance } from '../../../src-core/journal/work.ts';
import { followWork, useDocument } from '../document.ts';
import { showInAddress } from './address.ts';
import { awaitJournal } from './ownership.ts';

const channelOf = (journal: string): BroadcastChannel =>
  new BroadcastChannel(`blockwright:journal:${journal}`);

let own: { readonly journal: string; readonly channel: BroadcastChannel } | null = null;

/** Lets tabs that follow a journal of this tab hear of its next line. */
export function broadcastLine(journal: string, line: string): void {
  if (own?.journal !== journal) {
    own?.channel.close();
    own = { journal, channel: channelOf(journal) };
  }
  own.channel.postMessage(line);
}

/**
 * Shows the work of a journal that another tab has open, and what happens there, until the other tab goes or this one
 * opens something else.
 * @param read the work as it is kept by now
 * @param onGone the other tab has gone, and the journal is this tab's
 */
export async function followJournal(
  journal: string,
  read: () => Promise<Replayed | null>,
  onGone: () => void,
): Promise<boolean> {
  const channel = channelOf(journal);
  let told: Replayed | null = null;
  let isReading = true;
  const early: string[] = [];

  const take = async (line: string): Promise<void> => {
    const entry = readLine(line);
    if (entry === null || told === null || entry.number <= told.last) return;
    const isNext = entry.number === told.last + 1 || entry.record.kind === 'state';
    const next = isNext ? advance(told.work, entry.record) : null;
    told = next?.ok ? { work: next.value, last: entry.number } : await read();
    if (told !== null && useDocument.getState().isFollowing) followWork(told.work);
  };
  channel.addEventListener('message', ({ data }) => {
    if (typeof data !== 'string') return;
    if (isReading) early.push(data);
    else void take(data);
  });

  told = await read();
  isReading = false;
  if (told === null) {
    channel.close();
    return false;
  }
  showInAddress(journal);
  followWork(told.work);
  for (const line of early) await take(line);

  const stop = useDocument.subscribe(({ isFollowing }) => {
    if (isFollowing) return;
    stop();
    channel.close();
  });
  awaitJournal(journal, () => {
    const wants = useDocument.getState().isFollowing;
    if (wants) onGone();
    return wants;
  });
  return true;
}
