import type { BrowserWindow, FileFilter } from 'electron';
import { dialog } from 'electron';
import type { Grants } from '../files/access.ts';
import type { Dialogs } from '../services/files-service.ts';

const filters: Readonly<Record<'design' | 'opened' | 'onnx', FileFilter[]>> = {
  design: [{ name: 'Blockwright design', extensions: ['blockwright.json', 'json'] }],
  opened: [
    {
      name: 'Blockwright design, ONNX model or weights',
      extensions: ['blockwright.json', 'json', 'onnx', 'safetensors'],
    },
  ],
  onnx: [{ name: 'ONNX model', extensions: ['onnx'] }],
};

/** The system's dialogs over a window. What a person picks in them may be read and written from then on. */
export function fileDialogs(window: () => BrowserWindow | null, grants: Grants): Dialogs {
  const granted = (path: string | undefined): string | null => {
    if (path === undefined || path === '') return null;
    grants.grant(path);
    return path;
  };
  return {
    async open() {
      const over = window();
      if (over === null) return null;
      const options = { filters: filters.opened, properties: ['openFile' as const] };
      const { filePaths } = await dialog.showOpenDialog(over, options);
      return granted(filePaths[0]);
    },
    async save(suggestedName, kind) {
      const over = window();
      if (over === null) return null;
      const options = { defaultPath: suggestedName, filters: filters[kind] };
      const { filePath } = await dialog.showSaveDialog(over, options);
      return granted(filePath);
    },
  };
}
