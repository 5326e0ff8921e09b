import '@fontsource-variable/inter/wght.css';
import '@fontsource/ibm-plex-mono/400.css';
import '@fontsource/ibm-plex-mono/500.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { panels } from './panels.ts';
import { App } from './shell/App.tsx';
import { editCommands } from './shell/commands/edit-commands.ts';
import { fileCommands } from './shell/commands/file-commands.ts';
import { groupCommands } from './shell/commands/group-commands.ts';
import { runCommands } from './shell/commands/run-commands.ts';
import { viewCommands } from './shell/commands/view-commands.ts';
import { windowCommands } from './shell/commands/window-commands.ts';
import { start } from './start.ts';
import { defineCommands } from './store/commands.ts';
import { startTheme } from './ui/theme.ts';

startTheme();
defineCommands([
  ...fileCommands(panels.files),
  ...editCommands,
  ...groupCommands,
  ...viewCommands,
  ...runCommands,
  ...windowCommands,
]);
start(panels.files);

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <App panels={panels} />
  </StrictMode>,
);
