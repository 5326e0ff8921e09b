import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import type { Item } from '../../src-core/analysis/item-analysis.ts';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Axis } from '../../src-core/design-space/axis.ts';
import type { AxisPlace, ItemSpace } from '../../src-core/design-space/item-space.ts';
import { itemSpace, ownSpace, spaceOfDesign } from '../../src-core/design-space/item-space.ts';
import type { DesignSpace } from '../../src-core/design-space/space.ts';
import type { Design } from '../../src-core/document/design.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import { variablesOf } from '../symbolic/references.ts';

/** An integer that can be varied, with what a person calls it. */
export interface NamedAxis extends Axis {
  /** `width`, `Groups`; empty where the name says it all. */
  readonly label: string;
  readonly unit: string;
  readonly place: AxisPlace;
  /** Whether it counts groups or copies, or chooses: each of its values is a graph of its own. */
  readonly isStructural: boolean;
}

/** What is being varied: the design, an item of it, or a block on its own. */
export interface Subject {
  readonly title: string;
  /** Title of the design that it is, or is in. */
  readonly design: string;
  /** The item; empty for the design. */
  readonly path: string;
  readonly item: Item | null;
  readonly space: DesignSpace;
  readonly axes: readonly NamedAxis[];
  /** Whether its axes are its own fields on its own, and not the variables of its design. */
  readonly isOwn: boolean;
  /** The item whose fields its numbers follow, where they cannot be set here; else null. */
  readonly owner: string | null;
}

function named({ space, places, structural }: ItemSpace, definition: Definition | null): NamedAxis[] {
  return space.axes.flatMap((axis): NamedAxis[] => {
    const place = places.get(axis.name);
    if (place === undefined || axis.min === axis.max) return [];
    const field = place.kind === 'field' ? definition?.fields[place.field] : undefined;
    const isStructural = structural.has(axis.name);
    return [{ ...axis, place, label: field?.label ?? '', unit: field?.unit ?? '', isStructural }];
  });
}

function ofDesign(design: Design): Subject {
  const found = spaceOfDesign(design, catalogue);
  const axes = named(found, null);
  return {
    title: design.title,
    design: design.title,
    path: '',
    item: null,
    space: found.space,
    axes,
    isOwn: false,
    owner: null,
  };
}

/** Variables that the counts of an item follow: those it names, and those that reach it in the shapes of its inputs. */
function followed(design: Design, analysis: Analysis, id: string): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const visit = (node: string): void => {
    if (seen.has(node)) return;
    seen.add(node);
    const drawn = design.nodes.find((other) => other.id === node);
    if (drawn === undefined) return;
    for (const name of variablesOf(design, analysis.items.get(node)?.definition ?? null, drawn))
      names.add(name);
    for (const { from, to } of design.edges) if (to.node === node) visit(from.node);
  };
  visit(id);
  return names;
}

function ofItem(design: Design, analysis: Analysis, path: string, item: Item): Result<Subject> {
  const { definition, values } = item;
  const node = design.nodes.find((other) => other.id === path);
  if (definition === null || values === null)
    return fail(...item.issues, issue('formula/none', { node: path }));
  const owner = node === undefined ? (path.split('/')[0] ?? path) : null;
  const follows = node !== undefined && variablesOf(design, definition, node).length > 0;
  if (follows) {
    const made = itemSpace(design, catalogue, path, values);
    if (!made.ok) return made;
    const names = followed(design, analysis, path);
    const axes = named(made.value, definition).filter(
      ({ place }) => place.kind === 'field' || names.has(place.name),
    );
    return ok({
      title: path,
      design: design.title,
      path,
      item,
      space: made.value.space,
      axes,
      isOwn: false,
      owner,
    });
  }
  const own = ownSpace(definition, values, item.inputs);
  const axes = named(own, definition);
  return ok({
    title: definition.title,
    design: design.title,
    path,
    item,
    space: own.space,
    axes,
    isOwn: true,
    owner,
  });
}

const made = new WeakMap<Analysis, Map<string, Result<Subject>>>();

/** What can be varied of an item, or (for the empty path) of the design; made once for each state of what is known of it. */
export function subjectOf(design: Design, analysis: Analysis, path: string): Result<Subject> {
  const known = made.get(analysis)?.get(path);
  if (known !== undefined) return known;
  const item = path === '' ? null : itemAt(analysis, path);
  const subject =
    path === ''
      ? ok(ofDesign(design))
      : item === null
        ? fail(issue('formula/none', { node: path }))
        : ofItem(design, analysis, path, item);
  made.set(analysis, (made.get(analysis) ?? new Map<string, Result<Subject>>()).set(path, subject));
  return subject;
}
