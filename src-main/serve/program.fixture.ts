import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a program that Node runs, as a browser that can be started would lie there. @returns its path */
export function writeProgram(folder: string, name: string, body: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!${process.execPath}\n${body}`);
  chmodSync(path, 0o755);
  return path;
}
