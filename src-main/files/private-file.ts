import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { privateFolder } from './private-folder.ts';

export interface PrivateFile {
  readonly path: string;
  remove(): Promise<void>;
}

/** Writes a file in a private folder of its own; only this user can look into the folder or read the file. */
export async function privateFile(name: string, text: string): Promise<PrivateFile> {
  const folder = await privateFolder();
  const path = join(folder.path, name);
  await writeFile(path, text, { mode: 0o600, flag: 'wx' });
  return { path, remove: folder.remove };
}
