import type { MenuItemConstructorOptions } from 'electron';
import { Menu } from 'electron';

/**
 * Standard roles only. There is no reload: it would throw an unsaved design away. Keys that the page handles itself, such as
 * undo, reach it before the menu.
 * @param devTools whether the page may be looked into; what is shipped does not offer it
 */
export function setMenu({ devTools }: { readonly devTools: boolean }): void {
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(devTools ? [{ role: 'toggleDevTools' as const }] : []),
    ],
  };
  const ofMac: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...ofMac,
      { role: 'fileMenu' },
      { role: 'editMenu' },
      view,
      { role: 'windowMenu' },
    ]),
  );
}
