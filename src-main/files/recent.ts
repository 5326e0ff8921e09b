import { basename, join } from 'node:path';
import * as v from 'valibot';
import type { RecentFile } from '../../src-core/contract.ts';
import { designSuffix, makeFolder } from './folder.ts';
import { readText } from './read.ts';
import { saveText } from './write.ts';

const kept = 12;
const schema = v.array(v.object({ path: v.string(), name: v.string(), opened: v.number() }));

/** The files that were opened or saved last, newest first, remembered between runs. */
export interface RecentFiles {
  list(): Promise<readonly RecentFile[]>;
  add(path: string): Promise<void>;
}

const unremembered: RecentFiles = { list: async () => [], add: async () => undefined };

/**
 * A list that cannot be read counts as empty and one that cannot be written is given up: it is a convenience, not a person's work.
 * @param folder made when the first file is added; null where there is none, and nothing is remembered
 */
export const recentFiles = (folder: string | null, now: () => number = Date.now): RecentFiles =>
  folder === null ? unremembered : rememberedIn(folder, now);

function rememberedIn(folder: string, now: () => number): RecentFiles {
  const file = join(folder, 'recent.json');
  let last: Promise<unknown> = Promise.resolve();

  async function read(): Promise<readonly RecentFile[]> {
    const text = await readText(file, 1024 * 1024);
    if (!text.ok) return [];
    try {
      const parsed = v.safeParse(schema, JSON.parse(text.value));
      return parsed.success ? parsed.output : [];
    } catch {
      return [];
    }
  }

  async function put(path: string): Promise<void> {
    const entry = { path, name: basename(path, designSuffix), opened: now() };
    const others = (await read()).filter((other) => other.path !== path);
    const made = await makeFolder(folder, 0o700);
    if (!made.ok) return;
    await saveText(file, `${JSON.stringify([entry, ...others].slice(0, kept), null, 2)}\n`, {
      overwrite: true,
    });
  }

  return {
    async list() {
      await last;
      return read();
    },
    add(path) {
      const turn = last.then(() => put(path));
      last = turn;
      return turn;
    },
  };
}
