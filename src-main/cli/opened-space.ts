import { catalogue } from '../../src-core/catalogue.ts';
import type { CountName, DesignSpace } from '../../src-core/design-space/space.ts';
import { definitionSpace, designSpace } from '../../src-core/design-space/space.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { definitionNamed, openDesign, subjectNames } from './designs.ts';
import { fieldSettings } from './field-settings.ts';
import { readMapSizes } from './input-sizes.ts';
import type { DesignOptions } from './prepared.ts';
import { resized } from './prepared.ts';
import { applySettings, readSettings } from './settings.ts';

/** The counts that can be held, by the names of the command line. */
export const countsByName: Readonly<Record<string, CountName>> = {
  params: 'params',
  macs: 'macs',
  memory: 'activationBytes',
};

/** The names under which an input's sizes stand in the formulas of a definition on its own. */
const sizeNames = ['N', 'C_in', 'H', 'W'];

/** A ready network, the design in a file, or an operator or block on its own, as a space of designs. */
export async function openSpace(name: string, { set, input }: DesignOptions): Promise<Result<DesignSpace>> {
  const settings = readSettings(set);
  if (!settings.ok) return settings;
  const definition = definitionNamed(name);
  if (definition !== undefined) {
    const bound = fieldSettings(definition, settings.value);
    if (!bound.ok) return bound;
    const sizes = input === undefined ? ok<readonly bigint[]>([]) : readMapSizes(input);
    if (!sizes.ok) return sizes;
    const named = new Map(sizes.value.map((size, index) => [sizeNames[index] ?? 'N', size]));
    return ok(definitionSpace(definition, bound.value, named));
  }
  const opened = await openDesign(name, subjectNames);
  if (!opened.ok) return opened;
  const changed = applySettings(opened.value, settings.value);
  if (!changed.ok) return changed;
  const sized = resized({ name, design: changed.value }, input);
  return sized.ok ? ok(designSpace(sized.value.design, catalogue)) : sized;
}

/** Whole numbers as `2..8` or `2,4,8`. Issue: command/malformed. */
export function readValues(text: string): Result<readonly bigint[]> {
  const range = /^(\d{1,9})\.\.(\d{1,9})$/.exec(text);
  const values = range === null ? listed(text) : ranged(BigInt(range[1]!), BigInt(range[2]!));
  return values === null || values.length === 0
    ? fail(
        issue('command/malformed', {}, { detail: `values are 2..8 or 2,4,8, at most ${most}, got ${text}` }),
      )
    : ok(values);
}

/** More values than this are no table that anyone reads. */
const most = 1_000;

function ranged(first: bigint, last: bigint): bigint[] | null {
  if (last - first >= BigInt(most)) return null;
  return Array.from({ length: Math.max(0, Number(last - first) + 1) }, (_, index) => first + BigInt(index));
}

function listed(text: string): bigint[] | null {
  const parts = text.split(',');
  return parts.length <= most && parts.every((part) => /^\d{1,9}$/.test(part)) ? parts.map(BigInt) : null;
}
