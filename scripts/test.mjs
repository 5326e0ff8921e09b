/**
 * `npm test`: everything that must hold, from a fresh clone. Stops at the first broken part, unless `--keep-going` is given
 * (`npm run test:all`), which also runs the tests that take long. Always ends with one line: N passed, N failed, N skipped.
 */
import process from 'node:process';
import { parts } from './parts.mjs';
import { runParts, summary } from './run-parts.mjs';
import { say } from './say.mjs';

const keepGoing = process.argv.includes('--keep-going');
// Tests that take long are skipped without it, and say so.
if (keepGoing) process.env.BLOCKWRIGHT_TEST_ALL = '1';

const outcome = await runParts(parts, { keepGoing, say });
for (const line of summary(outcome)) say(line);
process.exitCode = outcome.broken.length > 0 ? 1 : 0;
