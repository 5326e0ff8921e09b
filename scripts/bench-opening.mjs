/**
 * `npm run bench:opening`: the longest task of the window's thread while the worst documents are opened, in the built app in
 * a browser. Ends with 1 where the bound is passed. `npm run bench:opening -- WORD` opens those whose name holds the word.
 */
import process from 'node:process';
import { runBrowserBench } from './browser-bench.mjs';

await runBrowserBench(['e2e', 'opening', 'bench.ts'], { word: process.argv[2] ?? '' });
