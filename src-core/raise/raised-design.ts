import type { Analysis } from '../analysis/analyzer.ts';
import type { FlatTensor } from '../analysis/flat-program.ts';
import type { Design, DesignEdge, DesignNode, FieldValue, PortRef } from '../document/design.ts';
import { nameKey } from '../document/names.ts';
import type { Given, Value } from '../language/field.ts';
import { defaultValue } from '../language/field.ts';
import { resolveValues, valueText } from '../language/resolve.ts';
import type { FlatGraph } from './flat-graph.ts';
import type { Hierarchy } from './hierarchy.ts';
import type { Placed } from './placed.ts';
import { Turns } from './turns.ts';

const position = { x: 0, y: 0 };

/** A value as a document says it. */
function fieldValue(value: Value): FieldValue {
  if (Array.isArray(value)) return value.map(Number);
  return typeof value === 'bigint' ? Number(value) : (value as FieldValue);
}

/** What has to be said of a block's fields: those that are not as they are anyway. */
function saidOf({ definition, given }: Placed): Readonly<Record<string, FieldValue>> {
  const said = Object.entries(given as Readonly<Record<string, Value>>).filter(
    ([name, value]) => valueText(value) !== valueText(defaultValue(definition.fields[name]!)),
  );
  return Object.fromEntries(said.map(([name, value]) => [name, fieldValue(value)]));
}

/** The scopes that names of items have in common, as `layer1` of `layer1.0.conv1` and `layer1.1.conv2`. */
function commonScope(names: readonly string[]): string {
  const [first = [], ...others] = names.map((name) => name.split('.'));
  const differs = first.findIndex((scope, at) => others.some((other) => other[at] !== scope));
  return first.slice(0, differs === -1 ? first.length : differs).join('.');
}

class Names {
  readonly #taken = new Set<string>();

  take(wanted: string): string {
    let name = wanted;
    for (let count = 2; this.#taken.has(nameKey(name)); count++) name = `${wanted}_${count}`;
    this.#taken.add(nameKey(name));
    return name;
  }
}

/**
 * A design with blocks in the place of the operators that they are, and the name that each block has in it. Null where a block
 * would need an order of axes that no operator makes.
 */
export function raisedDesign(
  { design, items }: Analysis,
  graph: FlatGraph,
  placed: readonly Placed[],
  hierarchy: Hierarchy,
): { readonly design: Design; readonly names: ReadonlyMap<Placed, string> } | null {
  const { program, nodesOf, valueNumbers } = graph;
  const blockOf = new Map(placed.flatMap((block) => block.operators.map((at) => [at, block] as const)));
  const taken = new Names();
  const kept = new Map(design.nodes.map((node) => [node.id, node]));
  const ids = program.operators.map(({ path }) => path);
  for (const [at, id] of ids.entries()) if (!blockOf.has(at) && nodesOf[at]!.length > 0) taken.take(id);
  for (const node of design.nodes) if (!ids.includes(node.id)) taken.take(node.id);
  const names = new Map<Placed, string>();
  const isModule = new Set(hierarchy.modules.flat());
  for (const block of placed) {
    const module = hierarchy.saidOf(block.operators)?.name;
    const scope = commonScope(block.operators.map((at) => ids[at]!));
    names.set(
      block,
      taken.take(module ?? (scope === '' || isModule.has(scope) ? block.definition.id : scope)),
    );
  }

  const makers = new Map<number, PortRef>();
  const nodes: DesignNode[] = [];
  const edges: DesignEdge[] = [];
  const turns = new Turns(graph, kept);
  let isWhole = true;
  const wire = (value: number, to: PortRef): void => {
    if (!makers.has(value)) turnTo(value);
    const from = makers.get(value);
    if (from !== undefined) edges.push({ id: `e${edges.length + 1}`, from, to });
  };
  const valueAt = ({ name }: FlatTensor): number => valueNumbers.get(name)!;
  const portsOf = (id: string, side: 'inputs' | 'outputs') => {
    const { definition, values } = items.get(id)!;
    return definition![side](values!);
  };
  const turnTo = (value: number): void => {
    const turn = turns.to(value, (other) => makers.has(other));
    if (turn === null) {
      isWhole = false;
      return;
    }
    const id = taken.take(turn.node.id);
    nodes.push({ ...turn.node, id });
    makers.set(value, { node: id, port: portsOf(turn.node.id, 'outputs')[0]!.name });
    wire(turn.from, { node: id, port: portsOf(turn.node.id, 'inputs')[0]!.name });
  };
  for (const { name } of program.inputs) {
    nodes.push(kept.get(name)!);
    makers.set(valueNumbers.get(name)!, { node: name, port: portsOf(name, 'outputs')[0]!.name });
  }
  const done = new Set<Placed>();
  // a block stands at the first of its operators, which what it reads may come behind
  const wires: (() => void)[] = [];
  program.operators.forEach(({ path, inputs, outputs }, at) => {
    const block = blockOf.get(at);
    if (block === undefined) {
      if (nodesOf[at]!.length === 0) return;
      nodes.push(kept.get(path)!);
      outputs.forEach((tensor, index) => {
        makers.set(valueAt(tensor), { node: path, port: portsOf(path, 'outputs')[index]!.name });
      });
      wires.push(() => {
        inputs.forEach((tensor, index) => {
          wire(valueAt(tensor), { node: path, port: portsOf(path, 'inputs')[index]!.name });
        });
      });
      return;
    }
    if (done.has(block)) return;
    done.add(block);
    const { definition, given, entries, match } = block;
    const id = names.get(block)!;
    const values = resolveValues(definition, given as Given);
    nodes.push({ id, definition: definition.id, fields: saidOf(block), position });
    match.results.forEach((value, index) => {
      makers.set(value, { node: id, port: definition.outputs(values)[index]!.name });
    });
    wires.push(() => {
      entries.forEach((entry, index) => {
        wire(entry, { node: id, port: definition.inputs(values)[index]!.name });
      });
    });
  });
  for (const draw of wires) draw();
  for (const { id, tensor } of program.outputs) {
    nodes.push(kept.get(id)!);
    wire(valueAt(tensor), { node: id, port: portsOf(id, 'inputs')[0]!.name });
  }
  return isWhole ? { design: { ...design, nodes, edges }, names } : null;
}
