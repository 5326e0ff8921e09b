import type { Analysis } from '../analysis/analyzer.ts';
import { itemAt } from '../analysis/item-paths.ts';
import type { Design } from '../document/design.ts';
import { applyEdit } from '../document/edit.ts';
import type { Issue } from '../errors.ts';
import { describe, isProblem, problemsOf } from '../errors.ts';
import type { Steps } from '../steps.ts';
import { addingUp, faultyField, matchingFields, nearbyFields } from './field-fixes.ts';
import type { Fix } from './fix.ts';
import type { Problem } from './problem.ts';
import { problemOf } from './problem.ts';
import { nearbyVariables, unknownNames } from './variable-fixes.ts';
import { weightsFixes } from './weights-fixes.ts';
import { adapterOnWire, connections, wiresToRemove } from './wire-fixes.ts';

/** Ways to fix a problem, told apart by what kind of refusal it is; each with how many of its fixes are offered at most. */
const ways: readonly (readonly [(problem: Problem) => Iterable<Fix>, number])[] = [
  [weightsFixes, 2],
  [wiresToRemove, 2],
  [unknownNames, 2],
  [connections, 2],
  [addingUp, 2],
  [faultyField, 2],
  [matchingFields, 2],
  [adapterOnWire, 2],
  [nearbyVariables, 1],
  [nearbyFields, 2],
];

/** So many fixes are offered for a problem, after so many were tried. */
const mostFixes = 4;
const mostTries = 120;

const isSame = (a: Issue, b: Issue): boolean =>
  a.code === b.code &&
  a.where.node === b.where.node &&
  a.where.port === b.where.port &&
  a.where.field === b.where.field;

/**
 * Whether a design no longer has a problem, and no other in its place: what comes to light behind it does not count, as long
 * as there are no more problems than before.
 */
function isMended(before: Analysis, after: Analysis, issue: Issue, owner: string): boolean {
  const [old, left] = [problemsOf(before.issues), problemsOf(after.issues)];
  if (left.length > old.length || left.some((each) => isSame(each, issue))) return false;
  const known = new Set(old.map(describe));
  return left.every((each) => {
    const path = each.where.node ?? '';
    if (known.has(describe(each))) return true;
    const isNear = path === owner || path.startsWith(`${owner}/`);
    const was = itemAt(before, path);
    return !isNear && was !== null && was.facts === null;
  });
}

/** How fixes are tried out and placed. */
export interface Bench extends Pick<Problem, 'catalogue' | 'roomBetween'> {
  /** The whole analysis of a design that is the open one but for a few edits. */
  readonly analyze: (design: Design) => Analysis;
}

/**
 * Finds up to four fixes for a problem, one try a step. Each was applied to the design and the design analysed again: only
 * what makes the problem go away is offered, the plainest first.
 */
export function* findFixes(analysis: Analysis, issue: Issue, bench: Bench): Steps<readonly Fix[]> {
  const problem = isProblem(issue) ? problemOf(analysis, issue, bench) : null;
  if (problem === null) return [];
  const found: Fix[] = [];
  let tries = 0;
  for (const [way, most] of ways) {
    let offered = 0;
    for (const fix of way(problem)) {
      if (found.length >= mostFixes || offered >= most || tries >= mostTries) break;
      tries += 1;
      const after = applyEdit(analysis.design, fix.edit);
      const isFix =
        after.ok &&
        after.value.design !== analysis.design &&
        isMended(analysis, bench.analyze(after.value.design), issue, problem.path);
      if (isFix) {
        found.push(fix);
        offered += 1;
      }
      yield;
    }
  }
  return found;
}
