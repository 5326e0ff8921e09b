import type { ModelMode } from '../../src-core/analysis/conventions/model-mode.ts';
import type { ConventionName } from '../../src-core/analysis/conventions/rules.ts';
import type { DerivedQuantity, Grouping } from '../../src-core/analysis/derivation/derivation.ts';
import { shortened } from '../../src-core/document/in-sentence.ts';
import { nearestText } from '../../src-core/document/nearest-names.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { DesignOptions } from './prepared.ts';

/** What `--of` may name. */
export const quantities = ['params', 'macs', 'memory', 'rf'] as const;
type Quantity = (typeof quantities)[number];

/** How `--as` writes a formula for another program. */
export const notations = ['text', 'latex', 'python', 'spreadsheet'] as const;
export type Notation = (typeof notations)[number];

export interface FormulaOptions extends DesignOptions {
  /** Names that stay symbols, apart by commas; all that can where absent. */
  readonly free?: string;
  readonly of?: Quantity;
  readonly by?: Grouping;
  readonly derive?: true;
  readonly as?: Notation;
  /** Another tool's count beside ours. */
  readonly convention?: ConventionName;
  readonly mode?: ModelMode;
}

/** Whether one quantity is asked for, instead of the page of all. */
export const asksForOne = ({ of, by, derive, as }: FormulaOptions): boolean =>
  of !== undefined || by !== undefined || derive === true || as !== undefined;

/** What is derived: `rf` is a size, not a count, and has no derivation. */
export const derivedOf = ({ of }: FormulaOptions): DerivedQuantity =>
  of === undefined || of === 'rf' ? 'params' : of;

/** The names of `--free`; null where it is absent. Issue: space/unknown. */
export function readFree(
  text: string | undefined,
  known: readonly string[],
): Result<readonly string[] | null> {
  if (text === undefined) return ok(null);
  const names = text.split(',').map((name) => name.trim());
  const stranger = names.find((name) => !known.includes(name));
  if (stranger === undefined) return ok(names);
  const nearest = nearestText(stranger, known);
  return fail(issue('space/unknown', {}, { name: shortened(stranger), nearest }));
}
