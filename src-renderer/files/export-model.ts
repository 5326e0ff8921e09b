import { createElement } from 'react';
import type { Result } from '../../src-core/errors.ts';
import { issue, problemsOf } from '../../src-core/errors.ts';
import { bytesText, integerText } from '../../src-core/format.ts';
import { dimensionsOf } from '../../src-core/lower/free-dimensions.ts';
import { t } from '../locale/translate.ts';
import { call } from '../rpc/services.ts';
import { closeBlocks } from '../store/block-trail.ts';
import { documentName, useDocument } from '../store/document.ts';
import { runJob } from '../store/jobs.ts';
import { verifyDesign } from '../store/verification.ts';
import { toastIssues } from '../ui/toast-issues.ts';
import { closeToast, toast } from '../ui/toasts.ts';
import { designText } from '../work/design-text.ts';
import { fileName, modelSuffix, named, pythonSuffix, stemOf, weightsSuffix } from './design-name.ts';
import { downloadOf } from './download-of.ts';
import { ExportProgress } from './ExportProgress.tsx';
import type { ExportSettings } from './export-settings.ts';
import { rememberSettings, settingsOf } from './export-settings.ts';
import { askExport, askPath } from './questions.ts';
import { showsFileDialogs } from './window-dialogs.ts';

type Choosing = (path: string, overwrite: boolean) => Promise<Result<{ readonly path: string } | null>>;

/** Where to write, asked for; null where the person gave up or was told why it cannot be. */
async function choosePath(title: string, suggestedName: string, choose: Choosing): Promise<string | null> {
  if (showsFileDialogs()) {
    const chosen = await askPath({ purpose: 'export', title, suggestedName }, choose);
    return chosen?.path ?? null;
  }
  const chosen = await call('chooseExport', { path: null, suggestedName, overwrite: true });
  if (!chosen.ok) toastIssues(chosen.issues);
  return chosen.ok ? (chosen.value?.path ?? null) : null;
}

const weightsBeside = (path: string): string => `${path.replace(/\.py$/i, '')}${weightsSuffix}`;

/** Tries a path for code, and that of its weights beside it: neither replaces a file that nobody agreed to. */
async function choosePython(path: string, overwrite: boolean): ReturnType<Choosing> {
  const code = named(path, pythonSuffix);
  const chosen = await call('chooseExport', { path: code, suggestedName: fileName(code), overwrite });
  if (!chosen.ok || chosen.value === null) return chosen;
  const weights = weightsBeside(chosen.value.path);
  const beside = await call('chooseExport', { path: weights, suggestedName: fileName(weights), overwrite });
  return beside.ok ? chosen : beside;
}

async function exportPyTorch(
  design: string,
  stem: string,
  { seed, timm }: Pick<ExportSettings, 'seed' | 'timm'>,
): Promise<void> {
  const path = await choosePath(t('Export as PyTorch'), `${stem}${pythonSuffix}`, choosePython);
  if (path === null) return;
  const weights = weightsBeside(path);
  // The dialog of a desktop asks for one file; what stands beside it is nobody's to replace.
  if (!showsFileDialogs()) {
    const beside = await call('chooseExport', {
      path: weights,
      suggestedName: fileName(weights),
      overwrite: false,
    });
    if (!beside.ok) return toastIssues(beside.issues);
  }
  const result = await whileExporting(path, () =>
    runJob({ kind: 'exportPyTorch', design, path, weights, seed, timm }),
  );
  if (!result.ok) return toastIssues(result.issues);
  const { path: code, className, weights: filled } = result.value;
  const more = filled === null ? [] : [`${fileName(filled.path)}, ${sizeText(filled.bytes)}`];
  const downloads = downloadOf([code, ...(filled === null ? [] : [filled.path])]);
  toast({
    tone: 'good',
    text: [
      t('Exported {file}', { file: fileName(code) }),
      t('class {name}', { name: className }),
      ...more,
    ].join(', '),
    detail: code,
    offers: downloads,
    stays: downloads.length > 0,
  });
}

const onnxSettings = ({ options, seed, keepDesign }: ExportSettings) => ({ options, seed, keepDesign });

/** How to export, asked for; null where the person gave up. What the design cannot have is refused before a path is asked for. */
async function chooseSettings(design: string): Promise<ExportSettings | null> {
  const state = useDocument.getState();
  const sizes = dimensionsOf(state.analysis);
  const settings = await askExport({ settings: settingsOf(state, sizes), sizes }, (tried) =>
    tried.format === 'pytorch'
      ? runJob({ kind: 'checkPyTorch', design, timm: tried.timm })
      : runJob({ kind: 'checkExport', design, ...onnxSettings(tried) }),
  );
  if (settings !== null) rememberSettings(state, settings);
  return settings;
}

/** Writes the open design as an ONNX file or as code for PyTorch, with seeded weights. A design with problems is refused before anything is asked. */
export async function exportModel(): Promise<void> {
  // A file is of the whole document, whichever block of it is being edited.
  closeBlocks();
  const state = useDocument.getState();
  const problems = problemsOf(state.analysis.issues);
  if (problems.length > 0)
    return toastIssues([issue('compile/has-problems', {}, { count: problems.length })]);
  const design = await designText(state.design);
  const settings = await chooseSettings(design);
  if (settings === null) return;
  const stem = stemOf(documentName(state));
  if (settings.format === 'pytorch') return exportPyTorch(design, stem, settings);
  return exportOnnx(design, stem, settings);
}

/** Says that a file is being written while a job writes it, and shows how far it is. */
async function whileExporting<T>(path: string, job: () => Promise<T>): Promise<T> {
  const message = toast({
    tone: 'plain',
    text: t('Exporting {file}', { file: fileName(path) }),
    body: createElement(ExportProgress),
    stays: true,
  });
  const result = await job();
  closeToast(message);
  return result;
}

const sizeText = (bytes: number): string =>
  t('{size} ({bytes} bytes)', { size: bytesText(BigInt(bytes)), bytes: integerText(bytes) });

async function exportOnnx(design: string, stem: string, settings: ExportSettings): Promise<void> {
  const { options } = settings;
  const title = t('Export as ONNX');
  const path = await choosePath(title, `${stem}${modelSuffix}`, (chosen, overwrite) =>
    call('chooseExport', { path: named(chosen, modelSuffix), suggestedName: stem, overwrite }),
  );
  if (path === null) return;
  const job = { kind: 'export', design, path, ...onnxSettings(settings) } as const;
  const result = await whileExporting(path, () => runJob(job));
  if (!result.ok) return toastIssues(result.issues);
  const { bytes, path: written, foldedNorms, roundingShare } = result.value;
  const { precision } = options;
  const isFolded = options.foldNorms || precision === 'int8';
  const folded = isFolded ? [t('{count} norms folded', { count: integerText(foldedNorms) })] : [];
  const off =
    roundingShare === null
      ? []
      : [t('outputs off by {percent}% of single precision', { percent: (100 * roundingShare).toFixed(2) })];
  const downloads = downloadOf([written]);
  toast({
    tone: 'good',
    text: [t('Exported {file}', { file: fileName(written) }), sizeText(bytes), ...folded, ...off].join(', '),
    detail: written,
    offers: [
      ...downloads,
      // What is rounded to 8 bits agrees with nothing; how far it is off is said.
      ...(precision === 'int8'
        ? []
        : [
            {
              label: t('Verify'),
              run: () => void verifyDesign({ path: written, seed: settings.seed, precision }),
            },
          ]),
    ],
    stays: downloads.length > 0,
  });
}
