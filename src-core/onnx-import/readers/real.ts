import type { NodeReading } from '../node-reading.ts';

/** An attribute that is a real number. */
export function real(node: NodeReading, name: string, usual: number): number {
  const value = node.node.attributes.get(name);
  return typeof value === 'number' ? value : usual;
}
