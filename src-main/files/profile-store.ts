import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { KeptProfile } from '../../src-core/results/kept-profile.ts';
import { keptProfileSchema, mostKeptItems } from '../../src-core/results/kept-profile.ts';
import { makeFolder } from './folder.ts';
import { readText } from './read.ts';
import { saveText } from './write.ts';

/** The times of items of a person's latest profiles, a file each, which only the person can read. */
export interface ProfileStore {
  /** Keeps them, and lets the oldest go beyond `mostProfiles`; one of too many items is not kept. Issues: those of a disk. */
  add(profiles: readonly KeptProfile[]): Promise<Result<null>>;
  /** The ids of the results whose profiles are kept, the newest first. */
  ids(): Promise<readonly string[]>;
  /** The profile of a result. Issue: results/no-profile. */
  read(id: string): Promise<Result<KeptProfile>>;
  /** Deletes those of results. @param ids null for all */
  remove(ids: readonly string[] | null): Promise<void>;
}

/** How many are kept. */
export const mostProfiles = 50;

/** One of `mostKeptItems` with paths of usual length. */
const mostBytes = 4 * 1024 * 1024;

const nowhere: ProfileStore = {
  add: async () => ok(null),
  ids: async () => [],
  read: async (id) => fail(issue('results/no-profile', {}, { id })),
  remove: async () => undefined,
};

/** Its name begins with the time, so that names in order are profiles in order. */
const fileName = ({ result: { at, id } }: KeptProfile): string =>
  `${at.replaceAll(/[^0-9TZ]/g, '')}-${id}.json`;
const named = /^[0-9TZ]+-([0-9a-f]{32})\.json$/;

/** @param data folder of the person's data; null where there is none, and nothing is kept */
export function profileStore(data: string | null): ProfileStore {
  if (data === null) return nowhere;
  const folder = join(data, 'profiles');

  /** Names by ids, the newest first. */
  async function files(): Promise<ReadonlyMap<string, string>> {
    const names = await readdir(folder).catch(() => []);
    const known = names.sort().reverse();
    return new Map(
      known.flatMap((name): [string, string][] => {
        const id = named.exec(name)?.[1];
        return id === undefined ? [] : [[id, name]];
      }),
    );
  }

  return {
    async add(profiles) {
      const kept = profiles.filter(({ items }) => items.length <= mostKeptItems);
      if (kept.length === 0) return ok(null);
      const made = await makeFolder(folder, 0o700);
      if (!made.ok) return made;
      for (const profile of kept) {
        const path = join(folder, fileName(profile));
        const saved = await saveText(path, `${JSON.stringify(profile)}\n`, { overwrite: true, mode: 0o600 });
        if (!saved.ok) return saved;
      }
      const oldest = [...(await files()).values()].slice(mostProfiles);
      for (const name of oldest) await rm(join(folder, name), { force: true });
      return ok(null);
    },
    ids: async () => [...(await files()).keys()],
    async read(id) {
      const name = (await files()).get(id);
      const none = () => fail(issue('results/no-profile', {}, { id: id.slice(0, 8) }));
      if (name === undefined) return none();
      const text = await readText(join(folder, name), mostBytes);
      if (!text.ok) return text;
      try {
        const parsed = v.safeParse(keptProfileSchema, JSON.parse(text.value));
        return parsed.success ? ok(parsed.output) : none();
      } catch {
        return none();
      }
    },
    async remove(ids) {
      const known = await files();
      for (const [id, name] of known) {
        if (ids === null || ids.includes(id))
          await rm(join(folder, name), { force: true }).catch(() => undefined);
      }
    },
  };
}
