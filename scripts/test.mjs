/**
 * `npm test`: everything that must hold, from a fresh clone. Stops at the first broken part, unless `--keep-going` is given
 * (`npm run test:all`), which also runs the tests that take long. Always ends with one line: N passed, N failed, N skipped.
 */
import process from 'node:process';
import { parts } from './parts.mjs';
import { say } from './say.mjs';

const keepGoing = process.argv.includes('--keep-going');
// Tests that take long are skipped without it, and say so.
if (keepGoing) process.env.BLOCKWRIGHT_TEST_ALL = '1';
const total = { passed: 0, failed: 0, skipped: 0 };
const skips = [];
const broken = [];

for (const part of parts) {
  say(`— ${part.name}`);
  try {
    const count = await part.run();
    for (const key of Object.keys(total)) total[key] += count[key];
    skips.push(...count.skips);
    if (count.failed > 0) broken.push(part.name);
  } catch (error) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    total.failed += 1;
    broken.push(part.name);
  }
  if (broken.length > 0 && !keepGoing) break;
}

for (const skip of skips) say(`skipped: ${skip}`);
if (broken.length > 0) say(`broken: ${broken.join(', ')}`);
say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = broken.length > 0 ? 1 : 0;
