import { createHash } from 'node:crypto';

/** What names of files and folders say of the process that made them. */

/** The first 32 bits of a text's SHA-256 as hexadecimal digits. */
export const short = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** Whether a process of this machine runs. One that may not be asked runs. */
export function runs(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
