import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where Blockwright keeps what belongs to a person and not to a design, by the custom of each system. */
export function userDataFolder(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  if (env.BLOCKWRIGHT_DATA) return env.BLOCKWRIGHT_DATA;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Blockwright');
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Blockwright');
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'blockwright');
}

/** The folder of designs that the serve shell opens when none is named. */
export const defaultWorkspace = (home: string = homedir()): string => join(home, 'Blockwright');
