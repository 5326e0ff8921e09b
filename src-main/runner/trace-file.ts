import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { SessionOptions } from './onnxruntime.ts';
import type { Kernel } from './profile-events.ts';
import { kernelsOfRuns } from './profile-events.ts';

/** Where a session writes its trace: into files of a folder whose names start with a prefix. */
export interface TracePlace {
  readonly folder: string;
  readonly prefix: string;
}

/** What a session is told so that it writes down when each of its kernels ran. */
export const tracingTo = ({ folder, prefix }: TracePlace): SessionOptions => ({
  enableProfiling: true,
  profileFilePrefix: join(folder, prefix),
});

/** The kernels of each run of a session that was told to trace, after `endProfiling`. Issue: run/failed without a trace. */
export function readTrace({ folder, prefix }: TracePlace): Result<readonly (readonly Kernel[])[]> {
  // The runtime adds the date behind an underscore.
  const trace = readdirSync(folder).find((name) => name.startsWith(`${prefix}_`));
  const unreadable = (detail: string) => fail(issue('run/failed', {}, { detail }));
  if (trace === undefined) return unreadable('it wrote no profile');
  try {
    return ok(kernelsOfRuns(readFileSync(join(folder, trace), 'utf8')));
  } catch (error) {
    return unreadable(`its profile cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}
