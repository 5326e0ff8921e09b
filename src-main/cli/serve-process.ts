import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Runs the serve shell as it is built, in a process of its own that shares the terminal, until it ends. Ctrl+C reaches
 * it too; a request to end this process is passed on.
 * @param entry out/main/serve.js
 * @returns its exit code; null where a signal ended it
 */
export function runServe(entry: URL, args: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, [fileURLToPath(entry), ...args], { stdio: 'inherit' });
  const wait = (): void => undefined;
  const forward = (): void => void child.kill('SIGTERM');
  process.on('SIGINT', wait);
  process.on('SIGTERM', forward);
  process.on('SIGHUP', forward);
  return new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  }).finally(() => {
    process.off('SIGINT', wait);
    process.off('SIGTERM', forward);
    process.off('SIGHUP', forward);
  });
}
