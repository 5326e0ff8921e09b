/**
 * How far the names on the way to an item are along each path that a search names: bit j of a path's number says that the
 * last j names are its first j. It is all that must be known of the way, so that equal insides reached alike are looked at once.
 */
export type Progress = readonly number[];

/** Longer paths than this are followed by their last names alone. */
const mostNames = 30;

const followed = (path: readonly string[]): readonly string[] => path.slice(-mostNames);

/** A path is a part of the text of the way, so its first name may begin earlier and its last go on. */
function isStep(path: readonly string[], at: number, name: string): boolean {
  const wanted = path[at]!;
  const isFirst = at === 0;
  const isLast = at === path.length - 1;
  if (isFirst && isLast) return name.includes(wanted);
  if (isFirst) return name.endsWith(wanted);
  return isLast ? name.startsWith(wanted) : name === wanted;
}

export const beforeAny = (paths: readonly (readonly string[])[]): Progress => paths.map(() => 0);

/** How far each path is after one more name of the way. */
export function stepped(paths: readonly (readonly string[])[], progress: Progress, name: string): Progress {
  const lower = name.toLowerCase();
  return paths.map((whole, index) => {
    const path = followed(whole);
    let next = 0;
    for (let at = 0; at < path.length; at++) {
      const isBefore = at === 0 || (progress[index]! & (1 << at)) !== 0;
      if (isBefore && isStep(path, at, lower)) next |= 1 << (at + 1);
    }
    return next;
  });
}

/** Whether the way ends with a path. */
export const isComplete = (path: readonly string[], progress: number): boolean =>
  (progress & (1 << followed(path).length)) !== 0;
