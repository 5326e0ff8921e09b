import { constants } from 'node:fs';
import { access as allowed } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, issue, ok, sentence } from '../../src-core/errors.ts';
import type { Access } from './access.ts';
import { noAccess, workspace } from './access.ts';
import { fileIssue } from './failure.ts';
import { makeFolder } from './folder.ts';
import { defaultWorkspace, userDataFolder } from './user-data.ts';

export interface OpenedWorkspace {
  readonly access: Access;
  /** Why nothing can be saved, where that is so. */
  readonly notices: readonly Issue[];
}

/** Why nothing can be written in a folder that is there, or null. */
async function cannotWrite(folder: string): Promise<Issue | null> {
  return allowed(folder, constants.W_OK | constants.X_OK).then(
    () => null,
    (error: unknown) => fileIssue(error, folder, 'write'),
  );
}

async function openFolder(folder: string): Promise<Result<Access>> {
  const made = await makeFolder(resolve(folder));
  if (!made.ok) return made;
  try {
    return ok(await workspace(made.value));
  } catch (error) {
    return fail(fileIssue(error, folder, 'read'));
  }
}

/** What the system said, without the sentence around it. */
const reasonOf = (found: Issue): string =>
  'detail' in found.data ? String(found.data.detail) : sentence(found);

const notMade = (folder: string, issues: readonly Issue[]): string =>
  `${folder} cannot be made (${issues.map(reasonOf).join('; ')})`;

/**
 * Opens the folder that a person works in, and makes it where it is missing. One that was named must open: issues are those of
 * making and reading it. Without a name it is the usual one; where that cannot be made the app still opens, and says that
 * it neither reads nor writes files.
 */
export async function openWorkspace(
  named: string | null,
  usual: string | null = defaultWorkspace(),
): Promise<Result<OpenedWorkspace>> {
  const folder = named ?? usual;
  if (folder === null) {
    const reason = issue('workspace/none', {}, { detail: 'the home folder is not known' });
    return ok({ access: noAccess('', reason), notices: [reason] });
  }
  const opened = await openFolder(folder);
  if (opened.ok) {
    const problem = await cannotWrite(folder);
    if (problem === null) return ok({ access: opened.value, notices: [] });
    const data = { workspace: folder, detail: reasonOf(problem) };
    return ok({ access: opened.value, notices: [issue('workspace/read-only', {}, data)] });
  }
  if (named !== null) return opened;
  const reason = issue('workspace/none', {}, { detail: notMade(folder, opened.issues) });
  return ok({ access: noAccess(folder, reason), notices: [reason] });
}

/** What a person must know of the folder that recent files are remembered in: that there is none, or that it takes nothing. */
export async function dataNotices(folder: string | null = userDataFolder()): Promise<readonly Issue[]> {
  const notice = (detail: string): readonly Issue[] => [issue('data/not-kept', {}, { detail })];
  if (folder === null) return notice('the home folder is not known');
  const made = await makeFolder(folder, 0o700);
  if (!made.ok) return notice(notMade(folder, made.issues));
  const problem = await cannotWrite(folder);
  return problem === null ? [] : notice(`${folder} takes no files (${reasonOf(problem)})`);
}
