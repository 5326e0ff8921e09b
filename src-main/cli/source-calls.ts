import type { Design } from '../../src-core/document/design.ts';
import { applyEdit } from '../../src-core/document/edit.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import type { NamedDesign } from './designs.ts';
import { inFile } from './designs.ts';
import { readSettings } from './settings.ts';

/**
 * Says of items how the source code calls them, each as `item=way`. Issues: set/malformed, document/unknown-node,
 * document/malformed.
 */
export function applyCalls({ name, design }: NamedDesign, texts: readonly string[]): Result<Design> {
  const calls = readSettings(texts);
  if (!calls.ok) return calls;
  let called = design;
  for (const { target: id, text } of calls.value) {
    const edited = applyEdit(called, { kind: 'setCall', id, call: text });
    if (!edited.ok) return { ok: false, issues: inFile(name, edited.issues) };
    called = edited.value.design;
  }
  return ok(called);
}
