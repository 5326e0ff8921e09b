import '@fontsource-variable/inter/wght.css';
import '@fontsource/ibm-plex-mono/400.css';
import '@fontsource/ibm-plex-mono/500.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { commands } from './app/commands/commands.ts';
import { start } from './app/start.ts';
import { startLocale } from './locale/locale.ts';
import { defineCommands } from './store/commands.ts';
import { startTheme } from './ui/theme.ts';

startTheme();
startLocale();
defineCommands(commands);
start();

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
