import { create } from 'zustand';
import { focusOn, useDocument } from './document.ts';
import { goTo, useNavigation } from './navigation.ts';
import { useSelection } from './selection.ts';

/** Where one stood before the drawing of an own block was opened. */
interface Stand {
  readonly block: string | null;
  readonly level: string;
  readonly selected: readonly string[];
}

/** The way into the drawings of own blocks, the outermost first; empty while the document is shown. */
const useBlockTrail = create<{ stands: readonly Stand[] }>(() => ({ stands: [] }));

/** Opens the drawing of an own block: what is edited there is edited of every use. */
export function openBlock(id: string): void {
  const { focus } = useDocument.getState();
  if (focus?.block === id) {
    goTo(id);
    return;
  }
  const stand: Stand = {
    block: focus?.block ?? null,
    level: useNavigation.getState().level,
    selected: useSelection.getState().paths,
  };
  useBlockTrail.setState(({ stands }) => ({ stands: [...stands, stand] }));
  focusOn(id);
  goTo(id);
}

/** Goes back to where the drawing of the block that is edited was opened. */
export function closeBlock(): void {
  const { stands } = useBlockTrail.getState();
  const stand = stands.at(-1) ?? { block: null, level: '', selected: [] };
  useBlockTrail.setState({ stands: stands.slice(0, -1) });
  focusOn(stand.block);
  goTo(stand.level, stand.selected);
}

/** Goes back to the document, out of all drawings of own blocks. */
export function closeBlocks(): void {
  if (useDocument.getState().focus === null) return;
  const [first] = useBlockTrail.getState().stands;
  useBlockTrail.setState({ stands: [] });
  focusOn(null);
  goTo(first?.level ?? '', first?.selected ?? []);
}

useDocument.subscribe(({ opened, focus }, before) => {
  if (opened !== before.opened) useBlockTrail.setState({ stands: [] });
  // An undone definition is gone, and with it what is drawn in it.
  else if (focus === null && before.focus !== null) {
    const { level } = useNavigation.getState();
    if (level === before.focus.block || level.startsWith(`${before.focus.block}/`)) goTo('');
  }
});
