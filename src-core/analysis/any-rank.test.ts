import { expect, test } from 'vitest';
import { catalogue, definitions } from '../catalogue.ts';
import type { FieldValue } from '../document/design.ts';
import type { Definition } from '../language/definition.ts';
import type { Given } from '../language/field.ts';
import { Refusal } from '../language/refusal.ts';
import { resolveValues } from '../language/resolve.ts';
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
