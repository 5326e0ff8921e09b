/** Intersection over union of boxes given by two opposite corners each, in any order; 0 for empty ones. */
export function overlapOf(boxes: Float32Array, a: number, b: number): number {
  const span = (box: number, axis: 0 | 1): [number, number] => {
    const [one, other] = [boxes[box * 4 + axis]!, boxes[box * 4 + axis + 2]!];
    return [Math.min(one, other), Math.max(one, other)];
  };
  let shared = 1;
  let [areaA, areaB] = [1, 1];
  for (const axis of [0, 1] as const) {
    const [[firstA, lastA], [firstB, lastB]] = [span(a, axis), span(b, axis)];
    shared *= Math.max(0, Math.min(lastA, lastB) - Math.max(firstA, firstB));
    areaA *= lastA - firstA;
    areaB *= lastB - firstB;
  }
  return shared === 0 ? 0 : shared / (areaA + areaB - shared);
}

export interface Detection {
  readonly box: number;
  readonly label: number;
  readonly score: number;
}

/**
 * The strongest boxes of one image: per class those above `least` that do not overlap a stronger kept one by more than
 * `overlap`; of these the `kept` strongest of all classes. Equal scores stand in the order of class and box.
 */
export function strongest(
  boxes: Float32Array,
  scores: Float32Array,
  { classes, kept, overlap, least }: { classes: number; kept: number; overlap: number; least: number },
): Detection[] {
  const count = scores.length / classes;
  const found: Detection[] = [];
  for (let label = 0; label < classes; label++) {
    const candidates = Array.from({ length: count }, (_, box) => ({
      box,
      label,
      score: scores[label * count + box]!,
    }))
      .filter(({ score }) => score > least)
      .sort((a, b) => b.score - a.score);
    const own: Detection[] = [];
    for (const candidate of candidates) {
      if (own.length === kept) break;
      if (own.every(({ box }) => overlapOf(boxes, box, candidate.box) <= overlap)) own.push(candidate);
    }
    found.push(...own.sort((a, b) => a.box - b.box));
  }
  return found.sort((a, b) => b.score - a.score).slice(0, kept);
}
