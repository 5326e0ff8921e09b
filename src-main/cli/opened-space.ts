import { constantOf } from '../../src-core/algebra/expression.ts';
import { issueOfRefusal } from '../../src-core/analysis/refusal-issue.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Axis } from '../../src-core/design-space/axis.ts';
import { axisNumber, axisNumberOf, axisText } from '../../src-core/design-space/axis.ts';
import { sizesOf } from '../../src-core/design-space/item-space.ts';
import type { CountName, DesignSpace } from '../../src-core/design-space/space.ts';
import { definitionSpace, designSpace } from '../../src-core/design-space/space.ts';
import { exactDecimal } from '../../src-core/document/decimal.ts';
import { shortened } from '../../src-core/document/in-sentence.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import type { Given } from '../../src-core/language/field.ts';
import { resolveValues } from '../../src-core/language/resolve.ts';
import { applySettings } from './design-settings.ts';
import { openSubject } from './designs.ts';
import { fieldSettings } from './field-settings.ts';
import { readMapSizes } from './input-sizes.ts';
import type { DesignOptions } from './prepared.ts';
import { resized } from './prepared.ts';
import { readSettings } from './settings.ts';

/** The counts that can be held, by the names of the command line. */
export const countsByName: Readonly<Record<string, CountName>> = {
  params: 'params',
  macs: 'macs',
  memory: 'activationBytes',
};

/** The sizes of an input by the names that they have in the formulas of a definition. */
function namedSizes(
  definition: Definition,
  bound: Given,
  sizes: readonly bigint[],
): Result<ReadonlyMap<string, bigint>> {
  try {
    return ok(sizesOf(definition, resolveValues(definition, bound), [sizes]));
  } catch (error) {
    const refused = issueOfRefusal(error);
    if (refused === null) throw error;
    return fail(refused);
  }
}

/** A ready network, the design in a file, or an operator or block on its own, as a space of designs. */
export async function openSpace(name: string, { set, input }: DesignOptions): Promise<Result<DesignSpace>> {
  const settings = readSettings(set);
  if (!settings.ok) return settings;
  const subject = await openSubject(name);
  if (!subject.ok) return subject;
  if (subject.value.kind === 'definition') {
    const { definition } = subject.value;
    const bound = fieldSettings(definition, settings.value);
    if (!bound.ok) return bound;
    const sizes = input === undefined ? ok<readonly bigint[]>([]) : readMapSizes(input);
    if (!sizes.ok) return sizes;
    const named = namedSizes(definition, bound.value, sizes.value);
    return named.ok ? ok(definitionSpace(definition, bound.value, named.value)) : named;
  }
  const changed = applySettings(subject.value.named, settings.value);
  if (!changed.ok) return changed;
  const sized = resized({ name, design: changed.value }, input);
  return sized.ok ? ok(designSpace(sized.value.design, catalogue, { decimals: true })) : sized;
}

/** A number of an axis in a document: whole where the axis is. */
export const axisJson = (axis: Axis, number: bigint): number | bigint =>
  axis.step === undefined ? number : axisNumber(axis, number);

const numberPattern = /^\d{1,9}(\.\d{1,9})?$/;

/** The number of an axis that a text means; null where it means none or lies between two steps. */
function readNumber(axis: Axis, text: string): bigint | null {
  if (!numberPattern.test(text)) return null;
  return axisNumberOf(axis, constantOf(exactDecimal(text))!);
}

/** Values of an axis as `2..8` or `2,4,8`; of a decimal every step is one. Issue: command/malformed. */
export function readValues(axis: Axis, text: string): Result<readonly bigint[]> {
  const range = /^([^.,]+(?:\.\d+)?)\.\.([^,]+)$/.exec(text);
  const values = range === null ? listed(axis, text) : ranged(axis, range[1]!, range[2]!);
  if (values !== null && values.length > 0) return ok(values);
  const steps = axis.step === undefined ? '' : `, in steps of ${axisText(axis, 1n)}`;
  return fail(
    issue(
      'command/malformed',
      {},
      { detail: `values are 2..8 or 2,4,8${steps}, at most ${most}, got ${shortened(text)}` },
    ),
  );
}

/** More values than this are no table that anyone reads. */
const most = 1_000;

function ranged(axis: Axis, from: string, to: string): bigint[] | null {
  const [first, last] = [readNumber(axis, from), readNumber(axis, to)];
  if (first === null || last === null || last - first >= BigInt(most)) return null;
  return Array.from({ length: Math.max(0, Number(last - first) + 1) }, (_, index) => first + BigInt(index));
}

function listed(axis: Axis, text: string): bigint[] | null {
  const numbers = text.split(',').map((part) => readNumber(axis, part));
  return numbers.length > most || numbers.includes(null) ? null : (numbers as bigint[]);
}
