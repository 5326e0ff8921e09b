/** The size of the map of the canvas, in pixels. */
export const mapSize = { width: 92, height: 128 } as const;
