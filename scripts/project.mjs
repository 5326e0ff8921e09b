/** Where things of this project are. */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** @param {...string} path */
export const at = (...path) => join(root, ...path);

/** What start and test remember between runs; goes with node_modules. */
export const cacheFolder = at('node_modules', '.cache', 'blockwright');
