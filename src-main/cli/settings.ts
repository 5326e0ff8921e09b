import { shortened } from '../../src-core/document/in-sentence.ts';
import { nearestText } from '../../src-core/document/nearest-names.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';

/** One `--set name=value` or `--set item.field=value`. */
export interface Setting {
  /** The item whose field is set; null for a variable, or a field of a definition on its own. */
  readonly item: string | null;
  readonly name: string;
  readonly text: string;
  /** What stands before the equals sign, as it was typed. */
  readonly target: string;
}

/** A quoted item, in which a backslash takes the next character as it is, then its field. */
const quotedTarget = /^"((?:[^"\\]|\\.)*)"\s*\.\s*([^=.\s]+)\s*=/su;

/** The last dot parts the item from its field; without one it is a name. Null where either is empty. */
function readTarget(target: string): { readonly item: string | null; readonly name: string } | null {
  const dot = target.lastIndexOf('.');
  if (dot === -1) return target === '' ? null : { item: null, name: target };
  const [item, name] = [target.slice(0, dot), target.slice(dot + 1)];
  return item === '' || name === '' ? null : { item, name };
}

function readSetting(text: string): Setting | null {
  const quoted = quotedTarget.exec(text);
  if (quoted !== null) {
    const [whole, item = '', name = ''] = quoted;
    const target = whole.slice(0, -1).trim();
    return { item: item.replaceAll(/\\(.)/gsu, '$1'), name, text: text.slice(whole.length).trim(), target };
  }
  const at = text.indexOf('=');
  const target = text.slice(0, Math.max(at, 0)).trim();
  const read = readTarget(target);
  return read && { ...read, text: text.slice(at + 1).trim(), target };
}

/**
 * Reads the `--set` options in their order. The last dot of a target parts an item from its field; an item whose name holds
 * a dot may stand in quotes, and one that holds an equals sign must. Issue: set/malformed.
 */
export function readSettings(texts: readonly string[]): Result<readonly Setting[]> {
  const settings: Setting[] = [];
  for (const text of texts) {
    const setting = readSetting(text);
    if (setting === null) return fail(issue('set/malformed', {}, { value: shortened(text) }));
    settings.push(setting);
  }
  return ok(settings);
}

/** Nothing that can be set has that name, which may be the end of what was typed. */
export const unknownSetting = (target: string, known: readonly string[], name = target): Issue =>
  issue('set/unknown', {}, { name: shortened(target), nearest: nearestText(name, known) });

/** What a setting is for is not there: `known` are the variables or, for one of an item's field, the items. */
export const unknownTarget = ({ item, target }: Setting, known: readonly string[]): Issue =>
  item === null
    ? unknownSetting(target, known)
    : issue(
        'set/unknown-item',
        {},
        { name: shortened(target), item: shortened(item), nearest: nearestText(item, known) },
      );
