import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import type { ItemAnalysis } from '../../src-core/analysis/item-analysis.ts';
import { itemAtPath } from '../../src-core/analysis/item-paths.ts';
import type { Issue } from '../../src-core/errors.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import type { Expansion } from '../../src-core/language/expand.ts';
import type { Facts } from '../../src-core/language/facts.ts';
import type { Values } from '../../src-core/language/field.ts';
import { defaultValue } from '../../src-core/language/field.ts';
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
const own = new WeakMap<ItemAnalysis, Map<string, Item>>();

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

/** Paths through a copy of a repeated drawing other than the first. */
const laterCopy = /(^|\/)copy(?!1\/)\d+\//;

/**
 * An item as it is seen from the design: its problems stand at full paths. While a drawing cannot be expanded, only the
 * first copy of what is repeated is known.
 */
function ofAnalysis(analysis: ItemAnalysis, path: string, surrounding: readonly Issue[]): Item {
  const known = own.get(analysis)?.get(path);
  if (known !== undefined) return known;
  const { definition, values } = analysis;
  const drawn = values === null && definition !== null ? defaultsOf(definition) : null;
  const ports =
    drawn === null || definition === null
      ? {}
      : {
          inputPorts: definition.inputs(drawn).map((port) => port.name),
          outputPorts: definition.outputs(drawn).map((port) => port.name),
        };
  const unknown = laterCopy.test(path)
    ? {
        inputs: analysis.inputs.map(() => null),
        outputs: analysis.outputs.map(() => null),
        expansion: null,
        facts: null,
      }
    : {};
  const isInside = ({ where }: Issue) => where.node === path || where.node?.startsWith(`${path}/`) === true;
  const issues = path.includes('/') ? surrounding.filter(isInside) : analysis.issues;
  const item: Item = { ...analysis, ...ports, ...unknown, issues };
  own.set(analysis, (own.get(analysis) ?? new Map()).set(path, item));
  return item;
}

/** The item at a path, null where there is none. Equal uses share one object, which stays the same until it changes. */
export function itemAt(analysis: Analysis, path: string): Item | null {
  const found = itemAtPath(analysis, path);
  if (found === null) return null;
  if ('children' in found) return ofExpansion(found);
  return ofAnalysis(found, path, analysis.items.get(path.split('/')[0] ?? '')?.issues ?? none);
}

/** True where an item has an inside to enter. */
export const opens = (item: Item | null): boolean =>
  (item?.expansion?.children.length ?? 0) > 0 || drawnKind(item) !== undefined;

/** How an item is drawn by hand; undefined where its definition draws it. */
export const drawnKind = (item: Pick<Item, 'definition'> | null): 'once' | 'repeated' | undefined =>
  item?.definition?.kind === 'block' ? item.definition.drawn : undefined;
