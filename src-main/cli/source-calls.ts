import type { Design } from '../../src-core/document/design.ts';
import { sourceCalls } from '../../src-core/document/design.ts';
import { applyEdit } from '../../src-core/document/edit.ts';
import { shortened } from '../../src-core/document/in-sentence.ts';
import { nearestText } from '../../src-core/document/nearest-names.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { NamedDesign } from './designs.ts';
import { inFile } from './designs.ts';
import { readSettings } from './settings.ts';

/**
 * Says of items how the source code calls them, each as `item=way`. Issues: set/malformed, set/unknown-call,
 * document/unknown-node.
 */
export function applyCalls({ name, design }: NamedDesign, texts: readonly string[]): Result<Design> {
  const calls = readSettings(texts);
  if (!calls.ok) return calls;
  let called = design;
  for (const { target: id, text } of calls.value) {
    const call = sourceCalls.find((way) => way === text);
    if (call === undefined) {
      const nearest = nearestText(text, sourceCalls);
      const said = { name: shortened(id), call: shortened(text), nearest };
      return fail(issue('set/unknown-call', { file: name }, said));
    }
    const edited = applyEdit(called, { kind: 'setCall', id, call });
    if (!edited.ok) return { ok: false, issues: inFile(name, edited.issues) };
    called = edited.value.design;
  }
  return ok(called);
}
