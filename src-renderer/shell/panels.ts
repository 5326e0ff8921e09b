import type { ComponentType } from 'react';

/** What the files panel does for the shell's commands. Each reports its own failures. */
export interface FileActions {
  /** Opens the file at a path, or asks for one. */
  open(path?: string): Promise<void>;
  save(): Promise<void>;
  saveAs(): Promise<void>;
  exportOnnx(): Promise<void>;
  /** Asks about unsaved work where there is any; true when the design may be replaced. */
  mayDiscard(): Promise<boolean>;
}

/**
 * The parts that the shell gives room to. The shell knows nothing else of them; they read the stores.
 * A part that is null leaves its place empty.
 */
export interface Panels {
  /** Right, 320 px wide, full height: the chosen item (or the design) with its fields and formulas. */
  readonly inspector: ComponentType | null;
  /** Bottom, the whole width between palette and inspector, of adjustable height. */
  readonly profile: ComponentType | null;
  /** In place of canvas, palette and inspector while `view.page` is `compare`. */
  readonly compare: ComponentType | null;
  /** Always mounted: dialogs of opening, saving and exporting. */
  readonly dialogs: ComponentType | null;
  readonly files: FileActions | null;
}
