import { app } from './app.ts';
import { canvas } from './canvas.ts';
import { catalogue } from './catalogue.ts';
import { changes } from './changes.ts';
import { compare } from './compare.ts';
import { designSpace } from './design-space.ts';
import { differencesZh } from './differences.ts';
import { featureMaps } from './feature-maps.ts';
import { files } from './files.ts';
import { formula } from './formula.ts';
import { inspector } from './inspector.ts';
import { locale } from './locale.ts';
import { palette } from './palette.ts';
import { prediction } from './prediction.ts';
import { profile } from './profile.ts';
import { published } from './published.ts';
import { results } from './results.ts';
import { shared } from './shared.ts';
import { store } from './store.ts';
import { ui } from './ui.ts';
import { verify } from './verify.ts';

/** Every text of the window with its Chinese; the names in braces are the same on both sides. */
export const zh = {
  ...app,
  ...canvas,
  ...catalogue,
  ...changes,
  ...compare,
  ...designSpace,
  ...featureMaps,
  ...differencesZh,
  ...files,
  ...formula,
  ...inspector,
  ...locale,
  ...palette,
  ...prediction,
  ...profile,
  ...published,
  ...results,
  ...shared,
  ...store,
  ...ui,
  ...verify,
} as const;
