import { Picture } from './picture.ts';

/** The level that is on the canvas, as it lies there now. */
export const picture = new Picture();
