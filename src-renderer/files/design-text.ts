import type { OpenedFile } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { call } from '../rpc/services.ts';

/** The text of a design's own file as it is now; null where it is none of a design's. */
export async function designTextIn(path: string): Promise<Result<OpenedFile | null>> {
  const opened = await call('openFile', { path });
  if (!opened.ok) return opened;
  return ok(opened.value === null || !('text' in opened.value) ? null : opened.value);
}
