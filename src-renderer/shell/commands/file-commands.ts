import { networks } from '../../../src-core/catalogue.ts';
import { emptyDesign } from '../../../src-core/document/design.ts';
import type { ReadyNetwork } from '../../../src-core/networks/ready-network.ts';
import type { Command } from '../../store/commands.ts';
import { openDesign } from '../../store/document.ts';
import { goTo } from '../../store/navigation.ts';
import { setView, useView } from '../../store/view.ts';
import { openBackbone } from '../backbone.ts';
import { openDialog } from '../dialogs.ts';
import type { FileActions } from '../panels.ts';
import type { SingleBlock } from '../single-blocks.ts';

const isOpen = (): boolean => useView.getState().page !== 'welcome';

/** Shows a design that was just opened. */
function show(): void {
  goTo('');
  setView({ page: 'design' });
}

const mayDiscard = async (files: FileActions | null): Promise<boolean> => (await files?.mayDiscard()) ?? true;

/** Opens a copy of a ready network, once unsaved work has been asked about. */
export async function openNetwork(network: ReadyNetwork, files: FileActions | null): Promise<void> {
  if (!(await mayDiscard(files))) return;
  openDesign(network.design);
  show();
}

/** Opens a block between an input and an output, at its inside. */
export async function openBlock(block: SingleBlock, files: FileActions | null): Promise<void> {
  if (!(await mayDiscard(files))) return;
  openDesign(block.design);
  show();
  goTo(block.id);
}

async function startEmpty(files: FileActions | null): Promise<void> {
  if (!(await mayDiscard(files))) return;
  openDesign(emptyDesign());
  show();
}

/** The commands for files; what they do is handed in, and those that cannot be done are disabled. */
export function fileCommands(files: FileActions | null): readonly Command[] {
  const has = () => files !== null;
  const copies = networks.map(
    (network): Command => ({
      id: `network.${network.name}`,
      title: `Open a copy of ${network.title}, ${network.subtitle}`,
      group: 'File',
      run: () => void openNetwork(network, files),
    }),
  );
  return [
    ...copies,
    {
      id: 'file.new',
      title: 'New',
      group: 'File',
      shortcuts: ['$mod+KeyN', 'Alt+KeyN'],
      reach: 'window',
      run: () => void startEmpty(files),
    },
    {
      id: 'file.open',
      title: 'Open…',
      group: 'File',
      shortcuts: ['$mod+KeyO'],
      reach: 'window',
      isEnabled: has,
      run: () => void files?.open(),
    },
    {
      id: 'file.useAsBackbone',
      title: 'Use as backbone…',
      group: 'File',
      isEnabled: () => isOpen() && openBackbone() !== null,
      run: () => openDialog('backbone'),
    },
    {
      id: 'file.save',
      title: 'Save',
      group: 'File',
      shortcuts: ['$mod+KeyS'],
      reach: 'window',
      isEnabled: () => has() && isOpen(),
      run: () => void files?.save(),
    },
    {
      id: 'file.saveAs',
      title: 'Save as…',
      group: 'File',
      shortcuts: ['$mod+Shift+KeyS'],
      reach: 'window',
      isEnabled: () => has() && isOpen(),
      run: () => void files?.saveAs(),
    },
    {
      id: 'file.export',
      title: 'Export as ONNX…',
      group: 'File',
      shortcuts: ['$mod+Shift+KeyE'],
      reach: 'window',
      isEnabled: () => has() && isOpen(),
      run: () => void files?.exportOnnx(),
    },
  ];
}
