/**
 * `npm run pictures`: the main screens in both languages and both themes, as PNGs in docs/pictures. It builds the app and opens
 * it in a browser of this machine, which takes some minutes: a profile is measured, every published figure is counted.
 * The system must have a Chinese font; on Linux that is a package such as fonts-noto-cjk.
 * `npm run pictures -- WORD` takes those whose name holds the word; `--width 1024` takes them narrower and `--to FOLDER` elsewhere.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { resolveBrowsers } from './browser.mjs';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { loadTypeScript } from './load-typescript.mjs';
import { at } from './project.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    width: { type: 'string', default: '1440' },
    to: { type: 'string', default: at('docs', 'pictures') },
  },
});

/** Why no pictures can be taken; null where they can. */
async function obstacle() {
  const failure = (await install()) ?? (await build());
  if (failure !== null || process.platform !== 'linux') return failure;
  const { code, output } = await run('fc-list', [':lang=zh']);
  return code === 0 && output === ''
    ? 'There is no Chinese font here: install one, such as fonts-noto-cjk.'
    : null;
}

/** @param {string} reason */
function refuse(reason) {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}

const failure = await obstacle();
if (failure !== null) refuse(failure);
const browsers = await resolveBrowsers();
if ('reason' in browsers) refuse(browsers.reason);
else {
  const { takePictures } = await loadTypeScript(at('e2e', 'pictures', 'pictures.ts'));
  await takePictures({
    browser: browsers[0],
    folder: values.to,
    word: positionals[0] ?? '',
    width: Number(values.width),
    say,
  });
}
