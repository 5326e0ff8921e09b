import type { OpenedFile } from '../../src-core/contract.ts';
import type { Design } from '../../src-core/document/design.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { call } from '../rpc/services.ts';
import { toastIssues } from '../ui/toast-issues.ts';
import { parseText } from '../work/text-thread.ts';
import { askPath, showFaults } from './questions.ts';
import { showsFileDialogs } from './window-dialogs.ts';

/** A file that holds a design. */
export interface DesignFile extends OpenedFile {
  readonly design: Design;
}

/** Reads the design out of the text of a file; a text that holds none is shown with its faults. */
export async function readDesign({ path, text }: Omit<OpenedFile, 'hash'>): Promise<Result<Design>> {
  const design = await parseText(text);
  if (!design.ok) showFaults({ file: path, text, issues: design.issues });
  return design;
}

async function designFile(file: OpenedFile): Promise<Result<DesignFile>> {
  const design = await readDesign(file);
  return design.ok ? ok({ ...file, design: design.value }) : design;
}

/** The design in a file, asked for where no path is given. Null where the person gave up or was told why it cannot be. */
export async function readDesignFile(title: string, path?: string): Promise<DesignFile | null> {
  if (path === undefined && showsFileDialogs()) {
    return askPath<DesignFile>({ purpose: 'open', title, suggestedName: '' }, async (chosen) => {
      const opened = await call('openFile', { path: chosen });
      if (!opened.ok) return opened;
      return opened.value === null ? ok(null) : designFile(opened.value);
    });
  }
  const opened = await call('openFile', { path: path ?? null });
  if (!opened.ok) toastIssues(opened.issues);
  const file = opened.ok && opened.value !== null ? await designFile(opened.value) : null;
  return file?.ok ? file.value : null;
}
