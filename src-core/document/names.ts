import type { Design } from './design.ts';
import { isReservedName } from './expression-syntax.ts';

const nodeNamePattern = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const variableNamePattern = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const longest = 64;

/** Keys that reach an object's prototype; refused in files and as names, so that no reader of a design meets them. */
export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Says whether a text can name an item. It becomes the first segment of every path inside the item. */
export function isNodeName(name: string): boolean {
  return nodeNamePattern.test(name) && !forbiddenKeys.has(name);
}

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
  return taken;
}

/** Finds an item name that is free: the base itself, else the base counted on (`conv`, `conv2`; `stage3`, `stage4`). */
export function freshName(design: Design, base: string): string {
  return freshNameAmong(takenNames(design), base);
}

/** As `freshName`, among names that the caller collects while it adds several items. */
export function freshNameAmong(taken: ReadonlySet<string>, base: string): string {
  const usable = usableName(base);
  if (!taken.has(usable)) return usable;
  const { stem, next } = counted(usable);
  for (let number = next; ; number++) {
    const suffix = String(number);
    const name = stem.slice(0, longest - suffix.length) + suffix;
    if (!taken.has(name)) return name;
  }
}

/** Finds an edge id that is free: `e1`, `e2`, ... */
export function freshEdgeId(design: Design): string {
  return freshEdgeIdAmong(new Set(design.edges.map((edge) => edge.id)));
}

/** As `freshEdgeId`, among ids that the caller collects while it adds several edges. */
export function freshEdgeIdAmong(taken: ReadonlySet<string>): string {
  for (let number = taken.size + 1; ; number++) {
    if (!taken.has(`e${number}`)) return `e${number}`;
  }
}

function usableName(base: string): string {
  if (isNodeName(base)) return base;
  const plain = base
    .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[^A-Za-z]+/, '')
    .slice(0, longest);
  return isNodeName(plain) ? plain : 'item';
}

/** Splits `stage3` into `stage` and the number to go on with; the last digits of a size such as `conv3x3` are not a count. */
function counted(name: string): { stem: string; next: number } {
  const match = /^(.*\D)(\d{1,6})$/.exec(name);
  const stem = match?.[1];
  if (match === null || stem === undefined || /\dx$/i.test(stem)) {
    return { stem: /\d$/.test(name) ? `${name}-` : name, next: 2 };
  }
  return { stem, next: Number(match[2]) + 1 };
}
