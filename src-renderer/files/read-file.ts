import type { OpenedCheckpoint, OpenedFile, OpenedModel } from '../../src-core/contract.ts';
import { blocksAndLibrary } from '../../src-core/document/block-library.ts';
import type { Design } from '../../src-core/document/design.ts';
import { blocksOf } from '../../src-core/document/own-block.ts';
import { withWholePath } from '../../src-core/document/weights-path.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, issueAt, ok, sentence } from '../../src-core/errors.ts';
import { sizesNotes } from '../../src-core/onnx-import/sizes-notes.ts';
import { call } from '../rpc/services.ts';
import { useDocument } from '../store/document.ts';
import { runJob } from '../store/jobs.ts';
import { useLibrary } from '../store/library.ts';
import { toastIssues } from '../ui/toast-issues.ts';
import type { Raising } from '../work/onnx-thread.ts';
import { readOnnxBlob } from '../work/onnx-thread.ts';
import type { OnnxQuestion, ReadModel } from '../work/onnx-work.ts';
import { parseText } from '../work/text-thread.ts';
import { fileName, stemOf } from './design-name.ts';
import { askPath, showFaults } from './questions.ts';
import { showsFileDialogs } from './window-dialogs.ts';

/** A design that was read: out of its own file, or out of a model, whose file is not the design's. */
export interface DesignFile {
  readonly path: string | null;
  readonly text: string;
  readonly hash: string | null;
  readonly design: Design;
  readonly model?: { readonly path: string; readonly raising: Raising } & Pick<ReadModel, 'notes' | 'isOwn'>;
}

/** Reads the design out of the text of a file; a text that holds none is shown with its faults. */
export async function readDesign({ path, text }: Omit<OpenedFile, 'hash'>): Promise<Result<Design>> {
  const design = await parseText(text);
  if (!design.ok) showFaults({ file: path, text, issues: design.issues });
  return design.ok ? ok(withWholePath(design.value, path)) : design;
}

/** The design that a model is read as. */
export async function readModel(
  file: Blob,
  path: string,
  from: OnnxQuestion['from'] = null,
): Promise<Result<DesignFile>> {
  const blocks = blocksAndLibrary(blocksOf(useDocument.getState().design), useLibrary.getState().blocks);
  const question: OnnxQuestion = { kind: 'onnx', file, title: stemOf(fileName(path)), from, blocks };
  const read = await withSizes(question, await readOnnxBlob(question));
  if (!read.ok) return fail(...read.issues.map((found) => issueAt(found, { file: path, ...found.where })));
  const { model, raising } = read.value;
  const { text, design, notes, isOwn } = model;
  return ok({ path: null, text, hash: null, design, model: { path, notes, isOwn, raising } });
}

type Answer = Awaited<ReturnType<typeof readOnnxBlob>>;

/** What a model is read as with the sizes that its file does not say, where onnxruntime tells them. */
async function withSizes(question: OnnxQuestion, read: Answer): Promise<Answer> {
  if (!read.ok || read.value.model.unsized.length === 0) return read;
  const { model, raising } = read.value;
  const asked = await runJob({ kind: 'inferSizes', nodes: model.unsized });
  const told = asked.ok ? asked.value : { found: [], detail: asked.issues.map(sentence).join('; ') };
  const again = told.found.length === 0 ? null : await readOnnxBlob({ ...question, sizes: told.found });
  const sized = again?.ok === true ? again.value : read.value;
  if (sized !== read.value) raising.cancel();
  const notes = sizesNotes(model.unsized, told, sized.model.opaque);
  return ok({ ...sized, model: { ...sized.model, notes: [...sized.model.notes, ...notes] } });
}

async function designFile(file: OpenedFile | OpenedModel): Promise<Result<DesignFile>> {
  if ('model' in file) {
    const bytes = Uint8Array.from(atob(file.model), (one) => one.charCodeAt(0));
    return readModel(new Blob([bytes]), file.path, file);
  }
  const design = await readDesign(file);
  return design.ok ? ok({ ...file, design: design.value }) : design;
}

type Opened = OpenedFile | OpenedModel | OpenedCheckpoint;

/** What is done with a file of weights that is no design; it is refused where nothing is. */
type WithCheckpoint = (checkpoint: OpenedCheckpoint) => Promise<void>;

/**
 * The design in a file, asked for where no path is given. Null where the person gave up or was told why it cannot be, and where
 * the file holds weights.
 */
export async function readDesignFile(
  title: string,
  path?: string,
  withCheckpoint?: WithCheckpoint,
): Promise<DesignFile | null> {
  let checkpoint: OpenedCheckpoint | null = null;
  const designIn = async (opened: Opened): Promise<Result<DesignFile | null>> => {
    if (!('tensors' in opened)) return designFile(opened);
    if (withCheckpoint === undefined) return fail(issue('weights/no-design', { file: opened.path }));
    checkpoint = opened;
    return ok(null);
  };
  const file =
    path === undefined && showsFileDialogs()
      ? await asked(title, designIn)
      : await read(path ?? null, designIn);
  if (checkpoint !== null) await withCheckpoint?.(checkpoint);
  return file;
}

type DesignIn = (opened: Opened) => Promise<Result<DesignFile | null>>;

const asked = (title: string, designIn: DesignIn): Promise<DesignFile | null> =>
  askPath<DesignFile>({ purpose: 'open', title, suggestedName: '' }, async (chosen) => {
    const opened = await call('openFile', { path: chosen });
    if (!opened.ok) return opened;
    return opened.value === null ? ok(null) : designIn(opened.value);
  });

async function read(path: string | null, designIn: DesignIn): Promise<DesignFile | null> {
  const opened = await call('openFile', { path });
  if (!opened.ok) toastIssues(opened.issues);
  const file = opened.ok && opened.value !== null ? await designIn(opened.value) : null;
  // The faults of a design's own file are shown beside its text.
  if (file?.ok === false && opened.ok && opened.value !== null && !('text' in opened.value))
    toastIssues(file.issues);
  return file?.ok ? file.value : null;
}
