import type { Design } from '../../src-core/document/design.ts';
import type { PublishedRow } from '../../src-core/published/figure.ts';
import { publishedRows } from '../../src-core/published/rows.ts';
import { subjectDesign } from '../../src-core/published/subject.ts';
import { computationOf } from '../store/compared-designs.ts';

const none: readonly PublishedRow[] = [];
let byComputation: ReadonlyMap<string, readonly PublishedRow[]> | null = null;

function rowsByComputation(): ReadonlyMap<string, readonly PublishedRow[]> {
  const rows = new Map<string, PublishedRow[]>();
  for (const row of publishedRows) {
    const design = 'network' in row.subject ? subjectDesign(row.subject) : 'not in the catalogue';
    if (typeof design === 'string') continue;
    const computation = computationOf(design);
    rows.set(computation, [...(rows.get(computation) ?? []), row]);
  }
  return rows;
}

/**
 * The published rows that speak of a design, in their order: those whose network computes the same at the settings and the
 * input that they name. Titles, positions and how the source calls an item do not tell designs apart here. The same list
 * for all designs of one computation.
 */
export function rowsOfDesign(design: Design): readonly PublishedRow[] {
  byComputation ??= rowsByComputation();
  return byComputation.get(computationOf(design)) ?? none;
}
