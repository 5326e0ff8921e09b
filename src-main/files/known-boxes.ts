import { join } from 'node:path';
import * as v from 'valibot';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { makeFolder } from './folder.ts';
import { readText } from './read.ts';
import { saveText } from './write.ts';

const boxSchema = v.object({
  box: v.pipe(v.string(), v.maxLength(64)),
  /** Where its tunnel ends on this machine: `http://127.0.0.1:8123`. */
  origin: v.pipe(v.string(), v.maxLength(256)),
  cookie: v.pipe(v.string(), v.maxLength(512)),
  key: v.pipe(v.string(), v.maxLength(512)),
});
const boxesSchema = v.array(boxSchema);

/** What lets this person in to another machine's serve shell, until that ends. */
export type KnownBox = Readonly<v.InferOutput<typeof boxSchema>>;

/** The other machines that a person has connected to. Only the person can read what lets one in. */
export interface KnownBoxes {
  names(): Promise<readonly string[]>;
  find(box: string): Promise<KnownBox | null>;
  /** Remembers one, in the place of another of its name. Issues: those of writing a file. */
  keep(known: KnownBox): Promise<Result<null>>;
}

const fileName = 'boxes.json';
const mostBytes = 1024 * 1024;

/** @param folder of the user's data; null where there is none, and a connection lasts as long as the command */
export function knownBoxes(folder: string | null): KnownBoxes {
  if (folder === null) return { names: async () => [], find: async () => null, keep: async () => ok(null) };
  const path = join(folder, fileName);

  /** A file that cannot be read knows nobody: the person connects again. */
  async function all(): Promise<readonly KnownBox[]> {
    const text = await readText(path, mostBytes);
    if (!text.ok) return [];
    try {
      const parsed = v.safeParse(boxesSchema, JSON.parse(text.value));
      return parsed.success ? parsed.output : [];
    } catch {
      return [];
    }
  }

  return {
    names: async () => (await all()).map(({ box }) => box),
    find: async (box) => (await all()).find((known) => known.box === box) ?? null,
    async keep(known) {
      const made = await makeFolder(folder, 0o700);
      if (!made.ok) return made;
      const others = (await all()).filter(({ box }) => box !== known.box);
      const text = `${JSON.stringify([...others, known], null, 2)}\n`;
      const saved = await saveText(path, text, { overwrite: true, mode: 0o600 });
      return saved.ok ? ok(null) : saved;
    },
  };
}
