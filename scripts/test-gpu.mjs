/**
 * `npm run test:gpu`: what only a machine with a graphics card can show. Every device that works there besides the cpu must
 * compute what the cpu does in each precision it has, and say where the time goes; one that has none fails. With
 * `npm run test:gpu -- software` the software adapter of the browser package stands in for a card, which shows that the tests run.
 */
import process from 'node:process';
import { install } from './install.mjs';
import { at } from './project.mjs';
import { runNode } from './run.mjs';

const failure = await install();
if (failure === null) {
  process.env.BLOCKWRIGHT_TEST_GPU = process.argv[2] === 'software' ? 'software' : 'card';
  const vitest = at('node_modules', 'vitest', 'vitest.mjs');
  const { code } = await runNode(vitest, ['run', 'src-main/runner/gpu.test.ts'], { show: true });
  process.exitCode = code;
} else {
  process.stderr.write(`${failure}\n`);
  process.exitCode = 1;
}
