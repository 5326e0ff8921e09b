import type { Turning } from './wire-bends.ts';
import { bendsBefore, lineOf } from './wire-bends.ts';

/** The bends of wires that may end on several lines. */
export function bendsOf(wires: readonly Turning[]): ReadonlyMap<string, number> {
  const lines = new Map<string, Turning[]>();
  for (const wire of wires) lines.set(lineOf(wire), [...(lines.get(lineOf(wire)) ?? []), wire]);
  return new Map([...lines.values()].flatMap((line) => [...bendsBefore(line)]));
}
