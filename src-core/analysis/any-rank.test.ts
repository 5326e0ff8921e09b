import { expect, test } from 'vitest';
import { catalogue, definitions } from '../catalogue.ts';
import type { Design, DesignEdge, DesignNode, FieldValue } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import type { Definition } from '../language/definition.ts';
import type { Given } from '../language/field.ts';
import { Refusal } from '../language/refusal.ts';
import { resolveValues } from '../language/resolve.ts';
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

/** An item that is fed tensors of those sizes. */
function fed(definition: Definition, fields: FieldValues, sizes: readonly (readonly number[])[]): Design {
  const nodes: DesignNode[] = [];
  const edges: DesignEdge[] = [];
  const place = (id: string, use: string, given: FieldValues) =>
    nodes.push({ id, definition: use, fields: given, position: { x: 0, y: 0 } });
  place('item', definition.id, fields);
  const ports = definition.inputs(resolveValues(definition, fields as Given));
  for (const [index, { name }] of ports.entries()) {
    const own = sizes[index] ?? sizes.at(-1)!;
    place(`x${index}`, 'input', { channels: own.reduce((all, one) => all * one, 1), height: 1, width: 1 });
    place(`s${index}`, 'reshape', { sizes: own });
    const ends = [
      [`x${index}`, 'out', `s${index}`, 'in'],
      [`s${index}`, 'out', 'item', name],
    ] as const;
    for (const [from, out, to, port] of ends)
      edges.push({ id: `${from}-${to}`, from: { node: from, port: out }, to: { node: to, port } });
  }
  return { ...emptyDesign('ranks'), nodes, edges };
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
      const { items } = analyze(fed(definition, fields, sizes), catalogue);
      const { facts, issues } = items.get('item')!;
      const shown = `${JSON.stringify(fields)} of ${JSON.stringify(sizes)}`;
      expect(facts !== null || issues.length > 0, shown).toBe(true);
    }
  }
});
