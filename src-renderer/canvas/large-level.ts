import type { Scene } from '../../src-core/scene/geometry.ts';
import type { ElementsState } from './elements.ts';
import { elementPaths, pointAt, viewRests } from './elements.ts';
import { picture } from './shown-picture.ts';
import { currentView, currentZoom, toCanvas } from './viewport.ts';

/** The part of a large level that is made of elements. */
export function partOf(scene: Scene, elements: ElementsState): Scene {
  const paths = elementPaths(elements);
  return {
    ...scene,
    nodes: scene.nodes.filter(({ path }) => paths.has(path)),
    wires: scene.wires.filter(({ id }) => id === elements.wire),
  };
}

/** Makes elements of what a view at rest shows near enough; asking a small level for its view would lay the page out. */
export function rest(): void {
  const view = picture.isLarge ? currentView() : null;
  if (view !== null) viewRests(view);
}

/** Makes an element of what lies under the pointer. */
export function pointIn({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): void {
  const point = toCanvas(clientX, clientY);
  if (point !== null) pointAt(point, currentZoom());
}

/** The item under a press that found no element. */
export function itemUnder({
  clientX,
  clientY,
}: {
  readonly clientX: number;
  readonly clientY: number;
}): string | null {
  const point = toCanvas(clientX, clientY);
  return point === null ? null : (picture.itemAt(point)?.path ?? null);
}
