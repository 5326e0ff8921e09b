import type { Analysis } from '../analysis/analyzer.ts';
import type { ItemAnalysis } from '../analysis/item-analysis.ts';
import { nearestText } from '../document/nearest-names.ts';
import type { Issue } from '../errors.ts';
import { issue } from '../errors.ts';
import type { Definition } from '../language/definition.ts';
import type { Expansion } from '../language/expansion.ts';
import { fieldNamed } from './matching.ts';
import type { Comparison, Query } from './query.ts';
import { comparisonsIn } from './query.ts';
import { isTextName, measures, sharedMeasures, textNames } from './subject.ts';

/** Every definition that an item of the design uses, at any depth. */
function definitionsIn(analysis: Analysis): ReadonlySet<Definition> {
  const seen = new Set<Expansion>();
  const definitions = new Set<Definition>();
  const visit = (expansion: Expansion) => {
    if (seen.has(expansion)) return;
    seen.add(expansion);
    definitions.add(expansion.definition);
    for (const child of expansion.children) visit(child.expansion);
  };
  const visitItem = ({ definition, expansion, members }: ItemAnalysis) => {
    if (definition !== null) definitions.add(definition);
    if (expansion !== null) visit(expansion);
    else for (const member of members?.values() ?? []) visitItem(member);
  };
  for (const item of analysis.items.values()) visitItem(item);
  return definitions;
}

/** What a name stands for in the design: numbers, texts, or nothing that any item has. */
function kindsOfName(name: string, definitions: readonly Definition[]): ReadonlySet<'number' | 'text'> {
  const kinds = new Set<'number' | 'text'>();
  if (Object.hasOwn(measures, name)) kinds.add('number');
  for (const definition of definitions) {
    const field = definition.fields[fieldNamed(definition, name) ?? ''];
    if (field !== undefined) kinds.add(['toggle', 'choice', 'text'].includes(field.kind) ? 'text' : 'number');
  }
  return kinds;
}

/** Why no item can have an answer to a comparison; null where one can. */
function faultOf(comparison: Comparison, definitions: readonly Definition[]): Issue | null {
  const { at, relation, value } = comparison;
  const name = comparison.name.toLowerCase();
  const isOrdered = relation !== '=' && relation !== '!=';
  const known = isTextName(name) ? new Set(['text']) : kindsOfName(name, definitions);
  if (known.size === 0) {
    const fields = definitions.flatMap((definition) => Object.keys(definition.fields));
    const names = [...new Set([...textNames, ...Object.keys(measures), ...fields])];
    return issue('find/unknown-name', { at }, { name, nearest: nearestText(name, names) });
  }
  if (value.isPercentage && !isShared(name))
    return issue('find/no-share', { at: value.at }, { name, measures: sharedMeasures.join(', ') });
  if (!known.has('number') && isOrdered) return issue('find/no-order', { at }, { name });
  if (!known.has('text') && value.number === null)
    return issue('find/not-a-number', { at: value.at }, { name, value: value.text });
  if (isTextName(name) && name.endsWith('shape') && value.sizes === null)
    return issue('find/not-sizes', { at: value.at }, { value: value.text });
  return null;
}

const isShared = (name: string): boolean => (sharedMeasures as readonly string[]).includes(name);

/** The first fault in the comparisons of a query; null where there is none. */
export function firstFault(query: Query, analysis: Analysis): Issue | null {
  const comparisons = comparisonsIn(query);
  if (comparisons.length === 0) return null;
  const definitions = [...definitionsIn(analysis)];
  for (const comparison of comparisons) {
    const fault = faultOf(comparison, definitions);
    if (fault !== null) return fault;
  }
  return null;
}
