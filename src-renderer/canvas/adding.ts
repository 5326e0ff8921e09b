import { itemOf } from '../../src-core/analysis/item-paths.ts';
import type { Design, DesignNode, PortRef, Position } from '../../src-core/document/design.ts';
import type { Edit } from '../../src-core/document/edit.ts';
import { batch } from '../../src-core/document/edit.ts';
import { freshEdgeId, freshName } from '../../src-core/document/names.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import { isWide } from '../../src-core/language/is-wide.ts';
import { resolveValues } from '../../src-core/language/resolve.ts';
import { sizeOf } from '../../src-core/scene/geometry.ts';
import type { LevelItem } from '../../src-core/scene/level.ts';
import { t } from '../locale/translate.ts';
import { connectEdit, fitAfter, fitBefore, insertEdit } from '../store/connections.ts';
import { useDirection } from '../store/direction.ts';
import { attempt, dispatch, useDocument } from '../store/document.ts';
import { levelNodes, nodeAt, onLevel, openDrawing, standing } from '../store/drawings.ts';
import { addEdits } from '../store/new-items.ts';
import { remember } from '../store/recent-items.ts';
import { baseName, replaceEdit } from '../store/replacing.ts';
import { roomBetween, step } from '../store/room.ts';
import { select } from '../store/selection.ts';
import { toast } from '../ui/toasts.ts';
import type { AddingTo } from './quick-add.ts';
import { picture } from './shown-picture.ts';

/** Half the size of a node as it will be drawn, so that it lands with its middle where it is dropped. */
function halfSize(definition: Definition): { width: number; height: number } {
  const values = resolveValues(definition, {});
  const item: LevelItem = {
    path: definition.id,
    name: baseName(definition),
    role: 'item',
    inputs: definition.inputs(values).map(({ name }) => name),
    outputs: definition.outputs(values).map(({ name }) => name),
    isBlock: isWide(definition),
    position: { x: 0, y: 0 },
  };
  const { width, height } = sizeOf(item, useDirection.getState().direction, true);
  return { width: width / 2, height: height / 2 };
}

const grid = 4;
const snap = (value: number): number => Math.round(value / grid) * grid;

/** A new item with its defaults, centred on a place and named after its definition. */
export function newNode(design: Design, definition: Definition, centre: Position): DesignNode {
  const half = halfSize(definition);
  return {
    id: freshName(design, baseName(definition)),
    definition: definition.id,
    ...standing(),
    fields: {},
    position: { x: snap(centre.x - half.width), y: snap(centre.y - half.height) },
  };
}

function added({ id }: DesignNode): void {
  const node = useDocument.getState().design.nodes.find((each) => each.id === id);
  // One of the library is a definition of the design by now.
  if (node !== undefined) remember(node.definition);
  select(onLevel([id]));
}

/** Adds an item at a place, alone. */
export function addAt(definition: Definition, centre: Position): void {
  const node = newNode(useDocument.getState().design, definition, centre);
  if (dispatch(batch(addEdits(useDocument.getState().design, node)))) added(node);
}

/** Adds an item and wires it to a port, on whichever side that port is; alone where it does not fit. */
function addWired(definition: Definition, centre: Position, port: PortRef, kind: 'in' | 'out'): void {
  const { design } = useDocument.getState();
  const node = newNode(design, definition, centre);
  const edit = wiredEdit(design, node, port, kind) ?? batch(addEdits(design, node));
  if (dispatch(edit)) added(node);
}

function wiredEdit(design: Design, node: DesignNode, port: PortRef, kind: 'in' | 'out'): Edit | null {
  const add = addEdits(design, node);
  if (kind === 'in') {
    const output = fitBefore(design, node, port);
    return output === null
      ? null
      : batch([...add, connectEdit(design, { node: node.id, port: output }, port)]);
  }
  const fit = fitAfter(design, node, port);
  if (fit === null) return null;
  const edge = { id: freshEdgeId(design), from: port, to: { node: node.id, port: fit.input } };
  return batch([...add, { kind: 'addEdge', edge }]);
}

/** True where an item of a definition could be joined so. */
export function fits(definition: Definition, to: AddingTo): boolean {
  const { design } = useDocument.getState();
  if (to.kind === 'wire') return takes(definition, to.edge);
  if (to.kind === 'item') return replaces(design, definition, to.id);
  return wiredEdit(design, newNode(design, definition, { x: 0, y: 0 }), to.port, to.side) !== null;
}

/** True where an item of a definition could take the place of one and keep its wires. */
function replaces(design: Design, definition: Definition, id: string): boolean {
  const isSame = design.nodes.find((node) => node.id === id)?.definition === definition.id;
  return !isSame && replaceEdit(design, id, definition)?.lost === 0;
}

/** Adds an item at a place, joined to what it is added to. */
export function addTo(definition: Definition, centre: Position, to: AddingTo | null): void {
  if (to === null) addAt(definition, centre);
  else if (to.kind === 'port') addWired(definition, centre, to.port, to.side);
  else if (to.kind === 'wire') addIntoWire(definition, centre, to.edge);
  else replaceItem(definition, to.id);
}

/** Puts an item of a definition in the place of one, with the wires that find a port; says how many did not. */
export function replaceItem(definition: Definition, id: string): void {
  const replacement = replaceEdit(useDocument.getState().design, id, definition);
  if (replacement === null) return;
  const { edit, node, lost } = replacement;
  if (!dispatch(edit, { label: t('Replace {from} with {to}', { from: id, to: node.id }) })) return;
  added(node);
  if (lost === 0) return;
  toast({
    tone: 'plain',
    text: t('{title} has no port for {count} of the wires; they are gone', {
      title: definition.title,
      count: lost,
    }),
  });
}

/** Wires that would take an item of a definition. */
export function takersOf(definition: Definition): ReadonlySet<string> {
  const { design } = useDocument.getState();
  const node = newNode(design, definition, { x: 0, y: 0 });
  const level = new Set(levelNodes().map(({ id }) => id));
  const edges = design.edges.filter((edge) => level.has(edge.to.node));
  return new Set(edges.filter(({ id }) => insertEdit(design, node, id) !== null).map(({ id }) => id));
}

/** True where one wire would take an item of a definition. */
export function takes(definition: Definition, edgeId: string): boolean {
  const { design } = useDocument.getState();
  return insertEdit(design, newNode(design, definition, { x: 0, y: 0 }), edgeId) !== null;
}

/** Puts an item into a wire, and makes room for it; false where it does not fit there. */
export function addIntoWire(definition: Definition, centre: Position, edgeId: string): boolean {
  const { design } = useDocument.getState();
  const edge = design.edges.find(({ id }) => id === edgeId);
  const node = newNode(design, definition, centre);
  const edit = insertEdit(design, node, edgeId);
  if (edge === undefined || edit === null) return false;
  const source = design.nodes.find(({ id }) => id === edge.from.node);
  const target = design.nodes.find(({ id }) => id === edge.to.node);
  const half = halfSize(definition);
  const axis = useDirection.getState().direction === 'TB' ? 'x' : 'y';
  const moved =
    source === undefined || target === undefined
      ? null
      : roomBetween(source, target, centreOf(source, axis) - (axis === 'x' ? half.width : half.height));
  const placed = moved === null ? edit : withRoom(edit, node, moved);
  if (attempt(placed) !== null) return false;
  added(node);
  return true;
}

function centreOf(node: DesignNode, axis: 'x' | 'y'): number {
  const definition = definitionFor(node);
  if (definition === undefined) return node.position[axis];
  const half = halfSize(definition);
  return node.position[axis] + (axis === 'x' ? half.width : half.height);
}

const definitionFor = (node: DesignNode): Definition | undefined =>
  itemOf(useDocument.getState().analysis, node.id)?.definition ?? undefined;

function withRoom(edit: Edit, node: DesignNode, { position, moves }: ReturnType<typeof roomBetween>): Edit {
  const edits = edit.kind === 'batch' ? edit.edits : [edit];
  const placed = edits.map((each) =>
    each.kind === 'addNode' && each.node.id === node.id ? { ...each, node: { ...node, position } } : each,
  );
  return batch([...(moves.length > 0 ? [{ kind: 'moveNodes' as const, moves }] : []), ...placed]);
}

/** How far apart items stand that are added side by side. */
const beside = 24;

/** Moves a place across the flow, a step at a time to either side, until an item that is centred there covers none. */
export function freePlace(definition: Definition, centre: Position): Position {
  const { width, height } = halfSize(definition);
  const isDown = useDirection.getState().direction === 'TB';
  const covers = ({ x, y }: Position): boolean =>
    picture.nodesIn({ x: x - width, y: y - height, width: 2 * width, height: 2 * height }).length > 0;
  const stepAside = 2 * (isDown ? width : height) + beside;
  for (let steps = 0; ; steps++) {
    const by = Math.ceil(steps / 2) * stepAside * (steps % 2 === 0 ? -1 : 1);
    const place = isDown ? { x: centre.x + by, y: centre.y } : { x: centre.x, y: centre.y + by };
    if (!covers(place)) return place;
  }
}

/** Adds an item from the keyboard: after the one that is selected, wired to it where it fits, else in the middle of the view. */
export function addAfterSelection(definition: Definition, selected: string | null, middle: Position): void {
  const { design, analysis } = useDocument.getState();
  const source = selected === null ? null : nodeAt(design, selected);
  const port = source === null ? undefined : itemOf(analysis, source.id)?.outputPorts[0];
  if (source === null || port === undefined || (source.parent ?? '') !== openDrawing()) {
    addAt(definition, freePlace(definition, middle));
    return;
  }
  const { direction } = useDirection.getState();
  const centre = { x: centreOf(source, 'x'), y: centreOf(source, 'y') };
  const place =
    direction === 'TB' ? { x: centre.x, y: centre.y + step.TB } : { x: centre.x + step.LR, y: centre.y };
  addWired(definition, freePlace(definition, place), { node: source.id, port }, 'out');
}
