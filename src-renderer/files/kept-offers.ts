import type { KeptDocument } from '../../src-core/contract.ts';
import type { Design } from '../../src-core/document/design.ts';
import type { OpenDesign } from '../../src-core/document/history.ts';
import { undone } from '../../src-core/document/history.ts';
import { writeLine } from '../../src-core/journal/line.ts';
import type { Work } from '../../src-core/journal/work.ts';
import { t } from '../locale/translate.ts';
import { call } from '../rpc/services.ts';
import { differenceLines } from '../store/difference-lines.ts';
import { documentName, readyDesign } from '../store/document.ts';
import { goOn, handOver, useKeeping, workOfJournal } from '../store/journal/keeping.ts';
import { claimJournal, openJournals } from '../store/journal/ownership.ts';
import { parseText } from '../work/text-thread.ts';
import { designTextIn } from './design-text.ts';
import { mayDiscard } from './may-discard.ts';
import type { Details, OfferEntry } from './questions.ts';
import { offer } from './questions.ts';
import { showDesign } from './show-design.ts';

/** So much unsaved work is offered at once, the newest first. */
const most = 10;

/** The design before the first step that is remembered. */
function oldest(open: OpenDesign): Design {
  let earliest = open;
  for (let before = undone(open); before !== null; before = undone(before)) earliest = before;
  return earliest.design;
}

/** How kept work differs from its file, or without one from what it began with. */
async function detailsOf({ path, open }: Work): Promise<Details> {
  const file = path === null ? null : await call('fileNow', { path });
  const isThere = file?.ok && file.value.hash !== null;
  const opened = path !== null && isThere ? await designTextIn(path) : null;
  const design = opened?.ok && opened.value !== null ? await parseText(opened.value.text) : null;
  const lines = await differenceLines(design?.ok ? design.value : oldest(open), open.design);
  return { title: t(design?.ok ? 'From the file to this work' : 'Since it was opened'), lines };
}

async function entryOf({ journal, modified }: KeptDocument): Promise<OfferEntry | null> {
  const kept = await workOfJournal(journal);
  if (kept === null) return null;
  const { work, last } = kept;
  return {
    id: journal,
    name: documentName({ path: work.path, whole: work.open.design }),
    time: modified,
    details: await detailsOf(work),
    async open() {
      if (!(await mayDiscard()) || !(await claimJournal(journal))) return false;
      await readyDesign(work.open.design);
      goOn(journal, kept);
      showDesign();
      return true;
    },
    async discard() {
      const line = writeLine({ number: last + 1, record: { kind: 'discarded' } });
      await call('keepEdits', { journal, lines: [line] });
    },
  };
}

/** Offers the work that was kept, that no file holds and no tab has open. @param path of one file, or all of it */
export async function offerKept(path: string | null = null): Promise<void> {
  await handOver();
  const kept = await call('keptDocuments', {});
  if (!kept.ok) return;
  const open = await openJournals();
  const { journal: own } = useKeeping.getState();
  const wanted = kept.value.filter(
    (document) =>
      document.isUnsaved &&
      !open.has(document.journal) &&
      document.journal !== own &&
      (path === null || document.path === path),
  );
  const entries: OfferEntry[] = [];
  for (const document of wanted.slice(0, most)) {
    const entry = await entryOf(document);
    if (entry !== null) entries.push(entry);
  }
  if (entries.length > 0) offer(t('Unsaved work was kept'), entries);
}
