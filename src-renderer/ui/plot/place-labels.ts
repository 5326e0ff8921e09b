export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A mark that wants its name beside it. Marks that come first are placed first. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly width: number;
  readonly height: number;
}

const gap = 5;

export const overlap = (a: Box, b: Box): number => {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
};

const inside = (box: Box, bounds: Box): boolean =>
  box.left >= bounds.left &&
  box.top >= bounds.top &&
  box.left + box.width <= bounds.left + bounds.width &&
  box.top + box.height <= bounds.top + bounds.height;

const disc = ({ x, y, radius }: Mark): Box => ({
  left: x - radius - 1,
  top: y - radius - 1,
  width: 2 * radius + 2,
  height: 2 * radius + 2,
});

/** Places of a label around its mark, the best first: beside it, then at its corners, then above and below, then farther off. */
function candidates({ x, y, radius, width, height }: Mark): readonly Box[] {
  return [1, 3, 5].flatMap((far) => {
    const away = radius + gap * far;
    const at = (left: number, top: number): Box => ({ left, top, width, height });
    const near = radius * 0.7 + gap * (far - 0.6);
    return [
      at(x + away, y - height / 2),
      at(x - away - width, y - height / 2),
      at(x + near, y - near - height),
      at(x + near, y + near),
      at(x - near - width, y - near - height),
      at(x - near - width, y + near),
      at(x - width / 2, y - away - height),
      at(x - width / 2, y + away),
    ];
  });
}

/**
 * Finds a place for the name of every mark: inside the bounds and clear of names, marks and obstacles. A name that fits
 * nowhere is null, so that none is drawn over another.
 */
export function placeLabels(
  marks: readonly Mark[],
  bounds: Box,
  obstacles: readonly Box[] = [],
): readonly (Box | null)[] {
  const taken: Box[] = [...obstacles, ...marks.map(disc)];
  return marks.map((mark) => {
    const place = candidates(mark).find(
      (box) => inside(box, bounds) && taken.every((other) => overlap(box, other) === 0),
    );
    if (place !== undefined) taken.push(place);
    return place ?? null;
  });
}
