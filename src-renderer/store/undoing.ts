import type { Design } from '../../src-core/document/design.ts';
import { blocksOf } from '../../src-core/document/own-block.ts';
import { closeBlocks, openBlock } from './block-trail.ts';
import { useDocument, walkHistory } from './document.ts';
import { levelPath, openDrawing } from './drawings.ts';
import { goTo } from './navigation.ts';

/** Names of items whose own fields, places or wires two designs tell differently. */
function changedItems(before: Design, after: Design): readonly string[] {
  const changed = new Set<string>();
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  for (const node of after.nodes) {
    if (old.get(node.id) !== node) changed.add(node.id);
    old.delete(node.id);
  }
  for (const gone of old.keys()) changed.add(gone);
  const wires = new Set(before.edges);
  for (const edge of after.edges) if (!wires.delete(edge)) changed.add(edge.to.node);
  for (const edge of wires) changed.add(edge.to.node);
  return [...changed];
}

/** Opens the level where something changed, where it is not the one that is open. */
function follow(before: Design): void {
  const { design } = useDocument.getState();
  if (design === before) return;
  const known = new Map([...before.nodes, ...design.nodes].map((node) => [node.id, node]));
  const present = new Set(['', ...design.nodes.map((node) => node.id)]);
  const drawings = changedItems(before, design).flatMap((id) => {
    const drawing = known.get(id)?.parent ?? '';
    return known.has(id) && present.has(drawing) ? [drawing] : [];
  });
  const [first] = drawings;
  const open = openDrawing();
  if (first === undefined || (open !== null && drawings.includes(open))) return;
  goTo(levelPath(design, first));
}

/** Opens what a step changed where it is not what is shown: the drawing of a block, or the document around it. */
function followBlock(before: Design): void {
  const { whole, focus } = useDocument.getState();
  const old = new Map(blocksOf(before).map((block) => [block.id, block]));
  const changed = blocksOf(whole).filter((block) => old.get(block.id) !== block);
  const isElsewhere = before.nodes !== whole.nodes || before.edges !== whole.edges;
  const [first] = changed;
  if (focus !== null && (isElsewhere || changed.length === 0)) closeBlocks();
  else if (first !== undefined && !isElsewhere && old.has(first.id) && first.id !== focus?.block) {
    openBlock(first.id);
  }
}

/** Takes the latest step back, and shows where it was made. */
export function undo(): void {
  const { design, whole } = useDocument.getState();
  walkHistory('undo');
  if (whole !== useDocument.getState().whole) followBlock(whole);
  follow(design);
}

/** Does again what was undone last, and shows where it was made. */
export function redo(): void {
  const { design, whole } = useDocument.getState();
  walkHistory('redo');
  if (whole !== useDocument.getState().whole) followBlock(whole);
  follow(design);
}

/** Goes to where the history had so many steps, back or forth, and shows what changed. */
export function goToStep(position: number): void {
  const { design } = useDocument.getState();
  for (;;) {
    const { past, future } = useDocument.getState().history;
    if (past.length === position || (past.length < position && future.length === 0)) break;
    walkHistory(past.length > position ? 'undo' : 'redo');
    // another tab has the document: nothing moves
    if (useDocument.getState().history.past === past) break;
  }
  follow(design);
}
