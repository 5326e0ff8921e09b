import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The person's home folder; null where the system names none: HOME is empty or relative, or the user is not listed. */
export function homeFolder(): string | null {
  try {
    const home = homedir();
    return isAbsolute(home) ? home : null;
  } catch {
    return null;
  }
}

/**
 * Where Blockwright keeps what belongs to a person and not to a design, by the custom of each system.
 * @returns null where neither the environment nor a home folder says so
 */
export function userDataFolder(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  home: string | null = homeFolder(),
): string | null {
  if (env.BLOCKWRIGHT_DATA) return env.BLOCKWRIGHT_DATA;
  const under = (folder: string | undefined, ...path: readonly string[]): string | null =>
    folder ? join(folder, ...path) : null;
  const inHome = (...path: readonly string[]): string | null => (home === null ? null : join(home, ...path));
  if (platform === 'darwin') return inHome('Library', 'Application Support', 'Blockwright');
  if (platform === 'win32') {
    return under(env.APPDATA, 'Blockwright') ?? inHome('AppData', 'Roaming', 'Blockwright');
  }
  return under(env.XDG_DATA_HOME, 'blockwright') ?? inHome('.local', 'share', 'blockwright');
}

/** The folder of designs that the serve shell opens when none is named; null where there is no home folder. */
export const defaultWorkspace = (home: string | null = homeFolder()): string | null =>
  home === null ? null : join(home, 'Blockwright');
