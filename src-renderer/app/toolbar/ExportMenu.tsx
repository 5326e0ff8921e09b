import { ChevronDown, Upload } from 'lucide-react';
import { t } from '../../locale/translate.ts';
import { Button } from '../../ui/Button.tsx';
import type { MenuEntry } from '../../ui/Menu.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { commandEntry } from './AppMenu.tsx';

/** Everything a design can be written as. */
export const exportEntries = (): readonly (MenuEntry | 'separator')[] => [
  commandEntry('file.export'),
  commandEntry('file.picture'),
  commandEntry('file.report'),
  'separator',
  commandEntry('file.table-csv'),
  commandEntry('file.table-markdown'),
  commandEntry('file.table-latex'),
  'separator',
  commandEntry('file.download'),
];

export function ExportMenu() {
  return (
    <Menu label={t('Export')} entries={exportEntries}>
      <Button look="plain" icon={<Upload size={16} aria-hidden />}>
        {t('Export')}
        <ChevronDown size={14} aria-hidden />
      </Button>
    </Menu>
  );
}
