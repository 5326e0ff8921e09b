import type { MenuItemConstructorOptions } from 'electron';
import { Menu } from 'electron';

type Role = NonNullable<MenuItemConstructorOptions['role']>;

/** What the items of the menus are called in Chinese; in English the system's own words for the roles serve. */
const chinese: Readonly<Partial<Record<Role, string>>> = {
  appMenu: 'Blockwright',
  fileMenu: '文件',
  editMenu: '编辑',
  viewMenu: '视图',
  windowMenu: '窗口',
  about: '关于 Blockwright',
  hide: '隐藏 Blockwright',
  hideOthers: '隐藏其他',
  unhide: '全部显示',
  quit: '退出',
  close: '关闭窗口',
  undo: '撤销',
  redo: '重做',
  cut: '剪切',
  copy: '复制',
  paste: '粘贴',
  delete: '删除',
  selectAll: '全选',
  resetZoom: '实际大小',
  zoomIn: '放大',
  zoomOut: '缩小',
  togglefullscreen: '全屏',
  toggleDevTools: '开发者工具',
  minimize: '最小化',
  zoom: '缩放',
  front: '全部置于顶层',
};

export interface MenuOptions {
  /** Whether the page may be looked into; what is shipped does not offer it. */
  readonly devTools: boolean;
  /** The language of the window, by its tag. */
  readonly locale: string;
  readonly platform: NodeJS.Platform;
}

/**
 * The menus: standard roles only. There is no reload: it would throw an unsaved design away. Keys that the page handles
 * itself, such as undo, reach it before the menu.
 */
export function menuTemplate({ devTools, locale, platform }: MenuOptions): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const isChinese = locale.startsWith('zh');
  const item = (role: Role | 'separator'): MenuItemConstructorOptions => {
    if (role === 'separator') return { type: 'separator' };
    const label = isChinese ? chinese[role] : undefined;
    return { role, ...(label !== undefined && { label }) };
  };
  const menu = (
    role: Role,
    english: string,
    roles: readonly (Role | 'separator')[],
  ): MenuItemConstructorOptions => ({
    label: (isChinese ? chinese[role] : undefined) ?? english,
    submenu: roles.map(item),
  });
  return [
    ...(isMac
      ? [
          menu('appMenu', 'Blockwright', [
            'about',
            'separator',
            'hide',
            'hideOthers',
            'unhide',
            'separator',
            'quit',
          ]),
        ]
      : []),
    menu('fileMenu', 'File', [isMac ? 'close' : 'quit']),
    menu('editMenu', 'Edit', [
      'undo',
      'redo',
      'separator',
      'cut',
      'copy',
      'paste',
      'delete',
      'separator',
      'selectAll',
    ]),
    menu('viewMenu', 'View', [
      'resetZoom',
      'zoomIn',
      'zoomOut',
      'separator',
      'togglefullscreen',
      ...(devTools ? (['toggleDevTools'] as const) : []),
    ]),
    menu('windowMenu', 'Window', isMac ? ['minimize', 'zoom', 'separator', 'front'] : ['minimize', 'close']),
  ];
}

export const setMenu = (options: MenuOptions): void =>
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)));
