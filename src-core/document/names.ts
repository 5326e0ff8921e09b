import type { Issue } from '../errors.ts';
import { issue } from '../errors.ts';
import type { Design } from './design.ts';
import { isReservedName } from './expression-syntax.ts';
import { shortened } from './in-sentence.ts';

const variableNamePattern = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** The most characters (code points) of an item's name. */
const longestName = 200;

/** Keys that reach an object's prototype; refused in files and as names of variables, so that no reader of a design meets them. */
export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** What no name may hold: `/`, which parts a path; control characters (Unicode's category Cc); half a surrogate pair, which no file in UTF-8 can hold. */
const unusable = /[/\p{Cc}\p{Cs}]/gu;

/** What keeps a text from being a name. */
interface NameFault {
  readonly detail: string;
  /** The first character that cannot stand, counted from 0 as in any text of JavaScript; absent where it is the length. */
  readonly at?: number;
}

function characterFault(character: string): string {
  if (character === '/') return 'it holds /, which parts the names of a path';
  const code = (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
  return /\p{Cs}/u.test(character)
    ? `it holds half a character, U+${code}`
    : `it holds the control character U+${code}`;
}

/**
 * What keeps a text from naming an item, or null: an item's name is any text of 1 to 200 characters without `/`, control
 * characters and halves of surrogate pairs. Blanks, quotes and dots may stand anywhere in it.
 */
function faultOfName(name: string): NameFault | null {
  if (name === '') return { detail: 'it is empty' };
  const at = name.search(unusable);
  if (at !== -1) return { at, detail: characterFault(String.fromCodePoint(name.codePointAt(at) as number)) };
  // A character takes at most two units, so only what lies between needs its characters counted.
  const length = name.length > longestName ? [...name].length : name.length;
  return length > longestName ? { detail: `it has ${length} characters` } : null;
}

/** Says whether a text can name an item. It becomes the first segment of every path inside the item. */
export const isNodeName = (name: string): boolean => faultOfName(name) === null;

/** The issue about a text that names no item. Its place is the text itself, and the character that cannot stand. */
export function badName(text: string): Issue {
  const { at, detail } = faultOfName(text) ?? { detail: '' };
  const name = shortened(text);
  return issue('document/bad-name', { node: name, ...(at !== undefined && { at }) }, { name, detail });
}

const plain = /^[ -~]*$/;

/** A name as it is told from others: texts that differ by Unicode normalization alone look alike, and are one name. */
export const nameKey = (name: string): string => (plain.test(name) ? name : name.normalize('NFC'));

/** The issue about an item whose name is that of another, or looks like it. */
export const sameName = (name: string, other: string): Issue =>
  name === other
    ? issue('document/duplicate-name', { node: name }, { name })
    : issue('document/like-name', { node: name }, { name, other });

/**
 * Says whether a text can name a variable. Unlike an item's name it has no `-`, which is a minus in
 * expressions, and it is no function of them.
 */
export function isVariableName(name: string): boolean {
  return variableNamePattern.test(name) && !forbiddenKeys.has(name) && !isReservedName(name);
}

/**
 * Names in use: the items, and the items that dangling edges or takers of weights wait for, since a new item
 * under such a name would be wired, or share weights, by surprise. A port of an item that is drawn bears the name of an item inside.
 * They are as `nameKey` gives them.
 */
export function takenNames(design: Design): Set<string> {
  const taken = new Set(design.nodes.map((node) => node.id));
  for (const { weightsOf } of design.nodes) if (weightsOf !== undefined) taken.add(weightsOf);
  const surrounding = new Set(design.nodes.map((node) => node.parent));
  for (const edge of design.edges) {
    for (const { node, port } of [edge.from, edge.to]) {
      taken.add(node);
      if (surrounding.has(node)) taken.add(port);
    }
  }
  return new Set([...taken].map(nameKey));
}

/** Finds an item name that is free: the base itself, else the base counted on (`conv`, `conv2`; `stage3`, `stage4`). */
export function freshName(design: Design, base: string): string {
  return freshNameAmong(takenNames(design), base);
}

/** As `freshName`, among names that the caller collects while it adds several items; what it returns is its own `nameKey`. */
export function freshNameAmong(taken: ReadonlySet<string>, base: string): string {
  const usable = usableName(base);
  if (!taken.has(usable)) return usable;
  const { stem, next } = counted(usable);
  const characters = [...stem];
  for (let number = next; ; number++) {
    const suffix = String(number);
    const name = characters.slice(0, longestName - suffix.length).join('') + suffix;
    if (!taken.has(name)) return name;
  }
}

/** Finds an edge id that is free: `e1`, `e2`, ... */
export function freshEdgeId(design: Design): string {
  return freshEdgeIdAmong(new Set(design.edges.map((edge) => edge.id)));
}

/** As `freshEdgeId`, among ids that the caller collects while it adds several edges. */
export const freshEdgeIdAmong = (taken: ReadonlySet<string>): string => freshNumbered('e', taken);

/** Finds an id of a note that is free among others: `n1`, `n2`, ... */
export const freshNoteId = (taken: ReadonlySet<string>): string => freshNumbered('n', taken);

function freshNumbered(letter: string, taken: ReadonlySet<string>): string {
  for (let number = taken.size + 1; ; number++) {
    if (!taken.has(`${letter}${number}`)) return `${letter}${number}`;
  }
}

function usableName(base: string): string {
  const usable = nameKey(base.replaceAll(unusable, '-'));
  return [...usable].slice(0, longestName).join('') || 'item';
}

/** Splits `stage3` into `stage` and the number to go on with; the last digits of a size such as `conv3x3` are not a count. */
function counted(name: string): { stem: string; next: number } {
  const match = /^(.*\D)(\d{1,6})$/s.exec(name);
  const stem = match?.[1];
  if (match === null || stem === undefined || /\dx$/i.test(stem)) {
    return { stem: /\d$/.test(name) ? `${name}-` : name, next: 2 };
  }
  return { stem, next: Number(match[2]) + 1 };
}
