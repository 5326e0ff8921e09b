import type { Design } from '../../src-core/document/design.ts';
import type { SavedMark } from '../../src-core/document/saved-mark.ts';
import { withPathFrom } from '../../src-core/document/weights-path.ts';
import { markSaved, openDesign, useDocument } from '../store/document.ts';
import { designText } from '../work/design-text.ts';

interface KeptText {
  /** The opening the text belongs to. */
  readonly opened: number;
  readonly text: string;
}

/** The text that the open file holds. */
let kept: KeptText | null = null;

/** Notes the text that the file of the open document holds. */
export function keepText(text: string): void {
  kept = { opened: useDocument.getState().opened, text };
}

interface Source {
  /** Null for a text that came from no file that can be written. */
  readonly path: string | null;
  readonly text: string;
  /** Of the file; null for a text that came from none. */
  readonly hash: string | null;
}

/** Opens the design that was read out of a text. */
export function openRead({ path, text, hash, design }: Source & { readonly design: Design }): void {
  openDesign(design, { path, hash });
  keepText(text);
}

/**
 * What saving writes: the very text that was opened or saved last where nothing has changed since. It is of the moment in
 * which it is asked for, also where a large design comes later.
 * @param to the path that it is written to; null where that is not known yet
 */
export async function textToSave(to: string | null = null): Promise<string> {
  const { whole, isDirty, opened, path } = useDocument.getState();
  const isInPlace = to === path || whole.weights === undefined;
  if (!isDirty && isInPlace && kept?.opened === opened) return kept.text;
  return designText(to === null ? whole : withPathFrom(whole, to));
}

/** Notes that a file holds this text now: what was open at a mark. */
export function keepSaved(path: string, text: string, hash: string, mark: SavedMark): void {
  markSaved(path, hash, mark);
  keepText(text);
}
