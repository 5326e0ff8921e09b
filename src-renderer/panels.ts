import { ComparePage } from './compare/ComparePage.tsx';
import { FileDialogs } from './files/FileDialogs.tsx';
import { fileActions } from './files/file-actions.ts';
import { Inspector } from './inspector/Inspector.tsx';
import { ProfilePanel } from './profile/ProfilePanel.tsx';
import type { Panels } from './shell/panels.ts';

/** The parts that fill the shell's places. */
export const panels: Panels = {
  inspector: Inspector,
  profile: ProfilePanel,
  compare: ComparePage,
  dialogs: FileDialogs,
  files: fileActions,
};
