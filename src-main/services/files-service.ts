import { stat } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';
import type {
  OpenedCheckpoint,
  OpenedFile,
  OpenedModel,
  RecentFile,
  SavedFile,
  Services,
} from '../../src-core/contract.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { readOnnx } from '../../src-core/lower/onnx-read.ts';
import type { Access } from '../files/access.ts';
import { listFolder } from '../files/folder.ts';
import { hashReader } from '../files/hash-reader.ts';
import type { KeptWork } from '../files/kept.ts';
import { inFile, isOnnxPath, onnxSkeleton } from '../files/onnx-skeleton.ts';
import { readText, textHash } from '../files/read.ts';
import { isSafetensorsPath, safetensorsIn } from '../files/read-safetensors.ts';
import type { RecentFiles } from '../files/recent.ts';
import { filesBeside, weightsFileOf } from '../files/weights-file.ts';
import type { SaveOptions } from '../files/write.ts';
import { saveText } from '../files/write.ts';

/** The system's own file dialogs. Each answers with null when the person cancels, and grants access to the path it returns. */
export interface Dialogs {
  open(): Promise<string | null>;
  save(suggestedName: string, kind: 'design' | 'onnx'): Promise<string | null>;
}

export interface FileContext {
  readonly access: Access;
  readonly recent: RecentFiles;
  /** Null in shells that have none: there every call names its path. */
  readonly dialogs: Dialogs | null;
  readonly kept: KeptWork;
  /** Promises a file to the browser and returns where it is had; absent where the window is on the machine of the files. */
  readonly promiseDownload?: (path: string) => string;
}

type FileServices = Pick<
  Services,
  | 'listFolder'
  | 'openFile'
  | 'saveFile'
  | 'chooseExport'
  | 'offerDownload'
  | 'recentFiles'
  | 'readLibrary'
  | 'writeLibrary'
  | 'fileNow'
  | 'fileVersions'
  | 'readVersion'
>;

/** The most bytes of a model without its weights that are handed to a window. */
const mostOfModel = 48 * 1024 * 1024;

type Replacing = Pick<SaveOptions, 'overwrite' | 'seen'>;

const isPresent = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** A file that is to be written need not be there; what is missing is the place for it. */
const asWriting = (found: Issue, path: string): Issue =>
  found.code === 'file/not-found'
    ? issue('file/not-writable', { file: path }, { detail: 'its folder, or what it links to, is not there' })
    : found;

export function fileServices({ access, recent, dialogs, kept, promiseDownload }: FileContext): FileServices {
  const hashNow = hashReader();
  const nameless = (call: string): Result<never> =>
    fail(issue('call/invalid', {}, { call, detail: 'this shell has no file dialogs, so a path is needed' }));

  async function open(path: string): Promise<Result<OpenedFile | OpenedModel | OpenedCheckpoint>> {
    const real = await access.resolve(path);
    if (!real.ok) return real;
    if (isOnnxPath(real.value)) return openModel(real.value);
    if (isSafetensorsPath(real.value)) return openCheckpoint(real.value);
    const text = await readText(real.value);
    if (!text.ok) return text;
    await recent.add(real.value);
    return ok({ path: real.value, text: text.value, hash: textHash(text.value) });
  }

  async function openModel(path: string): Promise<Result<OpenedModel>> {
    const skeleton = await onnxSkeleton(path);
    if (!skeleton.ok) return skeleton;
    if (skeleton.value.length > mostOfModel)
      return fail(
        issue('document/too-large', { file: path }, { bytes: skeleton.value.length, limit: mostOfModel }),
      );
    const file = readOnnx(skeleton.value);
    if (!file.ok) return inFile(path, file);
    const beside = [...(await filesBeside(path, file.value)).keys()];
    const weights = await weightsFileOf(path, 'onnx', beside);
    if (!weights.ok) return weights;
    const model = Buffer.from(skeleton.value).toString('base64');
    return ok({ path, model, beside, weights: weights.value });
  }

  async function openCheckpoint(path: string): Promise<Result<OpenedCheckpoint>> {
    const tensors = await safetensorsIn(path);
    if (!tensors.ok) return tensors;
    const weights = await weightsFileOf(path, 'safetensors');
    return weights.ok ? ok({ path, tensors: tensors.value, weights: weights.value }) : weights;
  }

  async function save(path: string, text: string, replacing: Replacing): Promise<Result<SavedFile>> {
    const real = await access.resolve(path);
    if (!real.ok) return fail(...real.issues.map((found) => asWriting(found, path)));
    const keepOld = (old: Uint8Array) => kept.versions.keep(real.value, old);
    const saved = await saveText(real.value, text, { ...replacing, keepOld });
    if (!saved.ok) return saved;
    await recent.add(real.value);
    await kept.fit();
    return ok({ path: real.value, hash: saved.value.hash, notes: saved.value.notes });
  }

  return {
    listFolder: ({ path }) => {
      const folder = path ?? access.root;
      return folder === null ? Promise.resolve(nameless('listFolder')) : listFolder(access, folder);
    },
    async openFile({ path }) {
      if (path !== null) return open(path);
      if (dialogs === null) return nameless('openFile');
      const chosen = await dialogs.open();
      return chosen === null ? ok(null) : open(chosen);
    },
    async saveFile({ path, suggestedName, text, overwrite, seen }) {
      const options = { overwrite, ...(seen !== undefined && { seen }) };
      if (path !== null) return save(path, text, options);
      if (dialogs === null) return nameless('saveFile');
      const chosen = await dialogs.save(basename(suggestedName), 'design');
      // The dialog itself asks before a file is replaced.
      return chosen === null ? ok(null) : save(chosen, text, { overwrite: true });
    },
    async chooseExport({ path, suggestedName, overwrite }) {
      if (path === null) {
        if (dialogs === null) return nameless('chooseExport');
        const chosen = await dialogs.save(basename(suggestedName), 'onnx');
        return ok(chosen === null ? null : { path: chosen });
      }
      const real = await access.resolve(path);
      if (!real.ok) return real;
      if (!overwrite && (await isPresent(real.value)))
        return fail(issue('file/exists', { file: real.value }));
      return ok({ path: real.value });
    },
    async offerDownload({ path }) {
      if (promiseDownload === undefined) return ok(null);
      const real = await access.resolve(path);
      return real.ok ? ok({ address: promiseDownload(real.value) }) : real;
    },
    async recentFiles() {
      const seen: RecentFile[] = [];
      for (const file of await recent.list()) {
        const real = isAbsolute(file.path) ? await access.resolve(file.path) : null;
        if (real?.ok && (await isPresent(real.value))) seen.push(file);
      }
      return ok(seen);
    },
    readLibrary: () => kept.library.read(),
    writeLibrary: ({ text, seen }) => kept.library.write(text, seen),
    async fileNow({ path }) {
      const real = await access.resolve(path);
      if (!real.ok) return real.issues[0]?.code === 'file/not-found' ? ok({ hash: null }) : real;
      return hashNow(real.value);
    },
    async fileVersions({ path }) {
      const real = await access.resolve(path);
      return real.ok ? ok(await kept.versions.list(real.value)) : real;
    },
    async readVersion({ path, id }) {
      const real = await access.resolve(path);
      if (!real.ok) return real;
      const text = await kept.versions.read(real.value, id);
      return text.ok ? ok({ text: text.value }) : text;
    },
  };
}
