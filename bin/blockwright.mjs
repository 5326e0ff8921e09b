#!/usr/bin/env node
import { tooOld } from '../scripts/node-version.mjs';

/** Nothing is imported before the version is known: an old Node that cannot read the rest can still say so. */
async function run() {
  const reason = tooOld();
  if (reason !== null) return reason;
  const { existsSync } = await import('node:fs');
  const cli = new URL('../out/main/cli.js', import.meta.url);
  if (!existsSync(cli)) return 'The command is not built yet; run: npm run build';
  await import(cli.href);
  return null;
}

run().then((reason) => {
  if (reason === null) return;
  process.stderr.write(`${reason}\n`);
  process.exitCode = 2;
});
