import type { Spot } from '../../src-core/analysis/item-paths.ts';
import { levelOf, spotAt } from '../../src-core/analysis/item-paths.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Design, DesignNode } from '../../src-core/document/design.ts';
import { useDocument } from './document.ts';
import { joinPath, nameOf, useNavigation } from './navigation.ts';
import { useSelection } from './selection.ts';

const spots = new WeakMap<Design, Map<string, Spot>>();

/** What stands at a path of a design: an item that was drawn, and what is drawn inside. */
export function spotIn(design: Design, path: string): Spot {
  let known = spots.get(design);
  if (known === undefined) {
    known = new Map();
    spots.set(design, known);
  }
  let spot = known.get(path);
  if (spot === undefined) {
    spot = spotAt(design, path, catalogue);
    known.set(path, spot);
  }
  return spot;
}

/** The item of the design at a path; null inside ordinary blocks. */
export const nodeAt = (design: Design, path: string): DesignNode | null => spotIn(design, path).node;

/** The item whose drawing is on the canvas, '' for the design's own; null where a definition draws the level. */
export const openDrawing = (): string | null =>
  spotIn(useDocument.getState().design, useNavigation.getState().level).drawing;

/** What a new item on the open level says of what surrounds it. */
export function standing(): { readonly parent?: string } {
  const drawing = openDrawing() ?? '';
  return drawing === '' ? {} : { parent: drawing };
}

/** The design's items on the level that is open. */
export function levelNodes(): readonly DesignNode[] {
  const drawing = openDrawing();
  if (drawing === null) return [];
  return useDocument.getState().design.nodes.filter(({ parent = '' }) => parent === drawing);
}

/** Names of the selected items that were drawn. */
export function selectedIds(): readonly string[] {
  const { design } = useDocument.getState();
  return useSelection.getState().paths.flatMap((path) => nodeAt(design, path)?.id ?? []);
}

/** The paths of items on the open level. */
export const onLevel = (ids: readonly string[]): readonly string[] =>
  ids.map((id) => joinPath(useNavigation.getState().level, id));

/** The level to open for the inside of an item: of a repeated drawing its first copy, which is the drawing. */
export function entryOf(design: Design, path: string): string {
  const { node } = spotIn(design, path);
  if (node === null) return path;
  const level = levelOf(design, node.id, catalogue);
  return nameOf(level) === node.id ? path : joinPath(path, nameOf(level));
}

/** What surrounds a level: of the copies of a repeated drawing the level where it stands. */
export function around(design: Design, level: string): { readonly level: string; readonly item: string } {
  const { node, drawing } = spotIn(design, level);
  const item = node === null && drawing !== null ? level.slice(0, level.lastIndexOf('/')) : level;
  return { level: item.slice(0, Math.max(0, item.lastIndexOf('/'))), item };
}

/** The nearest item of the design that a path is, or is inside of. */
export function ownerOf(design: Design, path: string): string {
  let owner = path;
  while (owner.includes('/') && nodeAt(design, owner) === null)
    owner = owner.slice(0, owner.lastIndexOf('/'));
  return owner;
}

/** The level where the inside of an item is drawn; that of the design itself for ''. */
export const levelPath = (design: Design, drawing: string): string => levelOf(design, drawing, catalogue);
