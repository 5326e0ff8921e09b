import type { Analysis } from '../analysis/analyzer.ts';
import { analyze } from '../analysis/analyzer.ts';
import { parseDesign } from '../document/parse.ts';
import { withFreshWeights } from '../document/stored-weights.ts';
import type { Issue, Result } from '../errors.ts';
import { describe, fail, note, ok, problemsOf } from '../errors.ts';
import type { Catalogue } from '../language/definition.ts';
import type { OnnxFile } from '../lower/onnx-read.ts';
import { keptDesign } from '../lower/own-design.ts';

/**
 * The design that a file was exported from, where it keeps one that is sound and is still the design of its graph; null where
 * it keeps none. It says nothing of where weights come from, whatever the text says. Issues are notes, as a file is then read
 * by its operators: onnx/other-graph, onnx/kept-design.
 */
export function ownDocument(file: OnnxFile, catalogue: Catalogue): Result<Analysis> | null {
  const kept = keptDesign(file);
  if (kept === null) return null;
  if (kept.text === null) return fail(note('onnx/other-graph'));
  const design = parseDesign(kept.text);
  if (!design.ok) return fail(unsound(design.issues));
  const analysis = analyze(withFreshWeights(design.value), catalogue);
  const problems = problemsOf(analysis.issues);
  return problems.length === 0 && analysis.counted !== null ? ok(analysis) : fail(unsound(problems));
}

const unsound = ([first]: readonly Issue[]): Issue =>
  note('onnx/kept-design', {}, { detail: first === undefined ? '—' : describe(first) });
