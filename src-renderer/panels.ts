import { FileDialogs } from './files/FileDialogs.tsx';
import { fileActions } from './files/file-actions.ts';
import { ProfilePanel } from './profile/ProfilePanel.tsx';
import type { Panels } from './shell/panels.ts';

/** The parts that fill the shell's places. */
export const panels: Panels = {
  inspector: null,
  profile: ProfilePanel,
  compare: null,
  dialogs: FileDialogs,
  files: fileActions,
};
