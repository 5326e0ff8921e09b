import type { FieldValue, ListEntry } from '../document/design.ts';
import type { Issue } from '../errors.ts';
import { issue } from '../errors.ts';
import { groupOf, isZeroLeftOut, listLengths } from './axes.ts';
import type { Fields } from './field.ts';

export type FieldValues = Readonly<Record<string, FieldValue>>;

/** What the fields of an item say, each on its own, whichever way they are spelled. */
export interface SaidFields {
  readonly values: FieldValues;
  /** Why a list, or a field that a list sets too, cannot be taken, by the name of the field. */
  readonly faults: ReadonlyMap<string, Issue>;
}

function withoutZeros(fields: Fields, values: FieldValues): FieldValues {
  const zeros = Object.keys(values).filter((name) => values[name] === 0 && isZeroLeftOut(fields, name));
  if (zeros.length === 0) return values;
  return Object.fromEntries(Object.entries(values).filter(([name]) => !zeros.includes(name)));
}

const noFaults: ReadonlyMap<string, Issue> = new Map();

/**
 * Takes apart what a file may write in short: `stride: [2, 3]` is `stride: 2` and `strideWidth: 3`, and a `kernelWidth` of 0 is
 * left out. A list has an entry for rows and for columns, or for top, left, bottom and right.
 */
export function saidFields(fields: Fields, saved: FieldValues): SaidFields {
  const values = withoutZeros(fields, saved);
  const lists = Object.entries(values).filter(
    (entry): entry is [string, readonly ListEntry[]] =>
      Array.isArray(entry[1]) && fields[entry[0]]?.kind !== 'dimensions',
  );
  if (lists.length === 0) return { values, faults: noFaults };
  const said: Record<string, FieldValue> = { ...values };
  const faults = new Map<string, Issue>();
  for (const [name, list] of lists) {
    const group = groupOf(fields, name);
    const lengths = listLengths(group.length);
    if (lengths.length === 0) continue;
    if (!lengths.includes(list.length)) {
      faults.set(name, issue('field/axis-list', {}, { counts: lengths.join(' or '), count: list.length }));
      continue;
    }
    for (const [index, entry] of list.entries()) {
      const own = group[index]!;
      if (own !== name && values[own] !== undefined) {
        faults.set(own, issue('field/set-twice', {}, { field: name }));
      }
      said[own] = entry;
    }
  }
  return { values: said, faults };
}
