import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import { faultOfJson } from './json-scan.ts';

/** The largest file that is read, in bytes of UTF-8. */
export const sizeLimit = 32 * 1024 * 1024;

/** How many lists and objects may stand inside one another. */
export const nestingLimit = 64;

/**
 * Reads a JSON text that a person, a file or a clipboard handed over. Text over `sizeLimit`, nesting
 * over `nestingLimit`, wrong syntax, a key given twice and a whole number with more digits than a
 * double keeps are issues, each with its character. A byte order mark is let pass.
 */
export function readJson(text: string): Result<unknown> {
  if (text.length * 3 > sizeLimit) {
    const bytes = utf8Length(text);
    if (bytes > sizeLimit) return fail(issue('document/too-large', {}, { bytes, limit: sizeLimit }));
  }
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const fault = faultOfJson(json, nestingLimit);
  return fault === null ? ok(JSON.parse(json)) : fail(fault);
}

/** Bytes of a text in UTF-8; a surrogate counts two, so a pair counts its four. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) bytes += 1;
    else if (code < 0x800 || (code >= 0xd800 && code < 0xe000)) bytes += 2;
    else bytes += 3;
  }
  return bytes;
}
