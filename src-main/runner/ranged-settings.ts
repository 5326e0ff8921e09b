import type { RunSettings } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import type { OnnxOptions } from '../../src-core/lower/onnx-options.ts';
import { resetHighWater } from '../files/high-water.ts';
import type { WorkContext } from './loadable.ts';
import { onnxSettings, wholeSettings } from './settings.ts';
import { valueRanges } from './value-ranges.ts';

/** What the file of a run is written for: what values it must hold in 8 bits is tried out first. Issues: those of `valueRanges`. */
export async function rangedSettings(
  design: string,
  settings: RunSettings,
  context: WorkContext,
): Promise<Result<OnnxOptions>> {
  if (wholeSettings(settings).precision !== 'int8') return ok(onnxSettings(settings));
  const seen = await valueRanges({ design }, context);
  // What seeing took is no part of what the run takes.
  resetHighWater();
  return seen.ok ? ok(onnxSettings(settings, seen.value.ranges)) : seen;
}
