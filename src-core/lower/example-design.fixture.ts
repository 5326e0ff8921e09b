import type { Design, DesignNode, FieldValue } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import type { Definition, Example } from '../language/definition.ts';
import { resolveValues } from '../language/resolve.ts';
import { boundaryOf } from '../language/roles.ts';
import { elementCount } from '../language/tensor.ts';

/** A design around one definition: an Input for each input (reshaped where it is no map), an Output for each output. */
export function exampleDesign(definition: Definition, example: Example): Design {
  const nodes: DesignNode[] = [];
  const edges: Design['edges'][number][] = [];
  const place = (id: string, use: string, fields: Readonly<Record<string, FieldValue>> = {}) =>
    nodes.push({ id, definition: use, fields, position: { x: 0, y: 0 } });
  const connect = (from: string, fromPort: string, to: string, toPort: string) =>
    edges.push({
      id: `e${edges.length}`,
      from: { node: from, port: fromPort },
      to: { node: to, port: toPort },
    });
  const fields = (example.fields ?? {}) as Readonly<Record<string, FieldValue>>;
  const values = resolveValues(definition, fields as Readonly<Record<string, never>>);
  place('item', definition.id, fields);
  for (const [index, port] of definition.inputs(values).entries()) {
    const [batch, ...sizes] = example.inputs[index] as number[];
    const isMap = sizes.length === 3;
    const [channels, height, width] = isMap ? sizes : [elementCount(sizes), 1, 1];
    place(`x${index}`, 'input', { batch: batch!, channels: channels!, height: height!, width: width! });
    if (!isMap) {
      place(`shaped${index}`, 'reshape', { sizes });
      connect(`x${index}`, 'out', `shaped${index}`, 'in');
    }
    const shaped = isMap ? `x${index}` : `shaped${index}`;
    const isPositive = definition.kind === 'operator' && definition.domain === 'positive';
    if (isPositive) {
      place(`positive${index}`, 'exp');
      connect(shaped, 'out', `positive${index}`, 'in');
    }
    connect(isPositive ? `positive${index}` : shaped, 'out', 'item', port.name);
  }
  // What has no input of its own stands beside one, as a design has at least one.
  if (example.inputs.length === 0 && boundaryOf(definition) === undefined)
    place('x', 'input', { channels: 1, height: 1, width: 1 });
  for (const [index, port] of definition.outputs(values).entries()) {
    place(`y${index}`, 'output');
    connect('item', port.name, `y${index}`, 'in');
  }
  return { ...emptyDesign('example'), nodes, edges };
}
