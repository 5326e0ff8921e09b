import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PrivateFile {
  readonly path: string;
  remove(): Promise<void>;
}

/** Makes a new folder in the system's temporary folder that only its user can look into. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'blockwright-'));
  await chmod(folder, 0o700);
  return folder;
}

/** Writes a file in a new folder of the system's temporary folder; only its user can look into the folder or read the file. */
export async function privateFile(name: string, text: string): Promise<PrivateFile> {
  const folder = await temporaryFolder();
  const path = join(folder, name);
  await writeFile(path, text, { mode: 0o600, flag: 'wx' });
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
