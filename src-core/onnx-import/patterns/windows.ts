import type { OperatorDefinition } from '../../language/definition.ts';
import type { Given } from '../../language/field.ts';
import { layerNorm } from '../../operators/layer-norm.ts';
import { linear } from '../../operators/linear.ts';
import { permute } from '../../operators/permute.ts';
import { relativePosition } from '../../operators/relative-position.ts';
import { reshape } from '../../operators/reshape.ts';
import { slice } from '../../operators/slice.ts';
import { concat } from '../../operators/tensor.ts';
import { windowPartition, windowReverse } from '../../operators/window-partition.ts';
import type { Draft } from '../draft.ts';
import type { Computed, DraftItem } from '../value.ts';
import type { Pattern } from './look.ts';
import { inputsOf, isSame } from './look.ts';

/** A table of positions that is turned back to where it is laid out. */
export const laidOutTable: Pattern = (made) => {
  const [turned] = inputsOf(made, permute) ?? [];
  const [laid] = (turned && inputsOf(turned, permute)) ?? [];
  if (laid === undefined || inputsOf(laid, relativePosition) === null) return null;
  const [first, second] = [turned!, made].map(({ item }) => item.given.order as readonly number[]);
  return second!.every((axis, at) => first![axis] === at) ? laid : null;
};

const axes = ['channels', 'rows', 'columns'] as const;

interface Rolled {
  readonly x: Computed;
  readonly axis: number;
  /** The place that is first. */
  readonly from: number;
}

/** The part of an axis that a value is, and of what. */
function partOf(value: Computed | undefined): { x: Computed; axis: number; start: number } | null {
  const [x] = (value && inputsOf(value, slice)) ?? [];
  if (x === undefined) return null;
  const { axis = 'channels', start } = value!.item.given as { axis?: (typeof axes)[number]; start: number };
  return { x, axis: axes.indexOf(axis) + 1, start };
}

/** What a value is the same as, but with the places of one axis from another on; null of anything else. */
function rolledFrom(value: Computed): Rolled | null {
  const parts = inputsOf(value, concat) ?? [];
  const [behind, ahead] = parts.map(partOf);
  if (parts.length !== 2 || behind == null || ahead == null || !isSame(behind.x, ahead.x)) return null;
  const { axis = 'channels' } = value.item.given as { axis?: (typeof axes)[number] };
  const { x, start } = behind;
  const [first, second] = parts.map(({ shape }) => shape[behind.axis]!);
  const isWhole = ahead.start === 0 && second === start && first! + second === x.shape[behind.axis];
  const isAlong = behind.axis === ahead.axis && axes.indexOf(axis) + 1 === behind.axis;
  return isWhole && isAlong ? { x, axis: behind.axis, from: start } : null;
}

/** A map [N, H, W, C] and by how much its rows and columns are rolled up. */
function rolledMap(value: Computed): { x: Computed; shift: number; shiftWidth: number } {
  let [x, shift, shiftWidth] = [value, 0, 0];
  const columns = rolledFrom(x);
  if (columns?.axis === 2) [x, shiftWidth] = [columns.x, columns.from];
  const rows = rolledFrom(x);
  if (rows?.axis === 1) [x, shift] = [rows.x, rows.from];
  return { x, shift, shiftWidth };
}

/** Rows of a window, swapped with the windows beside it. */
const isSwapped = ({ item }: Computed): boolean =>
  (item.given.order as readonly number[]).join() === '0,1,3,2,4,5';

/** Sides of the windows that a map is cut into, or put together from, where a permute of six axes does that. */
function cutAndTurned(made: Computed): { before: Computed; apart: Computed; turned: Computed } | null {
  const [turned] = inputsOf(made, reshape) ?? [];
  const [apart] = (turned && inputsOf(turned, permute)) ?? [];
  const [before] = (apart && inputsOf(apart, reshape)) ?? [];
  if (before === undefined || apart!.shape.length !== 6 || !isSwapped(turned!)) return null;
  return { before, apart: apart!, turned: turned! };
}

/** A map, channels last, whose rows and columns are cut into windows, a sequence each. */
export const cutWindows: Pattern = (made, draft) => {
  const found = cutAndTurned(made);
  if (found === null) return null;
  const [images, down, window, across, windowWidth, channels] = found.apart.shape as Sizes;
  const isMap = found.before.shape.join() === [images, down * window, across * windowWidth, channels].join();
  const areWindows = made.shape.join() === [images * down * across, window * windowWidth, channels].join();
  if (!isMap || !areWindows) return null;
  const { x, ...shifts } = rolledMap(found.before);
  return draft.add(windowPartition, { window, windowWidth, ...shifts }, [x], made.item)?.[0] ?? null;
};

type Sizes = readonly [number, number, number, number, number, number];

/** How many items are looked back along for the map that windows were cut from. */
const mostBack = 64;

/** The map that windows of these sides were cut from, of those that a value comes from. */
function mapBefore(value: Computed, [window, windowWidth]: readonly number[]): Computed | null {
  const seen = new Set<DraftItem>();
  const open = [value.item];
  for (let at = 0; at < open.length && at < mostBack; at++) {
    const { definition, given, inputs } = open[at]!;
    if (definition === windowPartition && given.window === window && given.windowWidth === windowWidth)
      return inputs[0]!;
    for (const { item } of inputs) if (!seen.has(item)) open.push(item);
    for (const { item } of inputs) seen.add(item);
  }
  return null;
}

/** Windows that are put together to the map that they were cut from. */
export const joinedWindows: Pattern = (made, draft) => {
  const found = cutAndTurned(made);
  if (found === null) return rolledBack(made, draft);
  const [images, down, across, window, windowWidth, channels] = found.apart.shape as Sizes;
  const areWindows =
    found.before.shape.join() === [images * down * across, window * windowWidth, channels].join();
  const isMap = made.shape.join() === [images, down * window, across * windowWidth, channels].join();
  const map = areWindows && isMap ? mapBefore(found.before, [window, windowWidth]) : null;
  if (map === null || map.shape.slice(0, 3).join() !== made.shape.slice(0, 3).join()) return null;
  return draft.add(windowReverse, { window, windowWidth }, [found.before, map], made.item)?.[0] ?? null;
};

/** Every so many places of an axis, from one on, read off a tensor; null of anything else. */
function everyFrom(value: Computed): { x: Computed; axis: number; start: number; step: number } | null {
  const [column] = inputsOf(value, reshape) ?? [];
  const part = partOf(column);
  const [x] = (part && inputsOf(part.x, reshape)) ?? [];
  if (part === null || x === undefined) return null;
  const axis = part.axis - 1;
  const step = part.x.shape[part.axis] ?? 0;
  const isOne = column!.shape[part.axis] === 1 && axis >= 1;
  const rows = [...x.shape.slice(0, axis), (x.shape[axis] ?? 0) / step, step, ...x.shape.slice(axis + 1)];
  const isEvery =
    rows.join() === part.x.shape.join() && value.shape.join() === rows.toSpliced(axis + 1, 1).join();
  return isOne && isEvery ? { x, axis, start: part.start, step } : null;
}

/** The order of a map [N, H, W, C] whose rows and columns are swapped. */
const swapped = [0, 2, 1, 3];

/**
 * The channels of all places of a window after each other, each read off the map by its own steps, down the columns of a window:
 * the rows of the windows of a map whose rows and columns are swapped.
 */
export const joinedPlaces: Pattern = (made, draft) => {
  const parts = inputsOf(made, concat) ?? [];
  if (parts.length < 4 || (made.item.given as { axis?: string }).axis !== 'columns') return null;
  const places = parts.map((part) => {
    const across = everyFrom(part);
    const down = across && everyFrom(across.x);
    return across?.axis === 2 && down?.axis === 1 ? { x: down.x, across, down } : null;
  });
  const first = places[0];
  if (first == null) return null;
  const [window, windowWidth] = [first.down.step, first.across.step];
  const areAll = places.every(
    (place, at) =>
      place !== null &&
      isSame(place.x, first.x) &&
      place.down.step === window &&
      place.across.step === windowWidth &&
      place.down.start === at % window &&
      place.across.start === Math.floor(at / window),
  );
  if (!areAll || parts.length !== window * windowWidth) return null;
  const put = (definition: OperatorDefinition, given: Given, x: Computed | undefined) =>
    x && draft.add(definition, given, [x], made.item)?.[0];
  const turned = put(permute, { order: swapped }, first.x);
  // without a width of its own a window is as wide as it is high
  const cut = put(windowPartition, { window: windowWidth, windowWidth: window }, turned);
  const [images, rows, columns, channels] = made.shape as readonly [number, number, number, number];
  const sizes = [images === 1 ? 0 : images, columns, rows, channels];
  return put(permute, { order: swapped }, put(reshape, { sizes, withBatch: true }, cut)) ?? null;
};

/** Whether a definition works on the channels of each place of a map [N, H, W, C] alone. */
const isOnChannels = ({ definition, given }: DraftItem): boolean =>
  (definition === layerNorm && (given as { axis?: string }).axis === 'last') ||
  (definition === linear && (given as { lastAxis?: boolean }).lastAxis === true);

/** Whether a value is of joined places and what works on their channels alone, with nothing of the kind of another so far. */
function areJoinedBefore(value: Computed, other: Computed): boolean {
  let { item } = value;
  while (isOnChannels(item) && item.definition !== other.item.definition) item = item.inputs[0]!.item;
  return item.definition === reshape && item.inputs[0]?.item.definition === windowPartition;
}

/** What works on the channels of joined places alone, one norm and one linear layer, before their rows and columns are swapped back. */
export const beforeSwap: Pattern = (made, draft) => {
  const [turned, ...others] = made.item.inputs;
  if (!isOnChannels(made.item) || turned === undefined || others.length > 0) return null;
  const [x] = inputsOf(turned, permute) ?? [];
  if (x === undefined || (turned.item.given.order as readonly number[]).join() !== swapped.join())
    return null;
  if (!areJoinedBefore(x, made)) return null;
  const { definition, given, name, weights } = made.item;
  const before = definition ? draft.add(definition, given, [x], { name, weights })?.[0] : undefined;
  return (
    (before && draft.add(permute, { order: swapped }, [before], { name: turned.item.name })?.[0]) ?? null
  );
};

/** Windows that are put together, rolled back by as much as the map was rolled before it was cut. */
function rolledBack(made: Computed, draft: Draft): Computed | null {
  const rolled = rolledFrom(made);
  const inputs = rolled && inputsOf(rolled.x, windowReverse);
  if (rolled === null || inputs === null || rolled.axis > 2) return null;
  const side = rolled.axis === 1 ? 'shift' : 'shiftWidth';
  const { given } = rolled.x.item;
  if ((given as Readonly<Record<string, number | undefined>>)[side]) return null;
  // without a shift of its own the one along columns is that along rows
  const whole = { shift: 0, shiftWidth: 0, ...given, [side]: rolled.x.shape[rolled.axis]! - rolled.from };
  return draft.add(windowReverse, whole, inputs, made.item)?.[0] ?? null;
}
