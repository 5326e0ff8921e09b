/**
 * What one value of a tensor reads along rows (or columns) of the input, by one path of layers: the value at position i
 * reads `size` rows from `start + jump * i` on. `size` counts the rows that padding lies on too, and those that a
 * dilated or strided window steps over. A jump of 0 means that every position reads the same rows.
 */
export interface Extent {
  readonly size: number;
  readonly jump: number;
  readonly start: number;
}

/** A window as it slides over a tensor: rows it spans, step, and rows of padding before the first. */
export interface Slide {
  readonly reach: number;
  readonly stride: number;
  readonly before: number;
}

/**
 * Extents of one jump as sorted numbers, size above start. A window changes all of them alike, so sets of a tensor and of
 * what slides over it share `keys` and differ in `shift`: only where paths meet is anything copied.
 */
interface Band {
  readonly jump: number;
  readonly shift: number;
  readonly keys: Float64Array;
}

const perSize = 2 ** 26;
const keyOf = (size: number, start: number): number => size * perSize + start + perSize / 2;
const changeOf = (size: number, start: number): number => size * perSize + start;

function extentOf(key: number, jump: number): Extent {
  const size = Math.floor(key / perSize);
  return { size, jump, start: key - size * perSize - perSize / 2 };
}

const order = (a: Extent, b: Extent): number => a.size - b.size || a.start - b.start || a.jump - b.jump;

function merged(a: Band, b: Band): Band {
  const { keys: left, shift: leftShift } = a;
  const { keys: right, shift: rightShift } = b;
  const keys = new Float64Array(left.length + right.length);
  let count = 0;
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    const x = left[i]! + leftShift;
    const y = right[j]! + rightShift;
    keys[count++] = x <= y ? x : y;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  while (i < left.length) keys[count++] = left[i++]! + leftShift;
  while (j < right.length) keys[count++] = right[j++]! + rightShift;
  return { jump: a.jump, shift: 0, keys: count === keys.length ? keys : keys.slice(0, count) };
}

/** Bands of the same jump become one; by rising jump. */
function gathered(bands: readonly Band[]): Band[] {
  const byJump = new Map<number, Band>();
  for (const band of bands) {
    const other = byJump.get(band.jump);
    byJump.set(band.jump, other === undefined ? band : merged(other, band));
  }
  return [...byJump.values()].sort((a, b) => a.jump - b.jump);
}

/** The extents of all paths along one axis, each once. */
export class ExtentSet {
  readonly id: number;
  readonly bands: readonly Band[];
  #extents: readonly Extent[] | null = null;

  constructor(id: number, bands: readonly Band[]) {
    this.id = id;
    this.bands = bands;
  }

  /** Smallest first. */
  get extents(): readonly Extent[] {
    this.#extents ??= this.bands
      .flatMap(({ jump, shift, keys }) => [...keys].map((key) => extentOf(key + shift, jump)))
      .sort(order);
    return this.#extents;
  }

  /** Number of extents. */
  get count(): number {
    return this.bands.reduce((sum, { keys }) => sum + keys.length, 0);
  }

  /** The smallest and the largest extent; null where the tensor reads no input. */
  get extremes(): { readonly min: Extent; readonly max: Extent } | null {
    const ends = this.bands.flatMap(({ jump, shift, keys }) =>
      [keys[0]!, keys.at(-1)!].map((key) => extentOf(key + shift, jump)),
    );
    const [first, ...rest] = ends.sort(order);
    return first === undefined ? null : { min: first, max: rest.at(-1)! };
  }
}

/** Extents that the meetings of all paths of a design may bring together; the ready networks need a third of it. */
const extentLimit = 16_000_000;

/** Raised where the paths of a design read more different extents than can be told apart in a moment. */
export class TooManyExtents extends Error {}

/** Makes sets of extents and remembers how, so that equal paths share one set and one computation. */
export class ExtentSets {
  readonly #made = new Map<string, ExtentSet>();
  #next = 0;
  #met = 0;
  /** The extents of a tensor that reads no input. */
  readonly none: ExtentSet = this.#set([]);
  /** The extent of the input itself. */
  readonly input: ExtentSet = this.#set([{ jump: 1, shift: 0, keys: Float64Array.of(keyOf(1, 0)) }]);

  #set(bands: readonly Band[]): ExtentSet {
    return new ExtentSet(this.#next++, bands);
  }

  #remember(key: string, bands: () => readonly Band[]): ExtentSet {
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const set = this.#set(bands());
    this.#made.set(key, set);
    return set;
  }

  /** Throws TooManyExtents past `extentLimit`. */
  union(...sets: readonly ExtentSet[]): ExtentSet {
    return sets.reduce((a, b) => {
      if (a === b || b === this.none) return a;
      if (a === this.none) return b;
      const [low, high] = a.id < b.id ? [a, b] : [b, a];
      return this.#remember(`${low.id}|${high.id}`, () => {
        // Only here extents are copied, and come to be more.
        this.#met += low.count + high.count;
        if (this.#met > extentLimit) throw new TooManyExtents('the paths read too many different extents');
        return gathered([...low.bands, ...high.bands]);
      });
    }, this.none);
  }

  #mapped(key: string, set: ExtentSet, change: (jump: number) => Extent): ExtentSet {
    return this.#remember(`${set.id}>${key}`, () =>
      gathered(
        set.bands.map(({ jump, shift, keys }) => {
          const by = change(jump);
          return { jump: by.jump, shift: shift + changeOf(by.size, by.start), keys };
        }),
      ),
    );
  }

  /** What a window over the tensor reads. */
  slid(set: ExtentSet, { reach, stride, before }: Slide): ExtentSet {
    if (reach === 1 && stride === 1 && before === 0) return set;
    return this.#mapped(`${reach},${stride},${before}`, set, (jump) => ({
      size: jump * (reach - 1),
      jump: jump * stride,
      start: -jump * before,
    }));
  }

  /** What reads all `count` positions of the tensor, wherever it stands. */
  whole(set: ExtentSet, count: number): ExtentSet {
    if (set === this.none) return set;
    return this.#mapped(`all ${count}`, set, (jump) => ({ size: jump * (count - 1), jump: 0, start: 0 }));
  }
}
