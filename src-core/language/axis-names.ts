/** What the axes of a tensor are called after the batch, by its rank: the names that people use, the usual one first. */
const axesOfRank: Readonly<Record<number, readonly (readonly string[])[]>> = {
  2: [['features', 'channels']],
  3: [['channels'], ['length']],
  4: [['channels'], ['height', 'rows'], ['width', 'columns']],
};

/** The names of every axis of a tensor of a rank; any axis is also `axis0`, `axis1`, ... */
const namesOfAxes = (rank: number): readonly (readonly string[])[] =>
  Array.from({ length: rank }, (_, axis) => [
    ...(axis === 0 ? ['batch'] : (axesOfRank[rank]?.[axis - 1] ?? [])),
    `axis${axis}`,
  ]);

/** The axis of a tensor of a rank that a name means; undefined where it means none. */
export function axisNamed(rank: number, name: string): number | undefined {
  const axis = namesOfAxes(rank).findIndex((names) => names.includes(name));
  return axis === -1 ? undefined : axis;
}

/** The usual name of every axis of a tensor of a rank, outermost first. */
export const axisNames = (rank: number): readonly string[] =>
  namesOfAxes(rank).map(([usual]) => usual as string);

const everywhere = new Set(['batch', ...Object.values(axesOfRank).flatMap((axes) => axes.flat())]);

/** The names that alone mean an axis of a tensor of some rank. */
export const plainAxisNames: readonly string[] = [...everywhere];

/** Whether a name alone means an axis of a tensor of some rank. */
export const isAxisName = (name: string): boolean => everywhere.has(name);
