import type { Level } from './level-types.ts';

/** True where the mirror image brings items into the order of the ports they are wired to: first levels stand first. */
export function mirrors({ wires }: Pick<Level, 'wires'>, across: (name: string) => number): boolean {
  let inOrder = 0;
  const count = (a: number, b: number): void => {
    inOrder += Math.sign(b - a);
  };
  wires.forEach((wire, index) => {
    const next = wires.slice(index + 1);
    // Wires are listed in the order of the ports that they enter.
    const besideTarget = next.find((other) => other.to.item === wire.to.item);
    if (besideTarget !== undefined) count(across(wire.from.item), across(besideTarget.from.item));
    const besideSource = next.find((other) => other.from.item === wire.from.item);
    if (besideSource !== undefined) count(across(wire.to.item), across(besideSource.to.item));
  });
  return inOrder < 0;
}
