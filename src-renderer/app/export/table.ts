import { serializeDesign } from '../../../src-core/document/serialize.ts';
import { itemTable } from '../../../src-core/figure/item-table.ts';
import type { TableFormat } from '../../../src-core/figure/table-text.ts';
import { tableText } from '../../../src-core/figure/table-text.ts';
import { picture } from '../../canvas/shown-picture.ts';
import { conventionNow } from '../../store/convention.ts';
import { documentName, useDocument } from '../../store/document.ts';
import { download } from '../../ui/download.ts';
import { exportStem } from './picture.ts';

const files: Readonly<Record<TableFormat, { readonly ending: string; readonly type: string }>> = {
  csv: { ending: 'csv', type: 'text/csv' },
  markdown: { ending: 'md', type: 'text/markdown' },
  latex: { ending: 'tex', type: 'application/x-tex' },
};

/** The items of the open level in the order in which data flows, and outside of it in that of the drawing. */
function shownPaths(): readonly string[] {
  const { analysis } = useDocument.getState();
  const { scene } = picture;
  if (scene === null) return [];
  if (scene.path === '') return analysis.order;
  return scene.nodes.filter(({ role }) => role === 'item').map(({ path }) => path);
}

/** Hands the items of the open level to the browser, as a table. */
export function downloadTable(format: TableFormat): void {
  const table = itemTable(useDocument.getState().analysis, shownPaths(), conventionNow());
  const { ending, type } = files[format];
  download(`${exportStem()}.${ending}`, new Blob([tableText(table, format)], { type }));
}

/** Hands a copy of the open design to the browser; the open file and its unsaved mark stay as they are. */
export function downloadDesign(): void {
  const { design } = useDocument.getState();
  const name = `${documentName(useDocument.getState())}.blockwright.json`;
  download(name, new Blob([serializeDesign(design)], { type: 'application/json' }));
}
