import { importBlocks } from '../../store/block-files.ts';
import type { Command } from '../../store/commands.ts';
import { openDialog } from '../dialogs/open-dialog.ts';
import { downloadReport } from '../export/report.ts';
import { downloadDesign, downloadTable } from '../export/table.ts';
import { isOpen, onDesign } from './pages.ts';

const tables = [
  ['csv', 'Export the items as CSV'],
  ['markdown', 'Export the items as Markdown'],
  ['latex', 'Export the items as LaTeX'],
] as const;

/** What is taken away by the browser: pictures, tables and copies. */
export const exportCommands: readonly Command[] = [
  {
    id: 'file.picture',
    title: 'Export a picture…',
    group: 'File',
    isEnabled: onDesign,
    run: () => openDialog('picture'),
  },
  ...tables.map(
    ([format, title]): Command => ({
      id: `file.table-${format}`,
      title,
      group: 'File',
      isEnabled: onDesign,
      run: () => downloadTable(format),
    }),
  ),
  {
    id: 'file.report',
    title: 'Export a report (HTML)',
    group: 'File',
    isEnabled: isOpen,
    run: () => void downloadReport(),
  },
  {
    id: 'file.importBlocks',
    title: 'Import own blocks…',
    group: 'File',
    isEnabled: isOpen,
    run: () => void importBlocks(),
  },
  {
    id: 'file.download',
    title: 'Download a copy of the design',
    group: 'File',
    isEnabled: isOpen,
    run: downloadDesign,
  },
];
