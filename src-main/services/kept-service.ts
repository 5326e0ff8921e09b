import type { KeptDocument, Services } from '../../src-core/contract.ts';
import { ok } from '../../src-core/errors.ts';
import { replay } from '../../src-core/journal/replay.ts';
import { isUnsaved } from '../../src-core/journal/work.ts';
import type { KeptWork } from '../files/kept.ts';

type KeptServices = Pick<Services, 'keepEdits' | 'keptEdits' | 'keptDocuments' | 'forgetKept'>;

export interface KeptSession {
  readonly services: KeptServices;
  /** The window has gone: its journals may be removed when there is no room. */
  end(): void;
}

/** How many journals are read to tell what is kept. */
const mostListed = 50;

/** The journals of one window. */
export function keptServices(kept: KeptWork): KeptSession {
  const held = new Map<string, () => void>();

  async function summary(journal: string, modified: number): Promise<readonly KeptDocument[]> {
    const lines = await kept.journals.read(journal);
    const told = lines.ok ? replay(lines.value) : lines;
    if (!told.ok) return [];
    const { work } = told.value;
    const { title } = work.open.design;
    return [{ journal, path: work.path, title, modified, isUnsaved: isUnsaved(work) }];
  }

  return {
    services: {
      async keepEdits({ journal, lines }) {
        if (!held.has(journal)) {
          held.set(journal, kept.hold(journal));
          await kept.fit();
        }
        return kept.journals.append(journal, lines);
      },
      async keptEdits({ journal }) {
        const lines = await kept.journals.read(journal);
        return lines.ok ? ok({ lines: lines.value }) : lines;
      },
      async keptDocuments() {
        const files = await kept.journals.list();
        if (!files.ok) return files;
        const newest = [...files.value].sort((a, b) => b.modified - a.modified).slice(0, mostListed);
        const documents = await Promise.all(newest.map(({ id, modified }) => summary(id, modified)));
        return ok(documents.flat());
      },
      forgetKept: async () => ok({ bytes: await kept.forget() }),
    },
    end() {
      for (const release of held.values()) release();
      held.clear();
    },
  };
}
