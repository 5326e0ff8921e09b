import type { Issue } from '../../src-core/errors.ts';
import { issue } from '../../src-core/errors.ts';

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const absent = new Set(['ENOENT', 'ENOTDIR']);

/** What the system's error codes mean to a person; other codes are shown as they are. */
const meanings: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its links lead in a circle',
  EBUSY: 'another program uses it',
  EMFILE: 'too many files are open',
  EIO: 'the disk does not answer as it should',
};

/** The issue for an error that the system raised while `path` was read or written. */
export function fileIssue(error: unknown, path: string, doing: 'read' | 'write'): Issue {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const where = { file: path };
  if (full.has(code)) return issue('file/disk-full', where);
  if (absent.has(code) && doing === 'read') return issue('file/not-found', where);
  const detail = absent.has(code)
    ? 'its folder is not there'
    : (meanings[code] ?? (error instanceof Error ? error.message : String(error)));
  return issue(doing === 'read' ? 'file/not-readable' : 'file/not-writable', where, { detail });
}
