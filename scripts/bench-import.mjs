/**
 * `npm run bench:import`: the time from the drop of a large ONNX file to a canvas that answers, in the built app, and beside it in
 * Netron where the environment variable NETRON names a copy of its page, the folder or its index.html. Ends with 1 where a bound is passed.
 */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { runBrowserBench } from './browser-bench.mjs';

const named = process.env.NETRON;
const path = named === undefined || named === '' ? null : resolve(named);
const folder = path !== null && existsSync(path) && statSync(path).isFile() ? dirname(path) : path;
const netron = folder !== null && existsSync(join(folder, 'index.html')) ? folder : null;

await runBrowserBench(['e2e', 'importing', 'bench.ts'], { netron });
