import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Design } from './design.ts';
import { emptyDesign } from './design.ts';
import { applyEdit } from './edit.ts';
import { healEdit } from './heal.ts';

/** A chain of so many items, each feeding the next. */
function chain(length: number): Design {
  const ids = Array.from({ length }, (_, index) => `n${index}`);
  return {
    ...emptyDesign(),
    nodes: ids.map((id) => ({ id, definition: 'relu', fields: {}, position: { x: 0, y: 0 } })),
    edges: ids.slice(1).map((id, index) => ({
      id: `e${index}`,
      from: { node: ids[index]!, port: 'out' },
      to: { node: id, port: 'in' },
    })),
  };
}

const after = (design: Design, ids: ReadonlySet<string>): Design => {
  const applied = applyEdit(design, healEdit(design, ids)!);
  if (!applied.ok) throw new Error('the edit was refused');
  return applied.value.design;
};

test('what is left of a chain is a chain, whichever items go, and one step leads back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 9 }), fc.infiniteStream(fc.boolean()), (length, stream) => {
      const design = chain(length);
      const ids = new Set(design.nodes.map(({ id }) => id).filter(() => stream.next().value === true));
      const edit = healEdit(design, ids);
      if (edit === null) return;
      const applied = applyEdit(design, edit);
      if (!applied.ok) throw new Error('the edit was refused');
      const left = applied.value.design;
      const names = left.nodes.map(({ id }) => id);
      const joins = left.edges.map(({ from, to }) => `${from.node}>${to.node}`);
      expect(new Set(joins)).toEqual(new Set(names.slice(1).map((name, index) => `${names[index]}>${name}`)));
      const back = applyEdit(left, applied.value.inverse);
      expect(back.ok && back.value.design).toEqual(design);
    }),
  );
});

test('an item with two wires into it joins nothing', () => {
  const design = chain(3);
  const second = { id: 'more', from: { node: 'n0', port: 'out' }, to: { node: 'n1', port: 'b' } };
  expect(after({ ...design, edges: [...design.edges, second] }, new Set(['n1'])).edges).toEqual([]);
});
