/**
 * `npm run bench:canvas`: the canvas of the app beside React Flow as its documentation shows it, with the same graph, in one
 * browser, in one run. Ends with 1 where a bound is passed. `npm run bench:canvas -- 10000` takes another number of items,
 * `--alone` leaves stock React Flow out.
 */
import process from 'node:process';
import { runBrowserBench } from './browser-bench.mjs';

await runBrowserBench(['e2e', 'large', 'bench.ts'], {
  count: Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 3000),
  isAlone: process.argv.includes('--alone'),
});
