import type { Design, DesignEdge, DesignNode, FieldValue } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import { resolveValues } from '../language/resolve.ts';
import type { Modules } from '../lower/modules.ts';
import { output as outputOperator } from '../operators/io.ts';
import { ownersOf } from './draft-owners.ts';
import { ItemNames, itemName } from './item-name.ts';
import { storedOf } from './stored-weights.ts';
import type { Computed, DraftItem } from './value.ts';

/** An output of the file: its name, and what it is. */
export interface DraftOutput {
  readonly name: string;
  readonly value: Computed;
}

const position = { x: 0, y: 0 };

/** The items that an output needs, in the order in which they were drafted. */
export function needed(items: readonly DraftItem[], outputs: readonly DraftOutput[]): readonly DraftItem[] {
  const kept = new Set<DraftItem>();
  const open = outputs.map(({ value }) => value.item);
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (kept.has(item)) continue;
    kept.add(item);
    open.push(...item.inputs.map((input) => input.item));
  }
  return items.filter((item) => kept.has(item));
}

/**
 * A design of inputs, outputs and the items that these need, all of which have definitions. Also says which item stands for which
 * of the draft.
 * @param stored the tensors of the file that weights can have their values from
 */
export function designOfDraft(
  kept: readonly DraftItem[],
  inputs: readonly DraftItem[],
  outputs: readonly DraftOutput[],
  {
    title,
    modules,
    stored,
  }: {
    readonly title: string;
    readonly modules: ReadonlyMap<string, Modules>;
    readonly stored: ReadonlySet<string>;
  },
): { readonly design: Design; readonly names: ReadonlyMap<DraftItem, string> } {
  const taken = new ItemNames();
  const names = new Map<DraftItem, string>();
  const nodes: DesignNode[] = [];
  const edges: DesignEdge[] = [];
  const wire = (value: Computed, to: string, port: string) => {
    const from = { node: names.get(value.item)!, port: portOf(value.item, value.output) };
    edges.push({ id: `e${edges.length + 1}`, from, to: { node: to, port } });
  };
  const owners = ownersOf(kept);
  // What a module computes itself, beside those inside it, is named after both.
  const containers = new Set([...modules.values()].flatMap(({ names: each }) => each.slice(0, -1)));
  const all = [...inputs, ...kept.filter((item) => !inputs.includes(item))];
  for (const item of all) {
    const definition = item.definition!;
    const module = modules.get(item.name)?.names.at(-1);
    const own = module !== undefined && containers.has(module) ? `${module}.${definition.id}` : module;
    const id = taken.take(itemName(own ?? item.name, definition.id));
    names.set(item, id);
    const owner = owners.get(item);
    const weights = owner === undefined ? storedOf(item, stored) : {};
    nodes.push({
      id,
      definition: definition.id,
      fields: item.given as Record<string, FieldValue>,
      position,
      ...(owner !== undefined && { weightsOf: names.get(owner)! }),
      ...(Object.keys(weights).length > 0 && { weights }),
    });
    const ports = definition.inputs(valuesOf(item));
    for (const [index, input] of item.inputs.entries()) wire(input, id, ports[index]!.name);
  }
  for (const { name, value } of outputs) {
    const id = taken.take(itemName(name, 'output'));
    nodes.push({ id, definition: outputOperator.id, fields: {}, position });
    wire(value, id, 'in');
  }
  return { design: { ...emptyDesign(title), nodes, edges }, names };
}

/** The values of an item that stands: they were resolved when it was drafted. */
const valuesOf = ({ definition, given }: DraftItem) => resolveValues(definition!, given);

const portOf = (item: DraftItem, index: number): string =>
  item.definition!.outputs(valuesOf(item))[index]!.name;
