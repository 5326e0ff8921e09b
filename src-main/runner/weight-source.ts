import type { Design } from '../../src-core/document/design.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { fileWeights, storedWeights } from '../../src-core/lower/file-weights.ts';
import type { Program } from '../../src-core/lower/program.ts';
import type { WeightSource } from '../../src-core/lower/weights.ts';
import { openWeights } from '../files/weights-file.ts';

/**
 * The weights of a design: those that its file holds, and fresh ones in the place of others. Issues: those of `openWeights`
 * and `fileWeights`.
 */
export async function weightSource(
  design: Design,
  program: Program,
  fresh: WeightSource,
): Promise<Result<WeightSource>> {
  const stored = storedWeights(program, design);
  if (design.weights === undefined || stored.size === 0) return ok(fresh);
  const tensors = await openWeights(design.weights);
  return tensors.ok ? fileWeights(stored, tensors.value, fresh) : tensors;
}
