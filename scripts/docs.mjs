/** `npm run docs`: writes everything that is generated and kept in the repository, and names each file that changed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { layersFile, layersJson } from './layers.mjs';
import { loadTypeScript } from './load-typescript.mjs';
import { at } from './project.mjs';
import { say } from './say.mjs';

/** @param {string} file @param {string} name @param {(present: string) => string | Promise<string>} text */
async function bringUpToDate(file, name, text) {
  const present = readFileSync(file, 'utf8');
  const wanted = await text(present);
  if (wanted === present) return;
  writeFileSync(file, wanted);
  say(`Wrote ${name}`);
}

await bringUpToDate(layersFile, 'biome.layers.jsonc', layersJson);
const { generatedPages } = await loadTypeScript(at('src-main', 'docs', 'pages.ts'));
for (const { path, text } of generatedPages) await bringUpToDate(at(path), path, text);
