import { create } from 'zustand';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import type { VerifyReport } from '../../src-core/contract.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import type { Issue } from '../../src-core/errors.ts';
import type { RealPrecision } from '../../src-core/lower/onnx-options.ts';
import { useDevices } from './devices.ts';
import { useDocument } from './document.ts';
import { runJob } from './jobs.ts';
import { setView, showBottom } from './view.ts';

/** An exported file, and how it was written. */
export interface ExportedFile {
  readonly path: string;
  readonly seed: number;
  readonly precision: RealPrecision;
}

export interface VerificationState {
  /** The last report, the items that it was made of, and the file that was run where it was one. */
  readonly verified: {
    readonly report: VerifyReport;
    readonly items: Analysis['items'];
    readonly file: string | null;
  } | null;
  /** Why the last verification failed; null after one that did not. */
  readonly failure: readonly Issue[] | null;
}

export const useVerification = create<VerificationState>(() => ({ verified: null, failure: null }));

/** The devices that work here; the cpu always does. */
function usableDevices() {
  const names = (useDevices.getState().devices ?? []).flatMap(({ name, available }) =>
    available ? name : [],
  );
  return names.length === 0 ? (['cpu'] as const) : names;
}

/** Holds the open design, or a file that it was exported as, against the reference, and shows what came of it. */
export async function verifyDesign(file: ExportedFile | null = null): Promise<void> {
  const { design, analysis, opened } = useDocument.getState();
  setView({ page: 'design' });
  showBottom('verify');
  useVerification.setState({ failure: null });
  const result = await runJob({
    kind: 'verify',
    design: serializeDesign(design),
    devices: usableDevices(),
    precision: file?.precision ?? 'fp32',
    ...(file !== null && { file: file.path, seed: file.seed }),
  });
  if (useDocument.getState().opened !== opened) return;
  useVerification.setState(
    result.ok
      ? { verified: { report: result.value, items: analysis.items, file: file?.path ?? null } }
      : { failure: result.issues },
  );
}

useDocument.subscribe(({ opened }, before) => {
  if (opened !== before.opened) useVerification.setState({ verified: null, failure: null });
});
