import { join } from 'node:path';
import * as v from 'valibot';
import type { ChosenKeys } from '../../src-core/contract.ts';
import { chosenKeysSchema } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { makeFolder } from './folder.ts';
import { readText } from './read.ts';
import { saveText } from './write.ts';

/** The keys that a person has chosen for commands, for all windows and shells of that person. */
export interface KeysFile {
  read(): Promise<ChosenKeys>;
  /** Replaces all of them. Issues: those of writing a file. */
  keep(keys: ChosenKeys): Promise<Result<null>>;
}

const mostBytes = 1024 * 1024;

/**
 * Keys that cannot be read count as not chosen: every command then has its usual ones.
 * @param folder made when keys are first chosen; null where there is none, and they last as long as the window
 */
export function keysFile(folder: string | null): KeysFile {
  if (folder === null) return { read: async () => ({}), keep: async () => ok(null) };
  const file = join(folder, 'keys.json');
  let last: Promise<unknown> = Promise.resolve();

  async function put(keys: ChosenKeys): Promise<Result<null>> {
    const made = await makeFolder(folder as string, 0o700);
    if (!made.ok) return made;
    const saved = await saveText(file, `${JSON.stringify(keys, null, 2)}\n`, { overwrite: true });
    return saved.ok ? ok(null) : saved;
  }

  return {
    async read() {
      await last;
      const text = await readText(file, mostBytes);
      if (!text.ok) return {};
      try {
        const parsed = v.safeParse(chosenKeysSchema, JSON.parse(text.value));
        return parsed.success ? parsed.output : {};
      } catch {
        return {};
      }
    },
    keep(keys) {
      const turn = last.then(() => put(keys));
      last = turn;
      return turn;
    },
  };
}
