import type { Rect } from '../../src-core/scene/geometry.ts';
import { picture } from './shown-picture.ts';

type Listener = () => void;

/** The items inside the box that is being drawn over a large level; they are selected when it is let go. */
class BoxSelection {
  #paths: ReadonlySet<string> | null = null;
  readonly #listeners = new Set<Listener>();

  /** Null while no box is drawn. */
  get paths(): ReadonlySet<string> | null {
    return this.#paths;
  }

  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes the box as it is now, in canvas pixels. */
  cover(area: Rect): void {
    const nodes = picture.nodesIn(area).filter(({ role }) => role === 'item');
    this.#set(new Set(nodes.map(({ path }) => path)));
  }

  /** Ends the box: what it held, with the wires that end there. */
  take(): { readonly paths: readonly string[]; readonly wires: readonly string[] } {
    const held = this.#paths ?? new Set<string>();
    this.#set(null);
    const { scene } = picture;
    const isHeld = (name: string) => held.has(picture.nodeNamed(name)?.path ?? '');
    const wires = (scene?.wires ?? []).filter(({ from, to }) => isHeld(from.item) || isHeld(to.item));
    return {
      paths: (scene?.nodes ?? []).flatMap(({ path }) => (held.has(path) ? [path] : [])),
      wires: scene?.isDrawn === true ? wires.map(({ id }) => id) : [],
    };
  }

  #set(paths: ReadonlySet<string> | null): void {
    this.#paths = paths;
    for (const listener of this.#listeners) listener();
  }
}

export const boxed = new BoxSelection();
