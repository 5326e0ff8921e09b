import type { Size } from '../use-size.ts';

/** The edges of the field that a plot's marks lie in, in pixels from the drawing's upper left corner. */
export interface PlotFrame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Of the whole drawing; the title of the x axis stands at its foot. */
  readonly height: number;
}

interface Margin {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The field that is left within a drawing's margins. */
export const plotFrame = ({ width, height }: Size, { left, top, right, bottom }: Margin): PlotFrame => ({
  left,
  top,
  right: width - right,
  bottom: height - bottom,
  height,
});
