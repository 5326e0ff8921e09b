import { networkOf } from '../../src-core/catalogue.ts';
import { writeLine } from '../../src-core/journal/line.ts';
import type { JournalRecord } from '../../src-core/journal/record.ts';
import type { Work } from '../../src-core/journal/work.ts';
import { advance, stateOf } from '../../src-core/journal/work.ts';

/** The bound of docs/durability.md, from the edit to the answer that it is on the disk. In milliseconds, at p99. */
const bound = 60;
const edits = 2000;

const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2);

/** What a window asks for, and what it is answered with. */
type Keep = (asked: { readonly journal: string; readonly lines: string[] }) => Promise<unknown>;

/**
 * One edit after the other of a real design, each kept before the next. Ends the run with 1 where the bound is passed.
 * @param way that an edit takes to the disk, for the line that is returned
 */
export async function timeEdits(way: string, keep: Keep): Promise<string> {
  const network = networkOf('hs-resnet-50');
  if (network === undefined) throw new Error('the network is not there');
  let work: Work = {
    open: { design: network.design, history: { past: [], future: [] } },
    saved: null,
    path: null,
    hash: null,
    isDiscarded: false,
  };
  const times: number[] = [];
  for (let number = 1; number <= edits; number += 1) {
    const start = performance.now();
    const edit = { kind: 'setVariable', name: 's', value: 2 + (number % 6) } as const;
    const commit: JournalRecord = { kind: 'commit', edit };
    const next = advance(work, commit);
    if (!next.ok) throw new Error('the edit does not apply');
    work = next.value;
    // As the window does: after 500 records all that is open, its history included.
    const record = number % 500 === 1 ? stateOf(work) : commit;
    const answer = await keep({ journal: '0'.repeat(32), lines: [writeLine({ number, record })] });
    if (JSON.stringify(answer) !== JSON.stringify({ ok: true, value: { kept: number } })) {
      throw new Error(`not kept: ${JSON.stringify(answer)}`);
    }
    times.push(performance.now() - start);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const p99 = at(sorted, 0.99);
  if (Number(p99) > bound) process.exitCode = 1;
  return `journal: ${edits} edits of hs-resnet-50 ${way}, each on the disk before the next: median ${at(sorted, 0.5)} ms, p99 ${p99} ms (bound ${bound} ms), most ${at(sorted, 1)} ms`;
}
