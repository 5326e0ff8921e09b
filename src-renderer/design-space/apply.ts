import { isInteger } from '../../src-core/algebra/expression.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Design } from '../../src-core/document/design.ts';
import type { Edit } from '../../src-core/document/edit.ts';
import { batch } from '../../src-core/document/edit.ts';
import { sharingWith } from '../../src-core/document/weights-owners.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import type { Value, Values } from '../../src-core/language/field.ts';
import { saidValues, withFollowers } from '../../src-core/language/following.ts';
import { boundaryOf } from '../../src-core/language/roles.ts';
import { C } from '../../src-core/language/shape.ts';
import type { Subject } from './subject.ts';

/** The item's values with some of its fields at other numbers. */
function valuesAt(definition: Definition, values: Values, fields: ReadonlyMap<string, bigint>): Values {
  const entries = [...fields].map(([name, number]) => [
    name,
    definition.fields[name]?.kind === 'structural' ? Number(number) : number,
  ]);
  const said = saidValues(definition.fields, values as Readonly<Record<string, Value>>);
  return withFollowers(definition.fields, { ...said, ...Object.fromEntries(entries) }) as Values;
}

/**
 * An Input that feeds an item on its own gives as many channels as the item then takes, so that a block between an Input and
 * an Output stays sound.
 */
function inputEdits(design: Design, { path, item }: Subject, fields: ReadonlyMap<string, bigint>): Edit[] {
  const definition = item?.definition ?? null;
  const values = item?.values ?? null;
  if (definition === null || values === null || fields.size === 0) return [];
  const after = valuesAt(definition, values, fields);
  const shapes = definition.symbolicInputs?.(after, () => 0n) ?? [];
  return definition.inputs(after).flatMap((port, index): Edit[] => {
    const channels = shapes[index]?.[C];
    const edge = design.edges.find(({ to }) => to.node === path && to.port === port.name);
    const feeder = design.nodes.find(({ id }) => id === edge?.from.node);
    const before = feeder?.fields.channels;
    const comesIn = boundaryOf(catalogue.definitionOf(feeder?.definition ?? '')) === 'input';
    if (feeder === undefined || !comesIn || typeof before !== 'number') return [];
    if (channels === undefined || !isInteger(channels) || channels <= 0n || channels === BigInt(before))
      return [];
    return [{ kind: 'setField', id: feeder.id, field: 'channels', value: Number(channels) }];
  });
}

/** One edit that gives axes of a subject these numbers; null where they cannot be set here. */
export function applied(design: Design, subject: Subject, numbers: ReadonlyMap<string, bigint>): Edit | null {
  if (subject.owner !== null) return null;
  const fields = new Map<string, bigint>();
  const sharing = sharingWith(design.nodes, subject.path);
  const edits = [...numbers].flatMap(([name, number]): Edit[] => {
    const place = subject.axes.find((axis) => axis.name === name)?.place;
    if (place === undefined) return [];
    if (place.kind === 'variable') return [{ kind: 'setVariable', name: place.name, value: Number(number) }];
    fields.set(place.field, number);
    const { field } = place;
    return [...sharing].map((id): Edit => ({ kind: 'setField', id, field, value: Number(number) }));
  });
  return batch([...edits, ...inputEdits(design, subject, fields)]);
}
