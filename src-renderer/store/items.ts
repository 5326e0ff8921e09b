import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import type { ItemAnalysis } from '../../src-core/analysis/item-analysis.ts';
import type { Issue } from '../../src-core/errors.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import type { Expansion } from '../../src-core/language/expand.ts';
import type { Facts } from '../../src-core/language/facts.ts';
import { defaultValue, type Values } from '../../src-core/language/field.ts';
import type { Shape } from '../../src-core/language/shape.ts';

/** What is known of an item at any depth. Null stands for unknown. */
export interface Item {
  /** Null where the catalogue does not have it. */
  readonly definition: Definition | null;
  readonly values: Values | null;
  readonly inputPorts: readonly string[];
  readonly outputPorts: readonly string[];
  readonly inputs: readonly (Shape | null)[];
  readonly outputs: readonly (Shape | null)[];
  readonly expansion: Expansion | null;
  readonly facts: Facts | null;
  readonly issues: readonly Issue[];
}

const none: readonly Issue[] = [];
const nested = new WeakMap<Expansion, Item>();
const own = new WeakMap<ItemAnalysis, Item>();

/** The values of an item whose fields cannot be read, so that it still has ports to draw. */
function defaultsOf(definition: Definition): Values {
  return Object.fromEntries(
    Object.entries(definition.fields).map(([name, field]) => [name, defaultValue(field)]),
  );
}

function ofExpansion(expansion: Expansion): Item {
  const known = nested.get(expansion);
  if (known !== undefined) return known;
  const { definition, values, inputs, outputs, facts } = expansion;
  const item: Item = {
    definition,
    values,
    inputPorts: definition.inputs(values).map((port) => port.name),
    outputPorts: definition.outputs(values).map((port) => port.name),
    inputs,
    outputs,
    expansion,
    facts,
    issues: none,
  };
  nested.set(expansion, item);
  return item;
}

function ofAnalysis(analysis: ItemAnalysis): Item {
  const known = own.get(analysis);
  if (known !== undefined) return known;
  const { definition, values } = analysis;
  const drawn = values === null && definition !== null ? defaultsOf(definition) : null;
  const item: Item =
    drawn === null || definition === null
      ? analysis
      : {
          ...analysis,
          inputPorts: definition.inputs(drawn).map((port) => port.name),
          outputPorts: definition.outputs(drawn).map((port) => port.name),
        };
  own.set(analysis, item);
  return item;
}

/** The item at a path, null where there is none. Equal uses share one object, which stays the same until it changes. */
export function itemAt(analysis: Analysis, path: string): Item | null {
  const [first, ...rest] = path.split('/');
  const top = analysis.items.get(first ?? '');
  if (top === undefined) return null;
  if (rest.length === 0) return ofAnalysis(top);
  let expansion = top.expansion;
  for (const name of rest) {
    expansion = expansion?.children.find((child) => child.name === name)?.expansion ?? null;
  }
  return expansion === null ? null : ofExpansion(expansion);
}

/** True where an item has an inside to enter. */
export const opens = (item: Item | null): boolean => (item?.expansion?.children.length ?? 0) > 0;
