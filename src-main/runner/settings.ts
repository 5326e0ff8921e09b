import type { OptimizationLevel, RunSettings } from '../../src-core/contract.ts';
import type { OnnxOptions, Precision } from '../../src-core/lower/onnx-options.ts';
import { plainExport } from '../../src-core/lower/onnx-options.ts';
import type { ValueRanges } from '../../src-core/lower/value-ranges.ts';
import type { SessionOptions } from './onnxruntime.ts';
import { threads as allThreads } from './threads.ts';

/** How a design is run, with what was not asked for as it usually is. */
export interface WholeSettings {
  readonly precision: Precision;
  readonly level: OptimizationLevel;
  readonly threads: number;
}

export const wholeSettings = ({
  precision = plainExport.precision,
  level = 'all',
  threads = allThreads,
}: RunSettings): WholeSettings => ({ precision, level, threads });

/** What the runtime is told of them. */
export const sessionSettings = (settings: RunSettings): SessionOptions => {
  const { level, threads } = wholeSettings(settings);
  return { graphOptimizationLevel: level, intraOpNumThreads: threads };
};

/** What the file is written for; with `int8` by the ranges of its values. */
export const onnxSettings = (settings: RunSettings, ranges?: ValueRanges): OnnxOptions => ({
  opset: plainExport.opset,
  precision: wholeSettings(settings).precision,
  ...(ranges !== undefined && { ranges }),
});
