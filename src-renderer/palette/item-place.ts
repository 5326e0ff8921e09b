import type { Definition } from '../../src-core/language/definition.ts';

/** Where items of the palette are put, as far as the palette knows it. Points are pixels of the window. */
export interface ItemPlace {
  /** Adds an item without the pointer. */
  readonly add: (definition: Definition) => void;
  /** An item has left the palette under the pointer. */
  readonly startDrag: (definition: Definition) => void;
  readonly dragOver: (x: number, y: number) => void;
  /** The drag is over, wherever it ended. */
  readonly endDrag: () => void;
  readonly drop: (definition: Definition, x: number, y: number) => void;
  /** Moves the view so that an item is seen. */
  readonly show: (path: string) => void;
}
