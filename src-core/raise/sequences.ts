import type { Design } from '../document/design.ts';
import { applyEdit } from '../document/edit.ts';
import type { GroupKinds } from '../document/group.ts';
import { groupItems } from '../document/group.ts';
import type { Catalogue } from '../language/definition.ts';
import { boundaryOf, drawnKindOf, partPortOf } from '../language/roles.ts';
import type { Steps } from '../steps.ts';

const position = { x: 0, y: 0 };
const places = { group: position, input: () => position, output: () => position };

/** The definitions that a sequence is drawn with; null where a catalogue has none. */
function kindsOf({ ids, definitionOf }: Catalogue): GroupKinds | null {
  const find = (is: (definition: ReturnType<Catalogue['definitionOf']>) => boolean) =>
    ids.find((id) => is(definitionOf(id)));
  const group = find((one) => drawnKindOf(one) === 'once');
  const input = find((one) => partPortOf(one) === 'input');
  const output = find((one) => partPortOf(one) === 'output');
  return group === undefined || input === undefined || output === undefined ? null : { group, input, output };
}

/**
 * Puts the items of each module into a sequence of its name, modules inside others first. A module of one item is that item, and
 * one of all is the design; items between which another stands stay where they are.
 * @param modules by the name of an item: the modules that it stands in with others, from the outermost on
 */
export function* inSequences(
  design: Design,
  catalogue: Catalogue,
  modules: ReadonlyMap<string, readonly string[]>,
): Steps<Design> {
  const kinds = kindsOf(catalogue);
  if (kinds === null) return design;
  const there = new Set(design.nodes.map(({ id }) => id));
  const open = new Map([...modules].filter(([id]) => there.has(id)));
  const depths = new Map<string, number>();
  for (const names of modules.values()) for (const [depth, name] of names.entries()) depths.set(name, depth);
  const isInside = ({ definition }: Design['nodes'][number]): boolean =>
    boundaryOf(catalogue.definitionOf(definition)) === undefined;
  let [grouped, left] = [design, design.nodes.filter(isInside).length];
  for (const [name, depth] of [...depths].toSorted((a, b) => b[1] - a[1])) {
    const members = [...open].flatMap(([id, names]) => (names[depth] === name ? [id] : []));
    if (members.length < 2 || members.length === left) continue;
    const grouping = groupItems(grouped, new Set(members), { kinds, places, name });
    const applied = grouping.ok ? applyEdit(grouped, grouping.value.edit) : grouping;
    yield;
    if (!grouping.ok || !applied.ok) continue;
    grouped = applied.value.design;
    left -= members.length - 1;
    const around = open.get(members[0]!)!.slice(0, depth);
    for (const member of members) open.delete(member);
    open.set(grouping.value.id, around);
  }
  return grouped;
}
