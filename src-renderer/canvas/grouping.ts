import { itemOf } from '../../src-core/analysis/item-paths.ts';
import { blocks, catalogue } from '../../src-core/catalogue.ts';
import type { Design, DesignNode, PortRef, Position } from '../../src-core/document/design.ts';
import type { Edit } from '../../src-core/document/edit.ts';
import { batch } from '../../src-core/document/edit.ts';
import type { GroupPlaces } from '../../src-core/document/group.ts';
import { groupItems } from '../../src-core/document/group.ts';
import { freshName } from '../../src-core/document/names.ts';
import { notesTo } from '../../src-core/document/notes-inside.ts';
import { ungroupItem } from '../../src-core/document/ungroup.ts';
import { ok } from '../../src-core/errors.ts';
import type { DrawnKind } from '../../src-core/language/definition.ts';
import { boundaryOf, drawnKindOf, hasCopies, partPortOf } from '../../src-core/language/roles.ts';
import type { Rect } from '../../src-core/scene/geometry.ts';
import { gap, sizes } from '../../src-core/scene/geometry.ts';
import { levelAt } from '../../src-core/scene/level.ts';
import { sceneOf } from '../../src-core/scene/scene.ts';
import { t } from '../locale/translate.ts';
import { useDirection } from '../store/direction.ts';
import { dispatch, useDocument } from '../store/document.ts';
import { entryOf, levelNodes, nodeAt, onLevel, selectedIds } from '../store/drawings.ts';
import { joinPath, useNavigation } from '../store/navigation.ts';
import { partKinds } from '../store/new-items.ts';
import { openCatalogue } from '../store/own-blocks.ts';
import { select } from '../store/selection.ts';
import { toastIssues } from '../ui/toast-issues.ts';

export const groupKind = (drawn: DrawnKind): string => blocks.find((block) => block.drawn === drawn)!.id;

const drawnKind = ({ definition }: DesignNode): DrawnKind | undefined =>
  drawnKindOf(openCatalogue().definitionOf(definition));

/** Ends of the design, and ports of the part around, stay where they are. */
const isEnd = ({ definition }: DesignNode): boolean => {
  const known = openCatalogue().definitionOf(definition);
  return (boundaryOf(known) ?? partPortOf(known)) !== undefined;
};

const selectedNodes = (): readonly DesignNode[] => {
  const ids = new Set(selectedIds());
  return useDocument.getState().design.nodes.filter((node) => ids.has(node.id));
};

const groupable = (): readonly DesignNode[] => selectedNodes().filter((node) => !isEnd(node));

const selectedGroups = (): readonly DesignNode[] =>
  selectedNodes().filter((node) => {
    const kind = drawnKind(node);
    return kind === 'once' || kind === 'repeated';
  });

export const canGroup = (): boolean => groupable().length > 0;
export const canUngroup = (): boolean => selectedGroups().length > 0;

/** The room that items take on a level; null where none of them is there. */
function extent(level: string, isWanted: (name: string) => boolean): Rect | null {
  const shown = levelAt(useDocument.getState().analysis, level, catalogue);
  if (shown === null) return null;
  const { nodes } = sceneOf(shown, useDirection.getState().direction);
  const wanted = nodes.filter(({ name }) => isWanted(name));
  if (wanted.length === 0) return null;
  const x = Math.min(...wanted.map((node) => node.x));
  const y = Math.min(...wanted.map((node) => node.y));
  return {
    x,
    y,
    width: Math.max(...wanted.map((node) => node.x + node.width)) - x,
    height: Math.max(...wanted.map((node) => node.y + node.height)) - y,
  };
}

/** Along the flow, what an item takes of it. */
const axes = { TB: ['y', 'height'], LR: ['x', 'width'] } as const;

/**
 * Moves what follows on the level, when some room along the flow becomes another length, so that the rest stands as it
 * did. Nothing moves where an item beside the room would then be in the way.
 */
function followed(room: Rect, length: number, isMember: (id: string) => boolean): readonly Edit[] {
  const [along, size] = axes[useDirection.getState().direction];
  const end = room[along] + room[size];
  const others = levelNodes().filter(({ id }) => !isMember(id));
  const beside = others.some(({ position }) => position[along] > room[along] && position[along] < end);
  const by = length - room[size];
  if (beside || by === 0) return [];
  const moves = others
    .filter(({ position }) => position[along] >= end)
    .map(({ id, position }) => ({
      id,
      position: { x: position.x, y: position.y, [along]: position[along] + by },
    }));
  return moves.length === 0 ? [] : [{ kind: 'moveNodes', moves }];
}

const groupSize = () => (useDirection.getState().direction === 'TB' ? sizes.wide : sizes.tile);

/** Where a group stands for items that take some room, and its ports inside: before the items and after them. */
function placesAround({ x, y, width, height }: Rect): GroupPlaces {
  const { direction } = useDirection.getState();
  const size = groupSize();
  const step = gap[direction];
  const centre = { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
  if (direction === 'TB') {
    const left = (index: number) => centre.x - size.width / 2 + index * (size.width + step);
    return {
      group: { x: left(0), y },
      input: (index) => ({ x: left(index), y: y - size.height - step }),
      output: (index) => ({ x: left(index), y: y + height + step }),
    };
  }
  const top = (index: number) => centre.y - size.height / 2 + index * (size.height + step);
  return {
    group: { x, y: top(0) },
    input: (index) => ({ x: x - size.width - step, y: top(index) }),
    output: (index) => ({ x: x + width + step, y: top(index) }),
  };
}

/** Ports of items that have no wire: inputs that need one, and outputs of items from which nothing goes on. */
function openPorts(design: Design, nodes: readonly DesignNode[]) {
  const { analysis } = useDocument.getState();
  const items = nodes.flatMap(({ id }) => {
    const item = itemOf(analysis, id);
    return item === undefined ? [] : [{ id, inputPorts: item.inputPorts, outputPorts: item.outputPorts }];
  });
  const fed = (end: PortRef) => design.edges.some(({ to }) => to.node === end.node && to.port === end.port);
  const inputs = items
    .flatMap(({ id, inputPorts }) => inputPorts.map((port): PortRef => ({ node: id, port })))
    .filter((end) => !fed(end));
  const outputs = items
    .filter(({ id }) => !design.edges.some(({ from }) => from.node === id))
    .flatMap(({ id, outputPorts }) => outputPorts.map((port): PortRef => ({ node: id, port })));
  return { inputs, outputs };
}

/** Puts the selected items into one that is drawn, and selects it. */
export function groupSelected(drawn: DrawnKind, gesture?: string): void {
  const { design } = useDocument.getState();
  const nodes = groupable();
  const ids = new Set(nodes.map((node) => node.id));
  const room = extent(useNavigation.getState().level, (name) => ids.has(name));
  if (room === null) return;
  const grouping = groupItems(design, ids, {
    kinds: { group: groupKind(drawn), ...partKinds },
    places: placesAround(room),
    open: openPorts(design, nodes),
  });
  if (!grouping.ok) {
    toastIssues(grouping.issues, { tone: 'plain' });
    return;
  }
  const { edit, id } = grouping.value;
  const what = nodes.length === 1 ? nodes[0]!.id : t('{count} items', { count: nodes.length });
  const [, size] = axes[useDirection.getState().direction];
  const closed = followed(room, groupSize()[size], (name) => ids.has(name));
  const options = {
    label: t('Group {items} into {name}', { items: what, name: id }),
    ...(gesture !== undefined && { gesture }),
  };
  if (dispatch(batch([...closed, edit]), options)) select(onLevel([id]));
}

/** The edit that makes an item of another definition of it: its name, wires and what is drawn inside stay. */
function redefined(design: Design, node: DesignNode, definition: string): Edit {
  const stand = freshName(design, definition);
  const index = design.nodes.indexOf(node);
  const wires = design.edges.filter(({ from, to }) => from.node === node.id || to.node === node.id);
  const moved = (end: PortRef): PortRef => (end.node === node.id ? { ...end, node: stand } : end);
  return batch([
    { kind: 'addNode', node: { ...node, id: stand, definition, fields: {} }, index },
    ...design.nodes
      .filter(({ parent }) => parent === node.id)
      .map(({ id }): Edit => ({ kind: 'setParent', id, parent: stand })),
    ...notesTo(design, node.id, stand),
    ...wires.flatMap((edge): Edit[] => [
      { kind: 'removeEdge', id: edge.id },
      { kind: 'addEdge', edge: { ...edge, from: moved(edge.from), to: moved(edge.to) } },
    ]),
    { kind: 'removeNode', id: node.id },
    { kind: 'renameNode', id: stand, to: node.id },
  ]);
}

/** Makes a repeat of the selected items; a single sequence becomes one itself. */
export function makeRepeat(): void {
  const nodes = groupable();
  const [only] = nodes;
  if (nodes.length === 1 && only !== undefined && drawnKind(only) === 'once') {
    const { design } = useDocument.getState();
    dispatch(redefined(design, only, groupKind('repeated')), {
      label: t('Make {name} a repeat', { name: only.id }),
    });
  } else groupSelected('repeated');
}

/** The edit that draws what is inside a group in its place; null where it cannot be. */
function ungrouping(design: Design, group: DesignNode) {
  const { analysis } = useDocument.getState();
  const { direction } = useDirection.getState();
  const { depth, shared } = itemOf(analysis, group.id)?.values ?? {};
  const isRepeated = drawnKind(group) === 'repeated';
  const inner = entryOf(design, joinPath(useNavigation.getState().level, group.id));
  const items = design.nodes.filter((node) => node.parent === group.id && !isEnd(node));
  const room = extent(inner, (name) => items.some(({ id }) => id === name));
  const stood = room === null ? group.position : placesAround(room).group;
  const length = room === null ? 0 : direction === 'TB' ? room.height + gap.TB : room.width + gap.LR;
  const pitch: Position = direction === 'TB' ? { x: 0, y: length } : { x: length, y: 0 };
  const copies = isRepeated && typeof depth === 'number' ? depth : 1;
  const [, size] = axes[direction];
  const taken = { ...group.position, ...groupSize() };
  const opened = room === null ? 0 : copies * length - gap[direction];
  const result = ungroupItem(design, group.id, {
    portOf: (node) => partPortOf(openCatalogue().definitionOf(node.definition)) ?? null,
    copies,
    sharesWeights: shared === true,
    names: (copy): Readonly<Record<string, number>> =>
      isRepeated ? { index: copy, first: copy === 1 ? 1 : 0 } : {},
    hides: (node) => hasCopies(openCatalogue().definitionOf(node.definition)),
    shift: { x: group.position.x - stood.x, y: group.position.y - stood.y },
    pitch,
  });
  if (!result.ok) return result;
  const made = followed(taken, Math.max(opened, taken[size]), (name) => name === group.id);
  return ok({ ...result.value, edit: batch([...made, result.value.edit]) });
}

/** Draws what is inside the selected groups in their places, of a repeat every copy, and selects it. */
export function ungroupSelected(): void {
  const groups = selectedGroups();
  const ids: string[] = [];
  for (const group of groups) {
    const { design } = useDocument.getState();
    if (nodeAt(design, joinPath(useNavigation.getState().level, group.id)) === null) continue;
    const result = ungrouping(design, group);
    if (!result.ok) {
      toastIssues(result.issues, { tone: 'plain' });
      break;
    }
    if (dispatch(result.value.edit, { label: t('Ungroup {name}', { name: group.id }) }))
      ids.push(...result.value.ids);
  }
  if (ids.length > 0) select(onLevel(ids));
}
