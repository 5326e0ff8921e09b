import type { MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';

vi.mock('electron', () => ({ Menu: {} }));
const { menuTemplate } = await import('./menu.ts');

const items = (template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  template.flatMap((menu) => [menu, ...(menu.submenu as MenuItemConstructorOptions[])]);

test.each(['darwin', 'linux', 'win32'] as const)(
  'on %s every item of the menus has its Chinese',
  (platform) => {
    const chinese = items(menuTemplate({ devTools: true, locale: 'zh-CN', platform }));
    const english = items(menuTemplate({ devTools: true, locale: 'en', platform }));
    expect(chinese.map(({ role, type }) => role ?? type)).toEqual(
      english.map(({ role, type }) => role ?? type),
    );
    for (const { label, role, type } of chinese)
      if (type !== 'separator') expect(label, role).toMatch(/\p{Script=Han}|^Blockwright$/u);
    // roles without a label of ours are named by the system
    expect(english.filter(({ label }) => label !== undefined).map(({ label }) => label)).not.toContain(
      '文件',
    );
  },
);

test('what is shipped cannot be looked into, and nothing reloads the page', () => {
  const roles = items(menuTemplate({ devTools: false, locale: 'en', platform: 'linux' })).map(
    ({ role }) => role,
  );
  for (const role of ['toggleDevTools', 'reload', 'forceReload']) expect(roles).not.toContain(role);
});
