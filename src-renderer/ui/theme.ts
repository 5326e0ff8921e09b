import { create } from 'zustand';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const key = 'blockwright.theme';

function stored(): Theme {
  const value = globalThis.localStorage?.getItem(key);
  return themes.find((theme) => theme === value) ?? 'system';
}

function show(theme: Theme): void {
  const root = globalThis.document?.documentElement;
  if (root === undefined) return;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
}

/** The chosen theme. `system` leaves the choice to the platform; the tokens follow either way. */
export const useTheme = create<{ theme: Theme }>(() => ({ theme: stored() }));

/** Chooses a theme, shows it and remembers it on this machine. */
export function setTheme(theme: Theme): void {
  globalThis.localStorage?.setItem(key, theme);
  show(theme);
  useTheme.setState({ theme });
}

/** Shows the remembered theme; called once before the first paint. */
export function startTheme(): void {
  show(useTheme.getState().theme);
}
