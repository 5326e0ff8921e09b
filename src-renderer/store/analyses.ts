import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Design } from '../../src-core/document/design.ts';

const known = new WeakMap<Design, Analysis>();

/** The analysis of a design other than the open one, kept while the design is: lists, comparisons and rivals share it. */
export function analysisOf(design: Design): Analysis {
  const analysis = known.get(design) ?? analyze(design, catalogue);
  known.set(design, analysis);
  return analysis;
}
