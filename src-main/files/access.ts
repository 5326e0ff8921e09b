import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { fileIssue } from './failure.ts';

/** Which files a shell may touch. */
export interface Access {
  /** The folder that everything lies in; null where single files were granted instead. */
  readonly root: string | null;
  /** The real path that a requested path stands for, links followed; an issue where it may not be touched. */
  resolve(path: string): Promise<Result<string>>;
}

/** Whether `path` is `folder` or lies inside it. Both are real paths. */
function contains(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!isAbsolute(way) && way.split(/[\\/]/)[0] !== '..');
}

/**
 * The real path of a file that may not exist yet: links in it and in its folders are followed.
 * Rejects as `realpath` does where its folder does not exist, and where it is a link to nothing.
 */
async function realTarget(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const isLink = await lstat(path).then(
      () => true,
      () => false,
    );
    if (isLink) throw error;
    return join(await realpath(dirname(path)), basename(path));
  }
}

const hasNul = (path: string): boolean => path.includes('\0');

/**
 * Access to one folder and what lies in it. Relative paths start there. A link that leads out is refused, also as a folder on the way.
 * @param folder must exist
 */
export async function workspace(folder: string): Promise<Access> {
  const root = await realpath(folder);
  const outside = (path: string) =>
    fail(issue('file/outside-workspace', { file: path }, { workspace: root }));
  return {
    root,
    async resolve(path) {
      if (hasNul(path)) return outside(path);
      const wanted = resolve(root, path);
      // A path that leaves by its very name is refused before the disk is asked, so nothing is learned about what lies outside.
      if (!contains(root, wanted) && !contains(folder, wanted)) return outside(path);
      try {
        const real = await realTarget(wanted);
        return contains(root, real) ? ok(real) : outside(path);
      } catch (error) {
        return fail(fileIssue(error, path, 'read'));
      }
    },
  };
}

/** Access to no file at all, for want of a folder; each path is answered with why. @param root where the folder would have been */
export function noAccess(root: string, reason: Issue): Access {
  return { root, resolve: async () => fail(reason) };
}

/** Access to the files that a person picked in the system's dialogs, on the command line or earlier. */
export interface Grants extends Access {
  grant(path: string): void;
}

export function grants(): Grants {
  const granted = new Set<string>();
  return {
    root: null,
    grant(path) {
      granted.add(resolve(path));
    },
    async resolve(path) {
      const wanted = resolve(path);
      if (hasNul(path) || !granted.has(wanted)) {
        return fail(
          issue('file/not-readable', { file: path }, { detail: 'open it through the dialog first' }),
        );
      }
      return ok(wanted);
    },
  };
}
