import { ChevronDown, Upload } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { commandEntry } from './AppMenu.tsx';

export function ExportMenu() {
  return (
    <Menu label="Export" entries={() => [commandEntry('file.export')]}>
      <Button look="plain" icon={<Upload size={16} aria-hidden />}>
        Export
        <ChevronDown size={14} aria-hidden />
      </Button>
    </Menu>
  );
}
