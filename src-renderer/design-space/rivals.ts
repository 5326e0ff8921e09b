import type { Expr } from '../../src-core/algebra/expression.ts';
import { symbol } from '../../src-core/algebra/expression.ts';
import { definitionFormulas } from '../../src-core/analysis/formulas/definition-formulas.ts';
import { blocks, catalogue, networks } from '../../src-core/catalogue.ts';
import type { Axis } from '../../src-core/design-space/axis.ts';
import { ownSpace } from '../../src-core/design-space/item-space.ts';
import type { DesignSpace } from '../../src-core/design-space/space.ts';
import { followedBy } from '../../src-core/language/axes.ts';
import type { Comparison, Definition } from '../../src-core/language/definition.ts';
import type { Given, Value, Values } from '../../src-core/language/field.ts';
import { defaultValue } from '../../src-core/language/field.ts';
import { withFollowers } from '../../src-core/language/following.ts';
import { analysisOf } from '../store/analyses.ts';
import type { Subject } from './subject.ts';
import { subjectOf } from './subject.ts';

/** Something that the same channels or the same budget could pay for. */
export type Rival =
  /** A way that the block itself declares: its convolution weights, in the block's own fields. */
  | { readonly kind: 'declared'; readonly id: string; readonly title: string; readonly note: string }
  | { readonly kind: 'block'; readonly id: string; readonly title: string }
  | { readonly kind: 'network'; readonly id: string; readonly title: string };

const dimensionNames = ({ fields }: Definition): readonly string[] =>
  Object.entries(fields).flatMap(([name, field]) =>
    field.kind === 'dimension' && field.shown !== false ? [name] : [],
  );

function declaredBy({ item }: Subject): readonly Comparison[] {
  const definition = item?.definition ?? null;
  if (definition?.kind !== 'block' || item?.values == null) return [];
  return definition.comparisons?.(item.values) ?? [];
}

/** Ways to spend the same that have an axis of that name; the subject itself is none. */
export function rivalsOf(subject: Subject, axis: string): readonly Rival[] {
  if (!subject.isOwn) {
    return networks
      .filter(
        ({ design, title }) => title !== subject.design && design.variables.some(({ name }) => name === axis),
      )
      .filter(({ design }) => subject.path === '' || design.nodes.some(({ id }) => id === subject.path))
      .map(({ name, title, subtitle }) => ({
        kind: 'network',
        id: name,
        title: `${title} ${subtitle}`.trim(),
      }));
  }
  const declared = declaredBy(subject).map(
    ({ id, title, note }): Rival => ({ kind: 'declared', id, title, note }),
  );
  const others = blocks
    .filter(({ id }) => id !== subject.item?.definition?.id)
    .filter((definition) => definition.symbolicInputs !== undefined)
    .filter((definition) => dimensionNames(definition as Definition).includes(axis))
    .map(({ id, title }): Rival => ({ kind: 'block', id, title }));
  return [...declared, ...others];
}

/** A definition's defaults with the subject's values wherever both have a field of one name and kind. */
function matched(definition: Definition, { item }: Subject): Values {
  const values = (item?.values ?? {}) as Readonly<Record<string, Value>>;
  const own = item?.definition?.fields ?? {};
  const entries = Object.entries(definition.fields).flatMap(([name, field]): [string, Value][] => {
    const value = values[name];
    const fits =
      value !== undefined &&
      own[name]?.kind === field.kind &&
      (field.kind !== 'choice' || field.options.includes(value as string));
    if (fits) return [[name, value]];
    return followedBy(definition.fields, name) === undefined ? [[name, defaultValue(field)]] : [];
  });
  return withFollowers(definition.fields, Object.fromEntries(entries)) as Values;
}

/** What a rival costs; null where it is declared and has no space of its own. */
export interface RivalSpace {
  readonly space: DesignSpace;
  readonly axes: readonly Axis[];
}

const made = new Map<string, RivalSpace | null>();

function networkSpace(id: string, path: string): RivalSpace | null {
  const key = `${id}//${path}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const network = networks.find(({ name }) => name === id);
  const subject = network === undefined ? null : subjectOf(network.design, analysisOf(network.design), path);
  const space = subject?.ok ? { space: subject.value.space, axes: subject.value.axes } : null;
  made.set(key, space);
  return space;
}

export function rivalSpace(rival: Rival, subject: Subject): RivalSpace | null {
  if (rival.kind === 'network') return networkSpace(rival.id, subject.path);
  const definition = catalogue.definitionOf(rival.id);
  if (rival.kind === 'declared' || definition === undefined) return null;
  const { space } = ownSpace(definition, matched(definition, subject), subject.item?.inputs ?? []);
  return { space, axes: space.axes };
}

/** The convolution weights of the subject less those of a declared way, in one axis alone; null where there is no formula. */
export function declaredWeights(
  rival: Rival,
  subject: Subject,
  axis: string,
): { readonly own: Expr; readonly other: Expr } | null {
  const definition = subject.item?.definition;
  const values = subject.item?.values;
  if (definition?.kind !== 'block' || values == null) return null;
  const { [axis]: _, ...bound } = values as Readonly<Record<string, Value>>;
  const formulas = definitionFormulas(definition as Definition, { bound: bound as Given });
  const other = definition
    .comparisons?.({ ...values, [axis]: symbol(axis) })
    .find(({ id }) => id === rival.id)?.weights;
  return formulas.ok && other !== undefined ? { own: formulas.value.parts.conv.exact, other } : null;
}
