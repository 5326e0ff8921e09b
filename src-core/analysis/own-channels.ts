import type { Expr } from '../algebra/expression.ts';
import type { Drawing } from '../document/drawing.ts';
import type { Catalogue } from '../language/definition.ts';
import type { Environment } from './environment.ts';
import { readFields } from './node-fields.ts';

/** The channels that must enter a drawing at a port, as that port says; null where it takes any number. */
export function channelsEntering(
  { nodes }: Drawing,
  port: string,
  catalogue: Catalogue,
  environment: Environment,
): Expr | null {
  const node = nodes.find(({ id }) => id === port);
  const definition = catalogue.definitionOf(node?.definition ?? '');
  if (node === undefined || definition === undefined) return null;
  const read = readFields(node, definition, environment);
  const channels = read.ok ? read.value.values.channels : undefined;
  return channels === undefined || channels === 0n ? null : (channels as Expr);
}
