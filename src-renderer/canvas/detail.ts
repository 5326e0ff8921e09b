/** How much a node says: less and less the farther away it is. */
export type Detail = 'near' | 'middle' | 'far';

/** Below these zooms a node says less: first its ports and second line go, then all but its name and bar. */
const middleFrom = 0.34;
const nearFrom = 0.6;

/** From this zoom on what an item is and has can be read. */
export const readableFrom = nearFrom;

export const detailAt = (zoom: number): Detail =>
  zoom < middleFrom ? 'far' : zoom < nearFrom ? 'middle' : 'near';
