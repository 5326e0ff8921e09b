import { compare } from './compare.ts';
import { designSpace } from './design-space.ts';
import { files } from './files.ts';
import { formula } from './formula.ts';
import { locale } from './locale.ts';
import { profile } from './profile.ts';
import { published } from './published.ts';
import { shared } from './shared.ts';
import { store } from './store.ts';
import { ui } from './ui.ts';

/** Every text of the window with its Chinese; the names in braces are the same on both sides. */
export const zh = {
  ...compare,
  ...designSpace,
  ...files,
  ...formula,
  ...locale,
  ...profile,
  ...published,
  ...shared,
  ...store,
  ...ui,
} as const;
