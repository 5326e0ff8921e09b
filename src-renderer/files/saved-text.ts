import type { Design } from '../../src-core/document/design.ts';
import { parseDesign } from '../../src-core/document/parse.ts';
import type { SavedMark } from '../../src-core/document/saved-mark.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import type { Issue } from '../../src-core/errors.ts';
import { markSaved, openDesign, useDocument } from '../store/document.ts';

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

/** Opens the design that a text holds; returns why it holds none, or null. The open design stays where it does not. */
export function openText(source: Source): readonly Issue[] | null {
  const design = parseDesign(source.text);
  if (!design.ok) return design.issues;
  openRead({ ...source, design: design.value });
  return null;
}

/** As `openText`, for a text of which the design was read already. */
export function openRead({ path, text, hash, design }: Source & { readonly design: Design }): void {
  openDesign(design, { path, hash });
  keepText(text);
}

/** What saving writes now: the very text that was opened or saved last where nothing has changed since. */
export function textToSave(): string {
  const { design, isDirty, opened } = useDocument.getState();
  return !isDirty && kept?.opened === opened ? kept.text : serializeDesign(design);
}

/** Notes that a file holds this text now: what was open at a mark. */
export function keepSaved(path: string, text: string, hash: string, mark: SavedMark): void {
  markSaved(path, hash, mark);
  keepText(text);
}
