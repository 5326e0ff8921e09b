import { analyze } from '../analysis/analyzer.ts';
import type { Design } from '../document/design.ts';
import type { Result } from '../errors.ts';
import { ok } from '../errors.ts';
import type { Catalogue } from '../language/definition.ts';
import { foldNorms } from './fold-norms.ts';
import { lowerFree } from './free-sizes.ts';
import type { ExportOptions } from './onnx-options.ts';
import type { Program } from './program.ts';
import { lower } from './program.ts';

/** A program that is written, and the number of norms that went into weights. */
interface ExportProgram {
  readonly program: Program;
  readonly folded: number;
}

/** Lowers a design as an export asks for it. Issues: those of `lower` and `lowerFree`. */
export function exportProgram(
  design: Design,
  catalogue: Catalogue,
  { dynamic, foldNorms: folds, ...onnx }: ExportOptions,
): Result<ExportProgram> {
  const analysis = analyze(design, catalogue);
  const fixed = lower(analysis);
  if (!fixed.ok) return fixed;
  const free = dynamic.length === 0 ? fixed : lowerFree(analysis, catalogue, fixed.value, dynamic, onnx);
  if (!free.ok) return free;
  return ok(folds ? foldNorms(free.value) : { program: free.value, folded: 0 });
}
