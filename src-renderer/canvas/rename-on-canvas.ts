import { startRenaming } from '../store/renaming.ts';
import { setPanel } from '../store/view.ts';
import { flowNode } from './flow-names.ts';
import { showItem } from './viewport.ts';

/** Puts the cursor into the name of an item where it is drawn; into the inspector's where the node is too small for it. */
export function renameOnCanvas(path: string): void {
  showItem(path);
  requestAnimationFrame(() => {
    const node = document.querySelector(
      `.react-flow__node[data-id="${CSS.escape(flowNode(path))}"] [data-node]`,
    );
    const isReadable = document.querySelector('.react-flow[data-detail="far"]') === null;
    const isSmall = ['bar', 'joint'].includes(node?.getAttribute('data-variant') ?? '');
    if (node !== null && isReadable && !isSmall) {
      startRenaming(path);
      return;
    }
    setPanel('right', true);
    requestAnimationFrame(() =>
      document.querySelector<HTMLInputElement>('input[aria-label="Name of the item"]')?.select(),
    );
  });
}
