import type { FileActions } from '../shell/panels.ts';
import { exportOnnx } from './export-onnx.ts';
import { mayDiscard } from './may-discard.ts';
import { open } from './open-file.ts';
import { save, saveAs } from './save-file.ts';

/** What the window's commands do with files. */
export const fileActions: FileActions = { open, save, saveAs, exportOnnx, mayDiscard };
