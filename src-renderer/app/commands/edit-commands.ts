import { itemAt } from '../../../src-core/analysis/item-paths.ts';
import { catalogue } from '../../../src-core/catalogue.ts';
import type { Edit } from '../../../src-core/document/edit.ts';
import { batch } from '../../../src-core/document/edit.ts';
import { healEdit } from '../../../src-core/document/heal.ts';
import { redoLabel, undoLabel } from '../../../src-core/document/history.ts';
import { levelAt } from '../../../src-core/scene/level.ts';
import { allCopied, copySelected } from '../../canvas/clipboard.ts';
import type { WireStart } from '../../canvas/judging.ts';
import { startKeyWire } from '../../canvas/keyboard/key-wire.ts';
import { wiredTo } from '../../canvas/keyboard/spoken-port.ts';
import { pointerOnCanvas } from '../../canvas/pointer.ts';
import { openQuickAdd } from '../../canvas/quick-add.ts';
import { renameOnCanvas } from '../../canvas/rename-on-canvas.ts';
import { middleOnScreen } from '../../canvas/viewport.ts';
import { t } from '../../locale/translate.ts';
import type { Command } from '../../store/commands.ts';
import { dispatch, useDocument } from '../../store/document.ts';
import { onLevel, selectedIds } from '../../store/drawings.ts';
import { useNavigation } from '../../store/navigation.ts';
import { removeNote, useNotes } from '../../store/notes.ts';
import { select, useSelection } from '../../store/selection.ts';
import { shareable, shareSelected } from '../../store/sharing.ts';
import { redo, undo } from '../../store/undoing.ts';
import { paste, pasteBeside } from '../paste.ts';
import { levelEdits } from './level-edits.ts';
import { onDesign } from './pages.ts';

const hasItems = (): boolean => useSelection.getState().paths.length > 0;

/** Deletes the selected items with their wires, and the selected wires. */
function deleteSelected(): void {
  const { selected } = useNotes.getState();
  if (selected !== null) {
    removeNote(selected);
    return;
  }
  const { design } = useDocument.getState();
  const { edges } = useSelection.getState();
  const ids = selectedIds();
  const items = design.nodes.filter((node) => ids.includes(node.id));
  const gone = new Set(items.map((node) => node.id));
  const wires = design.edges.filter(
    (edge) => edges.includes(edge.id) && !gone.has(edge.from.node) && !gone.has(edge.to.node),
  );
  const edits: Edit[] = [
    ...wires.map((edge): Edit => ({ kind: 'removeEdge', id: edge.id })),
    ...items.map((node): Edit => ({ kind: 'removeNode', id: node.id })),
  ];
  if (edits.length > 0 && dispatch(batch(edits))) select([]);
}

/** Deletes the selected items and joins what fed each to what it fed, through as many of them as stand in a row. */
function dissolveSelected(): void {
  const edit = healEdit(useDocument.getState().design, new Set(selectedIds()));
  if (edit !== null && dispatch(edit)) select([]);
}

/** The port of the selected item that a wire is drawn from by keys: an output that has none yet, else the first port. */
function portOfSelected(): WireStart | null {
  const [path] = onLevel(selectedIds());
  const { analysis } = useDocument.getState();
  const item = path === undefined || selectedIds().length !== 1 ? null : itemAt(analysis, path);
  if (path === undefined || item === null) return null;
  const outputs = item.outputPorts.map((port): WireStart => ({ item: path, port, kind: 'out' }));
  const inputs = item.inputPorts.map((port): WireStart => ({ item: path, port, kind: 'in' }));
  const open = outputs.find((port) => wiredTo(analysis, port).length === 0);
  return open ?? outputs[0] ?? inputs[0] ?? null;
}

/** Lets the selected items hand their inputs on as they are; where all do so already, do their own again. */
function muteSelected(): void {
  const ids = selectedIds();
  const items = useDocument.getState().design.nodes.filter(({ id }) => ids.includes(id));
  const muted = items.some((item) => item.muted !== true);
  const [first] = items;
  const count = items.length;
  const label =
    count === 1
      ? t(muted ? 'Mute {name}' : 'Unmute {name}', { name: first?.id ?? '' })
      : t(muted ? 'Mute {count} items' : 'Unmute {count} items', { count });
  const edits = items.map(({ id }): Edit => ({ kind: 'setMuted', id, muted }));
  if (edits.length > 0) dispatch(batch(edits), { label });
}

/** All items of the open level, those inside a ready block too. */
function pathsOfLevel(): readonly string[] {
  const level = levelAt(useDocument.getState().analysis, useNavigation.getState().level, catalogue);
  return (level?.items ?? []).filter(({ role }) => role === 'item').map(({ path }) => path);
}

export const editCommands: readonly Command[] = [
  {
    id: 'edit.undo',
    title: 'Undo',
    group: 'Edit',
    shortcuts: ['$mod+KeyZ'],
    subject: () => undoLabel(useDocument.getState().history),
    isEnabled: () => undoLabel(useDocument.getState().history) !== null,
    needs: 'nothing to undo',
    run: undo,
  },
  {
    id: 'edit.redo',
    title: 'Redo',
    group: 'Edit',
    shortcuts: ['$mod+Shift+KeyZ', '$mod+KeyY'],
    subject: () => redoLabel(useDocument.getState().history),
    isEnabled: () => redoLabel(useDocument.getState().history) !== null,
    needs: 'nothing to redo',
    run: redo,
  },
  {
    id: 'edit.selectAll',
    title: 'Select all',
    group: 'Edit',
    shortcuts: ['$mod+KeyA'],
    isEnabled: onDesign,
    run: () => select(pathsOfLevel()),
  },
  ...levelEdits([
    {
      id: 'edit.add',
      title: 'Add an item',
      group: 'Edit',
      shortcuts: ['Shift+KeyA'],
      run: () => openQuickAdd(middleOnScreen(), null, true),
    },
    {
      id: 'edit.delete',
      title: 'Delete',
      group: 'Edit',
      shortcuts: ['Delete', 'Backspace'],
      reach: 'items',
      isEnabled: () =>
        useSelection.getState().paths.length > 0 ||
        useSelection.getState().edges.length > 0 ||
        useNotes.getState().selected !== null,
      needs: 'select items',
      run: deleteSelected,
    },
    {
      id: 'edit.dissolve',
      title: 'Delete and join the wires',
      group: 'Edit',
      shortcuts: ['$mod+Delete', '$mod+Backspace'],
      reach: 'items',
      isEnabled: hasItems,
      needs: 'select items',
      run: dissolveSelected,
    },
    // The browser's own copy, cut and paste events carry the text; these run from menus.
    {
      id: 'edit.cut',
      title: 'Cut',
      group: 'Edit',
      isEnabled: hasItems,
      needs: 'select items',
      run: () => copySelected() && deleteSelected(),
    },
    {
      id: 'edit.copy',
      title: 'Copy',
      group: 'Edit',
      isEnabled: hasItems,
      needs: 'select items',
      run: () => void copySelected(),
    },
    {
      id: 'edit.paste',
      title: 'Paste',
      group: 'Edit',
      isEnabled: () => allCopied() !== null,
      needs: 'nothing was copied',
      run: () => paste(),
    },
    {
      id: 'edit.wire',
      title: 'Draw a wire from the item',
      group: 'Edit',
      shortcuts: ['KeyW'],
      reach: 'canvas',
      isEnabled: () => portOfSelected() !== null,
      needs: 'select an item',
      run: () => {
        const port = portOfSelected();
        if (port !== null) startKeyWire(port);
      },
    },
    {
      id: 'edit.mute',
      title: 'Mute or unmute',
      group: 'Edit',
      shortcuts: ['KeyM'],
      reach: 'canvas',
      isEnabled: hasItems,
      needs: 'select items',
      run: muteSelected,
    },
    {
      id: 'edit.rename',
      title: 'Rename',
      group: 'Edit',
      shortcuts: ['F2'],
      isEnabled: () => selectedIds().length === 1,
      needs: 'select an item',
      run: () => {
        const [path] = onLevel(selectedIds());
        if (path !== undefined) renameOnCanvas(path);
      },
    },
    {
      id: 'edit.replace',
      title: 'Replace with another item',
      group: 'Edit',
      isEnabled: () => selectedIds().length === 1,
      needs: 'select an item',
      run: () => {
        const [id] = selectedIds();
        if (id !== undefined) openQuickAdd(pointerOnCanvas() ?? middleOnScreen(), { kind: 'item', id });
      },
    },
    {
      id: 'edit.duplicate',
      title: 'Duplicate',
      group: 'Edit',
      shortcuts: ['$mod+KeyD'],
      isEnabled: hasItems,
      needs: 'select items',
      run: () => copySelected() && pasteBeside(),
    },
    {
      id: 'edit.shareWeights',
      title: 'Share weights',
      group: 'Edit',
      isEnabled: () => shareable().length > 0,
      needs: 'select items of equal weights',
      run: shareSelected,
    },
  ]),
];
