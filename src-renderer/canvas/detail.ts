/**
 * How much a node says: less and less the farther away it is. `full` is all there is, `near` all but the sizes of tensors in
 * memory, `middle` name, shape and one line of figures, `short` name and shape, `named` its name, and `far` no word at all.
 */
export type Detail = 'full' | 'near' | 'middle' | 'short' | 'named' | 'far';

/** The least size of letters on the screen, in pixels. */
export const leastOnScreen = 11;

/** What is said from a zoom on, and the least size of its letters in canvas pixels, at which all of it has room. */
export interface DetailStep {
  readonly from: number;
  readonly says: Detail;
  /** Null where nothing is written. */
  readonly type: number | null;
}

/** From near to far. A name alone takes two steps, so that it is neither too small at one end nor too large at the other. */
export const detailSteps: readonly DetailStep[] = [
  { from: 1, says: 'full', type: 11 },
  { from: 0.8, says: 'near', type: 14 },
  { from: 0.7, says: 'middle', type: 15.8 },
  { from: 0.6, says: 'middle', type: 18.5 },
  { from: 0.45, says: 'short', type: 24.5 },
  { from: 0.32, says: 'named', type: 34.5 },
  { from: 0.25, says: 'named', type: 44 },
  { from: 0, says: 'far', type: null },
];

/** How far around its middle a port is pressed and wires are drawn to it, in pixels of the screen. */
const reachOnScreen = 24;

/** The same in canvas pixels where items are too small for more: what is pressed there is the item. */
const reachFromFar = 27;

/** What a port takes of the canvas around it, in canvas pixels, from a step's nearer to its farther end. */
export const reachOf = ({ from }: DetailStep): number =>
  from === 0 ? reachFromFar : Math.ceil(reachOnScreen / from);

/**
 * The least length of the bar beside figures, in canvas pixels: where letters are so large that parameters and cost seldom
 * have room beside it and its share, it is long enough to be compared; nearer it gives them that room.
 */
export const leastBarOf = ({ type }: DetailStep): number => (type !== null && type > 16 ? 60 : 24);

/** Milliseconds after its last step for which a zoom may go on; what is dear follows one that rests. */
export const zoomPause = 150;

/** From this zoom on what an item is and has can be read. */
export const readableFrom = 0.6;

/** What is said at a zoom; one that rounding has left a hair below a step is on it. */
export const stepAt = (zoom: number): DetailStep =>
  detailSteps.find(({ from }) => zoom >= from - 1e-6) as DetailStep;

/** True where nodes can be read, so that a large level makes elements of them. */
export const isReadable = (zoom: number): boolean => zoom >= readableFrom - 1e-6;

/** True where wires are labelled, each label with room beside its wire. */
export const showsLabels = (zoom: number): boolean => {
  const { says } = stepAt(zoom);
  return says === 'full' || says === 'near';
};
