import type { Issue } from '../errors.ts';
import { issue } from '../errors.ts';
import { inWords, shortened } from './in-sentence.ts';
import { forbiddenKeys } from './names.ts';

/** What keeps a value from being saved and read back: an issue without a place, and the steps that lead to it. */
export interface JsonFault {
  readonly path: readonly (string | number)[];
  readonly issue: Issue<'document/malformed' | 'document/too-deep' | 'document/forbidden-key'>;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Finds the first part of a value that JSON cannot carry or a file may not hold: a number that is
 * not finite, a forbidden key, a function, more than `depth` levels (so a loop too). Keys without a
 * value are let pass; they are not saved.
 */
export function faultOfJson(value: unknown, depth: number, limit = depth): JsonFault | null {
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return null;
    return malformed(`must be a finite number, got ${value}`);
  }
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null;
  if (typeof value !== 'object') return malformed(`must be JSON, got ${inWords(value)}`);
  if (depth === 0) return { path: [], issue: issue('document/too-deep', {}, { limit }) };
  return Array.isArray(value) ? faultOfList(value, depth, limit) : faultOfObject(value, depth, limit);
}

function faultOfList(list: readonly unknown[], depth: number, limit: number): JsonFault | null {
  for (const [index, entry] of list.entries()) {
    const fault = faultOfJson(entry, depth - 1, limit);
    if (fault !== null) return { ...fault, path: [index, ...fault.path] };
  }
  return null;
}

function faultOfObject(object: object, depth: number, limit: number): JsonFault | null {
  for (const [key, entry] of Object.entries(object)) {
    if (forbiddenKeys.has(key)) return { path: [key], issue: issue('document/forbidden-key', {}, { key }) };
    if (entry === undefined) continue;
    const fault = faultOfJson(entry, depth - 1, limit);
    if (fault !== null) return { ...fault, path: [key, ...fault.path] };
  }
  return null;
}

function malformed(detail: string): JsonFault {
  return { path: [], issue: issue('document/malformed', {}, { detail: shortened(detail) }) };
}
