import { createElement } from 'react';
import { issue, problemsOf } from '../../src-core/errors.ts';
import { bytesText, integerText } from '../../src-core/format.ts';
import { dimensionsOf } from '../../src-core/lower/free-dimensions.ts';
import { t } from '../locale/translate.ts';
import { call } from '../rpc/services.ts';
import { closeBlocks } from '../store/block-trail.ts';
import { documentName, useDocument } from '../store/document.ts';
import { runJob } from '../store/jobs.ts';
import { toastIssues } from '../ui/toast-issues.ts';
import { closeToast, toast } from '../ui/toasts.ts';
import { designText } from '../work/design-text.ts';
import { fileName, modelSuffix, named, stemOf } from './design-name.ts';
import { ExportProgress } from './ExportProgress.tsx';
import type { ExportSettings } from './export-settings.ts';
import { rememberSettings, settingsOf } from './export-settings.ts';
import { askExport, askPath } from './questions.ts';
import { showsFileDialogs } from './window-dialogs.ts';

/** Where to write the model, asked for; null where the person gave up or was told why it cannot be. */
async function choosePath(suggestedName: string): Promise<string | null> {
  if (showsFileDialogs()) {
    const question = { purpose: 'export', title: t('Export as ONNX'), suggestedName } as const;
    const chosen = await askPath(question, (path, overwrite) =>
      call('chooseExport', { path: named(path, modelSuffix), suggestedName, overwrite }),
    );
    return chosen?.path ?? null;
  }
  const chosen = await call('chooseExport', { path: null, suggestedName, overwrite: true });
  if (!chosen.ok) toastIssues(chosen.issues);
  return chosen.ok ? (chosen.value?.path ?? null) : null;
}

/** How to export, asked for; null where the person gave up. What the design cannot have is refused before a path is asked for. */
async function chooseSettings(design: string): Promise<ExportSettings | null> {
  const state = useDocument.getState();
  const sizes = dimensionsOf(state.analysis);
  const settings = await askExport({ settings: settingsOf(state, sizes), sizes }, (tried) =>
    runJob({ kind: 'checkExport', design, ...tried }),
  );
  if (settings !== null) rememberSettings(state, settings);
  return settings;
}

/** Writes the open design as an ONNX file with seeded weights. A design with problems is refused before anything is asked. */
export async function exportOnnx(): Promise<void> {
  // A file is of the whole document, whichever block of it is being edited.
  closeBlocks();
  const state = useDocument.getState();
  const problems = problemsOf(state.analysis.issues);
  if (problems.length > 0)
    return toastIssues([issue('compile/has-problems', {}, { count: problems.length })]);
  const design = await designText(state.design);
  const settings = await chooseSettings(design);
  if (settings === null) return;
  const path = await choosePath(`${stemOf(documentName(state))}${modelSuffix}`);
  if (path === null) return;
  const message = toast({
    tone: 'plain',
    text: t('Exporting {file}', { file: fileName(path) }),
    body: createElement(ExportProgress),
    stays: true,
  });
  const result = await runJob({ kind: 'export', design, path, ...settings });
  closeToast(message);
  if (!result.ok) return toastIssues(result.issues);
  const { bytes, path: written, foldedNorms } = result.value;
  const size = t('{size} ({bytes} bytes)', { size: bytesText(BigInt(bytes)), bytes: integerText(bytes) });
  const folded = settings.options.foldNorms
    ? [t('{count} norms folded', { count: integerText(foldedNorms) })]
    : [];
  toast({
    tone: 'good',
    text: [t('Exported {file}', { file: fileName(written) }), size, ...folded].join(', '),
    detail: written,
  });
}
