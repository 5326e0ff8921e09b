import type { CompileReport, DeviceName, RunSettings } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import type { WorkContext } from './loadable.ts';
import { withSession } from './loadable.ts';
import { prepare } from './prepare.ts';
import { openSession } from './session.ts';
import { sessionSettings } from './settings.ts';

/** Lowers a design, writes its ONNX file and loads it, without running it. Issues: those of `prepare` and `openSession`. */
export async function compileDesign(
  { design, device, ...settings }: RunSettings & { readonly design: string; readonly device: DeviceName },
  context: WorkContext,
): Promise<Result<CompileReport>> {
  const prepared = await prepare(design, 1, context, settings);
  if (!prepared.ok) return prepared;
  const { runtime, model, path, lowerMs } = prepared.value;
  context.progress({ phase: 'load', done: 0, total: 1 });
  const start = performance.now();
  return withSession(openSession(runtime, path, device, sessionSettings(settings)), async () =>
    ok({
      device,
      bytes: model.onnx.bytes,
      nodes: model.program.operators.length + model.program.copies.length,
      lowerMs,
      loadMs: performance.now() - start,
    }),
  );
}
