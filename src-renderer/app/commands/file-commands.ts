import { documentOf, networks } from '../../../src-core/catalogue.ts';
import { emptyDesign } from '../../../src-core/document/design.ts';
import type { ReadyNetwork } from '../../../src-core/networks/ready-network.ts';
import { exportModel } from '../../files/export-model.ts';
import { mayDiscard } from '../../files/may-discard.ts';
import { openFile } from '../../files/open-file.ts';
import { save, saveAs } from '../../files/save-file.ts';
import { forgetKept, offerVersions } from '../../files/versions.ts';
import { tCore } from '../../locale/core-text.ts';
import { t } from '../../locale/translate.ts';
import type { Command } from '../../store/commands.ts';
import { openDesign, useDocument } from '../../store/document.ts';
import { goTo } from '../../store/navigation.ts';
import { setView } from '../../store/view.ts';
import { openBackbone } from '../backbone.ts';
import { openDialog } from '../dialogs/open-dialog.ts';
import type { SingleBlock } from '../welcome/single-blocks.ts';

import { isOpen } from './pages.ts';

/** Shows a design that was just opened. */
function show(): void {
  goTo('');
  setView({ page: 'design' });
}

/** Opens a copy of a ready network, once unsaved work has been asked about. */
export async function openNetwork(network: ReadyNetwork): Promise<void> {
  if (!(await mayDiscard())) return;
  openDesign(documentOf(network));
  show();
}

/** Opens a block between an input and an output, at its inside. */
export async function openBlock(block: SingleBlock): Promise<void> {
  if (!(await mayDiscard())) return;
  openDesign(block.design);
  show();
  goTo(block.id);
}

/** Opens an empty design, once unsaved work has been asked about; returns whether it is open. */
export async function startEmpty(): Promise<boolean> {
  if (!(await mayDiscard())) return false;
  openDesign(emptyDesign());
  show();
  return true;
}

const copies = networks.map(
  (network): Command => ({
    id: `network.${network.name}`,
    title: () =>
      t('Open a copy of {title}, {subtitle}', { title: network.title, subtitle: tCore(network.subtitle) }),
    group: 'File',
    run: () => void openNetwork(network),
  }),
);
/** The commands for files. */
export const fileCommands: readonly Command[] = [
  ...copies,
  {
    id: 'file.new',
    title: 'New',
    group: 'File',
    shortcuts: ['$mod+KeyN', 'Alt+KeyN'],
    reach: 'window',
    run: () => void startEmpty(),
  },
  {
    id: 'file.open',
    title: 'Open…',
    group: 'File',
    shortcuts: ['$mod+KeyO'],
    reach: 'window',
    run: () => void openFile(),
  },
  {
    id: 'file.useAsBackbone',
    title: 'Use as backbone…',
    group: 'File',
    isEnabled: () => isOpen() && openBackbone() !== null,
    needs: 'open a backbone',
    run: () => openDialog('backbone'),
  },
  {
    id: 'file.save',
    title: 'Save',
    group: 'File',
    shortcuts: ['$mod+KeyS'],
    reach: 'window',
    isEnabled: isOpen,
    run: () => void save(),
  },
  {
    id: 'file.saveAs',
    title: 'Save as…',
    group: 'File',
    shortcuts: ['$mod+Shift+KeyS'],
    reach: 'window',
    isEnabled: isOpen,
    run: () => void saveAs(),
  },
  {
    id: 'file.versions',
    title: 'Versions…',
    group: 'File',
    isEnabled: () => isOpen() && useDocument.getState().path !== null,
    needs: 'save the design first',
    run: () => void offerVersions(),
  },
  {
    id: 'file.forget',
    title: 'Forget kept work…',
    group: 'File',
    run: () => void forgetKept(),
  },
  {
    id: 'file.export',
    title: 'Export as ONNX or PyTorch…',
    group: 'File',
    shortcuts: ['$mod+Shift+KeyE'],
    reach: 'window',
    isEnabled: isOpen,
    run: () => void exportModel(),
  },
];
