import { drawnOut } from '../../src-core/analysis/drawn-out.ts';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import type { Design, DesignNode, OwnBlock } from '../../src-core/document/design.ts';
import type { Edit } from '../../src-core/document/edit.ts';
import { applyEdit, batch } from '../../src-core/document/edit.ts';
import { blockOf, blocksOf, freshBlockId, isOwnId } from '../../src-core/document/own-block.ts';
import { blockOfDrawing, detachedUse, usesOf } from '../../src-core/document/own-block-uses.ts';
import { issue } from '../../src-core/errors.ts';
import { drawnKindOf } from '../../src-core/language/roles.ts';
import { t } from '../locale/translate.ts';
import { closeBlocks, openBlock } from '../store/block-trail.ts';
import { dispatch, useDocument } from '../store/document.ts';
import { nodeAt, onLevel, ownerOf, selectedIds } from '../store/drawings.ts';
import { useNavigation } from '../store/navigation.ts';
import { partKinds } from '../store/new-items.ts';
import { catalogueIn, openCatalogue } from '../store/own-blocks.ts';
import { select } from '../store/selection.ts';
import { newGesture } from '../ui/gesture.ts';
import { toastIssues } from '../ui/toast-issues.ts';
import { toast } from '../ui/toasts.ts';
import { canGroup, groupKind, groupSelected } from './grouping.ts';

const fieldNames =
  (design: Design) =>
  ({ definition }: DesignNode): readonly string[] =>
    Object.keys(catalogueIn(design).definitionOf(definition)?.fields ?? {});

/** The one item of the design that is selected, or inside which the canvas is; null where there is none. */
function onlyItem(): DesignNode | null {
  const { design, focus } = useDocument.getState();
  const ids = selectedIds();
  if (ids.length > 1) return null;
  const { level } = useNavigation.getState();
  const path = ids.length === 0 ? ownerOf(design, level) : (onLevel(ids)[0] ?? '');
  const node = path === '' ? null : nodeAt(design, path);
  return node === null || node.id === focus?.block ? null : node;
}

const isSequence = ({ definition }: DesignNode): boolean =>
  drawnKindOf(openCatalogue().definitionOf(definition)) === 'once';

export const canMakeBlock = (): boolean => canGroup();

/** Makes an own block of the selected items, or of the sequence that is selected, whose name it takes. */
export function makeBlock(): void {
  const gesture = newGesture();
  const selected = onlyItem();
  if (selected === null || !isSequence(selected)) groupSelected('once', gesture);
  const group = onlyItem();
  if (group === null || !isSequence(group)) return;
  const { design, whole } = useDocument.getState();
  const title = group.id;
  const block = { id: freshBlockId(title, blocksOf(whole)), title };
  const edit = blockOfDrawing(design, group.id, block, fieldNames(design));
  if (!dispatch(edit, { label: t('Make the block {title}', { title }), gesture })) return;
  select(onLevel([group.id]));
  toast({
    tone: 'good',
    text: t('{title} is a block now; it is in the palette. Enter it to edit all its uses', { title }),
  });
}

/** The use of an own block, or the ready block, that can become plain items. */
function detachable(): DesignNode | null {
  const node = onlyItem();
  const definition = node === null ? undefined : openCatalogue().definitionOf(node.definition);
  return definition?.kind === 'block' && drawnKindOf(definition) === undefined ? node : null;
}

export const canDetach = (): boolean => detachable() !== null;

const isReady = (node: DesignNode | null): boolean => node !== null && !isOwnId(node.definition);

export const canOwn = (): boolean => isReady(detachable());

/** What a ready block is at its present values, as a drawing; null, which is said, while its values have problems. */
function drawnOutOf(node: DesignNode) {
  const { analysis } = useDocument.getState();
  const [path = ''] =
    selectedIds().length === 0
      ? [ownerOf(analysis.design, useNavigation.getState().level)]
      : onLevel([node.id]);
  const expansion = itemAt(analysis, path)?.expansion;
  if (expansion == null) {
    toastIssues([issue('formula/none')], { subject: node.id });
    return null;
  }
  return drawnOut(expansion, partKinds);
}

/** The own block that a ready block becomes, under a free id. */
function ownedBy(node: DesignNode): OwnBlock | null {
  const { whole } = useDocument.getState();
  const drawing = drawnOutOf(node);
  const title = openCatalogue().definitionOf(node.definition)?.title ?? node.id;
  return drawing && { id: freshBlockId(title, blocksOf(whole)), title, fields: [], ...drawing };
}

const redefined = (node: DesignNode, id: string, design: Design): Edit => {
  const index = design.nodes.indexOf(node);
  const wires = design.edges.flatMap((edge, at): readonly Edit[] =>
    edge.from.node === node.id || edge.to.node === node.id ? [{ kind: 'addEdge', edge, index: at }] : [],
  );
  return batch([
    { kind: 'removeNode', id: node.id },
    { kind: 'addNode', node: { ...node, definition: id, fields: {} }, index },
    ...wires,
  ]);
};

/** Makes an own block of the ready block that is selected or open, and opens its drawing. */
export function editAsOwn(): void {
  const node = detachable();
  const block = node === null ? null : ownedBy(node);
  if (node === null || block === null) return;
  const { design } = useDocument.getState();
  const edit = batch([{ kind: 'addBlock', block }, redefined(node, block.id, design)]);
  if (dispatch(edit, { label: t('Edit {name} as an own block', { name: node.id }) })) openBlock(block.id);
}

/** Draws what the selected block is in its place, as a sequence of plain items that counts the same. */
export function detach(): void {
  const node = detachable();
  if (node === null) return;
  const { design, whole } = useDocument.getState();
  const block = isOwnId(node.definition) ? blockOf(whole, node.definition) : ownedBy(node);
  if (block == null) return;
  const around = { ...node, fields: isReady(node) ? {} : node.fields };
  const told = { ...design, nodes: design.nodes.map((each) => (each === node ? around : each)) };
  const edit = detachedUse(told, node.id, block, groupKind('once'), fieldNames(design));
  const { level } = useNavigation.getState();
  const isOpen = nodeAt(design, level) === node;
  if (!dispatch(edit, { label: t('Detach {name}', { name: node.id }) })) return;
  if (!isOpen) select(onLevel([node.id]));
}

/** Deletes the definition of an own block. One that is in use is refused, unless its uses are to become plain items first. */
export function deleteBlock(id: string, detaching: boolean): void {
  const { whole } = useDocument.getState();
  const block = blockOf(whole, id);
  if (block === undefined) return;
  const uses = usesOf(whole, id);
  if (uses.length > 0 && !detaching) {
    toastIssues([issue('own/in-use', {}, { block: block.title, count: uses.length })]);
    return;
  }
  closeBlocks();
  let left = whole;
  const edits: Edit[] = [];
  for (const { block: at, node } of uses) {
    const within = at === null ? left : { ...left, ...blockOf(left, at) };
    const own = detachedUse(within, node, block, groupKind('once'), fieldNames(left));
    const edit: Edit = at === null ? own : { kind: 'inBlock', block: at, edit: own };
    const applied = applyEdit(left, edit);
    if (!applied.ok) {
      toastIssues(applied.issues);
      return;
    }
    left = applied.value.design;
    edits.push(edit);
  }
  dispatch(batch([...edits, { kind: 'removeBlock', id }]), {
    label: t('Delete the block {title}', { title: block.title }),
  });
}
