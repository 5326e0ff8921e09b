import type { Panels } from './shell/panels.ts';

/** The parts that fill the shell's places. */
export const panels: Panels = {
  inspector: null,
  profile: null,
  compare: null,
  dialogs: null,
  files: null,
};
