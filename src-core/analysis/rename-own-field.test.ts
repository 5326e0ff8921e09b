import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { applyEdit } from '../document/edit.ts';
import { serializeDesign } from '../document/serialize.ts';
import { analyze } from './analyzer.ts';
import { around, hsFromLanes, item, named, ownBlock, res2netFromLanes, wires } from './own-blocks.fixture.ts';
import { renameOwnField } from './rename-own-field.ts';

/** A block in which another is used, tied to its fields. */
const outer = ownBlock(
  'outer',
  hsFromLanes.fields,
  [
    item('in', 'part-input', { channels: named('s*w') }),
    item('hs', 'own:hs', { k: named('k'), w: named('w'), s: named('s') }),
    item('out', 'part-output'),
  ],
  wires('in -> hs:in', 'hs:out -> out'),
);

const designs: readonly [string, Design][] = [
  ['own:hs', around('own:hs', { s: 4, k: 5, w: 8 }, 32, [hsFromLanes])],
  ['own:hs', around('own:outer', { s: 3, k: 5, w: 8 }, 24, [outer, hsFromLanes])],
  ['own:outer', around('own:outer', { s: 3, w: named('2*k'), k: 3 }, 18, [outer, hsFromLanes])],
  ['own:res2net', around('own:res2net', { w: named('k + 5'), k: 3, s: 4 }, 32, [res2netFromLanes])],
];

const countsOf = (design: Design) => {
  const { issues, totals } = analyze(design, catalogue);
  return { issues, totals };
};

describe('renaming a field of an own block', () => {
  test('changes no count, leaves no trace of the name, and one step leads back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...designs),
        fc.constantFrom('s', 'w', 'k'),
        fc.stringMatching(/^[a-z][A-Za-z0-9_]{1,8}$/),
        ([block, design], name, to) => {
          const edit = renameOwnField(design, block, name, to, catalogue);
          if (!edit.ok) return;
          const applied = applyEdit(design, edit.value);
          if (!applied.ok) throw new Error('refused');
          const renamed = applied.value.design;
          expect(countsOf(renamed)).toEqual(countsOf(design));
          const { fields } = renamed.blocks!.find(({ id }) => id === block)!;
          expect(fields.some((field) => field.name === name)).toBe(false);
          const back = applyEdit(renamed, applied.value.inverse);
          expect(back.ok && serializeDesign(back.value.design)).toBe(serializeDesign(design));
          const again = renameOwnField(renamed, block, to, name, catalogue);
          const there = again.ok ? applyEdit(renamed, again.value) : null;
          expect(there?.ok === true && serializeDesign(there.value.design)).toBe(serializeDesign(design));
        },
      ),
      { numRuns: 40 },
    );
  });

  test.each([
    // A convolution unit inside has a kernel of its own, which comes before the block's.
    ['own:res2net', 'w', 'kernel', 'own/hidden-field'],
    // Inside, `channels` is a size of the input.
    ['own:hs', 'w', 'channels', 'own/hidden-field'],
    ['own:res2net', 'w', 'first', 'own/hidden-field'],
    ['own:hs', 'w', 'k', 'own/duplicate-field'],
    ['own:hs', 'w', '2w', 'own/bad-field'],
    ['own:hs', 'x', 'y', 'field/unknown'],
    ['own:no', 'w', 'y', 'own/unknown'],
  ])('%s: %s to %s is refused as %s', (block, name, to, code) => {
    const at = (where: Design) => {
      const edit = renameOwnField(where, block, name, to, catalogue);
      return edit.ok ? null : edit.issues[0]?.code;
    };
    expect(at(block === 'own:res2net' ? designs[3]![1] : designs[0]![1])).toBe(code);
  });
});
