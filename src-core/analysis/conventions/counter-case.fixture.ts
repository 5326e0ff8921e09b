import { definitionOf } from '../../definitions.ts';
import type { Design, FieldValue, SourceCall } from '../../document/design.ts';
import { parseDesign } from '../../document/parse.ts';
import { describe as describeIssue } from '../../errors.ts';
import type { Layer, Translated } from './counter-layers.fixture.ts';
import { layers } from './counter-layers.fixture.ts';

/** A small network as the reference figures describe it; `input` is [N, C, H, W]. */
export interface Case {
  readonly id: string;
  readonly input: readonly [number, number, number, number];
  readonly layers: readonly Layer[];
}

/** How each form of a case is called; a function of torch itself is seen as the method is. */
const calls: Readonly<Record<string, SourceCall>> = {
  module: 'module',
  function: 'function',
  torch: 'method',
  method: 'method',
  operator: 'operator',
  bmm: 'bmm',
  einsum: 'einsum',
};

/** What no operator or field can express yet, by layer: `conv1d: no operator conv1d`. */
export const missingOf = ({ layers: given }: Case): readonly string[] => [
  ...new Set(
    given.flatMap((layer) => {
      const translate = layers[layer.op];
      if (translate === undefined) return [`${layer.op}: not in the table`];
      const { definition, fields } = translate(layer);
      const found = definitionOf(definition);
      if (found === undefined) return [`${layer.op}: no operator ${definition}`];
      return Object.keys(fields)
        .filter((name) => found.fields[name] === undefined)
        .map((name) => `${layer.op}: no field ${name} of ${definition}`);
    }),
  ),
];

interface Node extends Translated {
  readonly id: string;
  readonly call?: SourceCall;
}

/** The case as a file that a person would write, layer by layer, read back as every file is. */
export function designOfCase({ id, input, layers: written }: Case): Design {
  const [batch, channels, height, width] = input;
  const nodes: Node[] = [{ id: 'x', definition: 'input', fields: { batch, channels, height, width } }];
  const edges: object[] = [];
  const wire = (from: string, to: string, port: string) =>
    edges.push({ id: `${from}-${to}-${port}`, from: { node: from, port: 'out' }, to: { node: to, port } });
  const named = new Map([['input', 'x']]);
  let before = 'x';
  written.forEach((layer, index) => {
    const translated = layers[layer.op]!(layer);
    const call = calls[layer.form]!;
    const node = `l${index}`;
    const { definition, fields } = translated;
    nodes.push({ id: node, definition, fields, call });
    const values = translated.fields as Readonly<Record<string, never>>;
    const ports = definitionOf(translated.definition)!.inputs(valuesOf(translated, values));
    const given = (layer.from ?? ['prev']).map((name) => (name === 'prev' ? before : named.get(name)!));
    const feeds = [...given];
    if (translated.number !== undefined) {
      feeds.push(`${node}-number`);
      nodes.push({ id: `${node}-number`, definition: 'constant', fields: { values: [translated.number] } });
    }
    feeds.forEach((feed, at) => {
      wire(feed, node, ports[at]!.name);
    });
    if (layer.name !== undefined) named.set(layer.name, node);
    before = node;
  });
  nodes.push({ id: 'y', definition: 'output', fields: {} });
  wire(before, 'y', 'in');
  const placed = nodes.map(({ call, ...node }, row) => ({
    ...node,
    ...(call !== undefined && { call }),
    position: { x: 0, y: 100 * row },
  }));
  const text = JSON.stringify({
    format: 'blockwright',
    version: 1,
    title: id,
    variables: [],
    nodes: placed,
    edges,
  });
  const parsed = parseDesign(text);
  if (!parsed.ok) throw new Error(`${id}: ${parsed.issues.map(describeIssue).join('; ')}`);
  return parsed.value;
}

/** Values of a definition's fields as far as its ports depend on them. */
const valuesOf = (
  { definition }: Translated,
  given: Readonly<Record<string, FieldValue>>,
): Readonly<Record<string, never>> => {
  const { fields } = definitionOf(definition)!;
  const defaults = Object.entries(fields).map(([name, field]) => [name, field.default]);
  return { ...Object.fromEntries(defaults), ...given } as Readonly<Record<string, never>>;
};
