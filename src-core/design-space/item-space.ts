import { symbol, symbolsOf } from '../algebra/expression.ts';
import { catalogueOf } from '../analysis/own-definitions.ts';
import type { Design, DesignNode, FieldValue, IntegerVariable } from '../document/design.ts';
import { sharingWith } from '../document/weights-owners.ts';
import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import { followedBy } from '../language/axes.ts';
import type { Catalogue, Definition } from '../language/definition.ts';
import type { Field, Given, Value, Values } from '../language/field.ts';
import { saidFields } from '../language/field-spellings.ts';
import type { Shape } from '../language/shape.ts';
import { graphNames } from './graph-names.ts';
import type { DesignSpace } from './space.ts';
import { definitionSpace, designSpace } from './space.ts';

/** Where the number of an axis is written: a variable of the design, or a field of the item. */
export type AxisPlace =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'field'; readonly field: string };

export interface ItemSpace {
  readonly space: DesignSpace;
  /** By the axis's name. */
  readonly places: ReadonlyMap<string, AxisPlace>;
  /** Names of the axes whose values are graphs of their own: numbers of groups and copies. */
  readonly structural: ReadonlySet<string>;
}

/** A field that a person sets to an integer. */
const isInteger = (field: Field): boolean =>
  (field.kind === 'dimension' || field.kind === 'structural') && field.shown !== false;

/** The integer variables of a design. */
export function spaceOfDesign(design: Design, catalogue: Catalogue): ItemSpace {
  const space = designSpace(design, catalogue);
  return {
    space,
    places: new Map(space.axes.map(({ name }) => [name, { kind: 'variable', name }])),
    structural: graphNames(design, catalogue),
  };
}

/**
 * An item of a design as a function of the variables it depends on and of those integer fields that are written as
 * numbers: each of these becomes a variable, named as the field where that name is free. Items that share weights with it
 * follow. Issue: formula/none.
 */
export function itemSpace(
  design: Design,
  catalogue: Catalogue,
  id: string,
  values: Values,
): Result<ItemSpace> {
  const node = design.nodes.find((other) => other.id === id);
  const definition =
    node === undefined ? undefined : catalogueOf(design, catalogue).definitionOf(node.definition);
  if (node === undefined || definition === undefined) return fail(issue('formula/none', { node: id }));
  const taken = new Set(design.variables.map(({ name }) => name));
  const places = new Map<string, AxisPlace>(
    design.variables.map(({ name }) => [name, { kind: 'variable', name }]),
  );
  const added: IntegerVariable[] = [];
  const saidBy = (item: DesignNode) => saidFields(definition.fields, item.fields).values;
  const fields = saidBy(node);
  const freedFields: Record<string, FieldValue> = {};
  const sharing = sharingWith(design.nodes, id);
  for (const [field, spec] of Object.entries(definition.fields)) {
    const value = values[field];
    if (!isInteger(spec) || !('min' in spec) || typeof (fields[field] ?? 0) !== 'number') continue;
    if (typeof value !== 'number' && typeof value !== 'bigint') continue;
    if (followedBy(definition.fields, field) !== undefined && fields[field] === undefined) continue;
    const name = [field, `${field}_${id}`.replaceAll('-', '_')].find((candidate) => !taken.has(candidate));
    if (name === undefined) continue;
    taken.add(name);
    places.set(name, { kind: 'field', field });
    freedFields[field] = { expression: name };
    added.push({ name, kind: 'integer', value: Number(value), min: spec.min, max: spec.max });
  }
  const freed: Design = {
    ...design,
    variables: [...design.variables, ...added],
    nodes: design.nodes.map((other) =>
      sharing.has(other.id) ? { ...other, fields: { ...saidBy(other), ...freedFields } } : other,
    ),
  };
  const space = designSpace(freed, catalogue, { item: id });
  return ok({ space, places, structural: graphNames(freed, catalogue) });
}

/** The sizes of an input that no field names, by the symbols the definition gives them. */
export function sizesOf(
  definition: Definition,
  values: Values,
  inputs: readonly (Shape | null)[],
): ReadonlyMap<string, bigint> {
  const sizes = new Map<string, bigint>();
  const declared = definition.symbolicInputs?.(values, (name) => symbol(name)) ?? [];
  declared.forEach((shape, input) => {
    shape.forEach((size, index) => {
      const present = inputs[input]?.[index];
      const [name] = symbolsOf(size);
      if (name !== undefined && typeof present === 'bigint' && !sizes.has(name)) sizes.set(name, present);
    });
  });
  return sizes;
}

/** A use of a definition on its own: its own integer fields, and an input of the sizes it has now. */
export function ownSpace(
  definition: Definition,
  values: Values,
  inputs: readonly (Shape | null)[],
): ItemSpace {
  const bound = values as Readonly<Record<string, Value>> as Given;
  const space = definitionSpace(definition, bound, sizesOf(definition, values, inputs));
  const axes = space.axes.filter(({ name }) => definition.fields[name]?.shown !== false);
  return {
    space: { ...space, axes },
    places: new Map(axes.map(({ name }) => [name, { kind: 'field', field: name }])),
    structural: new Set(
      axes.map(({ name }) => name).filter((name) => definition.fields[name]?.kind === 'structural'),
    ),
  };
}
