import type { Design } from '../../src-core/document/design.ts';
import type { PublishedRow } from '../../src-core/published/figure.ts';
import { publishedRows } from '../../src-core/published/rows.ts';
import { subjectDesign } from '../../src-core/published/subject.ts';
import { computationOf } from '../store/compared-designs.ts';

const none: readonly PublishedRow[] = [];

interface Known {
  readonly byComputation: ReadonlyMap<string, readonly PublishedRow[]>;
  /** The sizes that networks of published rows have: no other design is written out to be looked up. */
  readonly sizes: ReadonlySet<string>;
}
let known: Known | null = null;

const sizeOf = ({ nodes, edges, variables }: Design): string =>
  `${nodes.length} ${edges.length} ${variables.length}`;

function knownRows(): Known {
  const rows = new Map<string, PublishedRow[]>();
  const sizes = new Set<string>();
  for (const row of publishedRows) {
    const design = 'network' in row.subject ? subjectDesign(row.subject) : 'not in the catalogue';
    if (typeof design === 'string') continue;
    sizes.add(sizeOf(design));
    const computation = computationOf(design);
    rows.set(computation, [...(rows.get(computation) ?? []), row]);
  }
  return { byComputation: rows, sizes };
}

/**
 * The published rows that speak of a design, in their order: those whose network computes the same at the settings and the
 * input that they name. Titles, positions and how the source calls an item do not tell designs apart here. The same list
 * for all designs of one computation.
 */
export function rowsOfDesign(design: Design): readonly PublishedRow[] {
  known ??= knownRows();
  if (!known.sizes.has(sizeOf(design))) return none;
  return known.byComputation.get(computationOf(design)) ?? none;
}
