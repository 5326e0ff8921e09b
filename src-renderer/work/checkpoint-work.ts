import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue, publicNamesOf } from '../../src-core/catalogue.ts';
import type { Design, WeightsFile } from '../../src-core/document/design.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, problemsOf } from '../../src-core/errors.ts';
import type { HeaderTensor } from '../../src-core/lower/header-tensor.ts';
import type { Filled } from '../../src-core/pytorch/checkpoint.ts';
import { withCheckpoint } from '../../src-core/pytorch/checkpoint.ts';

/** A design that may take the weights of a checkpoint, by their names. */
export interface CheckpointQuestion {
  readonly kind: 'checkpoint';
  readonly design: Design;
  readonly tensors: readonly HeaderTensor[];
  readonly weights: WeightsFile;
}

export function filledBy({ design, tensors, weights }: CheckpointQuestion): Result<Filled> {
  const analysis = analyze(design, catalogue);
  const problems = problemsOf(analysis.issues);
  if (problems.length > 0)
    return fail(issue('compile/has-problems', {}, { count: problems.length }), ...problems);
  return withCheckpoint(analysis, tensors, weights, publicNamesOf(design));
}
