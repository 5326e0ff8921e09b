import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { Analyzer } from '../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Issue } from '../../src-core/errors.ts';
import { findFixes } from '../../src-core/fixes/find-fixes.ts';
import type { Fix } from '../../src-core/fixes/fix.ts';
import { fixText } from '../../src-core/fixes/fix.ts';
import type { Steps } from '../../src-core/steps.ts';
import { tCore } from '../locale/core-text.ts';
import { dispatch } from './document.ts';
import { catalogueIn } from './own-blocks.ts';
import { roomBetween } from './room.ts';

/** Tries fixes out beside the open design; kept apart so that its cache follows the tries. */
const probe = new Analyzer(catalogue);

/** Fixes for an issue of an analysis, found in steps. */
export const fixesFor = (analysis: Analysis, issue: Issue): Steps<readonly Fix[]> =>
  findFixes(analysis, issue, {
    catalogue: catalogueIn(analysis.design),
    roomBetween,
    analyze: (design) => probe.update(design),
  });

/** What a fix reads as on a button. */
export const fixLabel = (fix: Fix): string => {
  const text = tCore(fixText(fix));
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** Applies a fix to the open design, as one step. */
export const applyFix = (fix: Fix): boolean => dispatch(fix.edit, { label: fixLabel(fix) });
