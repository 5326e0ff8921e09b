import { expect, test } from 'vitest';
import { catalogue, definitions } from '../catalogue.ts';
import type { FieldValue } from '../document/design.ts';
import type { Definition } from '../language/definition.ts';
import { expand, RefusalInside } from '../language/expand.ts';
import type { Given } from '../language/field.ts';
import { Refusal } from '../language/refusal.ts';
import { resolveValues } from '../language/resolve.ts';
import type { Shape } from '../language/shape.ts';
import { exampleDesign } from '../lower/example-design.fixture.ts';
import { analyze } from './analyzer.ts';

type FieldValues = Readonly<Record<string, FieldValue>>;

/** Sizes behind the batch, of tensors of 2 to 6 axes. */
const tensors = [[6], [5, 6], [6, 5, 5], [2, 3, 5, 5], [2, 2, 3, 5, 5]] as const;

/** The fields as they stand, and with each option of a choice and each toggle the other way. */
const waysOf = ({ fields }: Definition): readonly FieldValues[] => [
  {},
  ...Object.entries(fields).flatMap(([name, field]): FieldValues[] => {
    if (field.kind === 'choice') return field.options.map((option) => ({ [name]: option }));
    return field.kind === 'toggle' ? [{ [name]: !field.default }] : [];
  }),
];

function inputCount(definition: Definition, fields: FieldValues): number {
  try {
    return definition.inputs(resolveValues(definition, fields as Given)).length;
  } catch (error) {
    if (error instanceof Refusal) return 0;
    throw error;
  }
}

/** What an item that some tensors enter is refused for, or null; whatever else it ends by is an error. */
function refusalOf(definition: Definition, fields: FieldValues, inputs: readonly Shape[]): object | null {
  try {
    expand(definition, fields as Given, inputs);
    return null;
  } catch (error) {
    if (error instanceof Refusal || error instanceof RefusalInside) return error;
    throw error;
  }
}

// No input has the batch alone, but what is left where an item makes one number of each image does.
test.each(definitions)('$id takes one number of each image, or is refused', (definition) => {
  const alone = [1n];
  for (const fields of waysOf(definition)) {
    const count = inputCount(definition, fields);
    if (count === 0) continue;
    const all = Array.from({ length: count }, () => alone);
    const map = [1n, 6n, 5n, 5n];
    for (const inputs of [all, ...all.map((_, at) => all.map((one, other) => (other === at ? one : map)))])
      expect(() => refusalOf(definition, fields, inputs)).not.toThrow();
  }
});

// A person wires anything to anything: what does not fit is a problem of the item, and never an end of the analysis.
test.each(definitions)('$id takes tensors of any number of axes, or says what it takes', (definition) => {
  for (const fields of waysOf(definition)) {
    const count = inputCount(definition, fields);
    if (count === 0) continue;
    const firsts = tensors.map((own) => [own]);
    const mixed =
      count === 1
        ? []
        : tensors.flatMap((own) => [
            [own, tensors[2]],
            [tensors[2], own],
          ]);
    for (const sizes of [...firsts, ...mixed]) {
      const inputs = Array.from({ length: count }, (_, at) => [1, ...(sizes[at] ?? sizes.at(-1)!)]);
      const example = { title: '', fields: fields as Given, inputs, outputs: [], params: 0n, macs: 0n };
      const { items } = analyze(exampleDesign(definition, example), catalogue);
      const { facts, issues } = items.get('item')!;
      const shown = `${JSON.stringify(fields)} of ${JSON.stringify(sizes)}`;
      expect(facts !== null || issues.length > 0, shown).toBe(true);
    }
  }
});
