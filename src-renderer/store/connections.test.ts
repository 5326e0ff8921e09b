import { expect, test } from 'vitest';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue, networks } from '../../src-core/catalogue.ts';
import type { Design, DesignNode } from '../../src-core/document/design.ts';
import { emptyDesign } from '../../src-core/document/design.ts';
import { applyEdit } from '../../src-core/document/edit.ts';
import { connectEdit, fitAfter, insertEdit, refusalOf } from './connections.ts';

const node = (id: string, definition: string, fields: DesignNode['fields'] = {}): DesignNode => ({
  id,
  definition,
  fields,
  position: { x: 0, y: 0 },
});
const out = (id: string, port = 'out') => ({ node: id, port });
const into = (id: string, port = 'in') => ({ node: id, port });

function drawn(nodes: readonly DesignNode[], wires: readonly (readonly [string, string])[]): Design {
  return wires.reduce(
    (design, [from, to]) => {
      const applied = applyEdit(design, connectEdit(design, out(from), into(to)));
      if (!applied.ok) throw new Error(applied.issues[0]?.code);
      return applied.value.design;
    },
    { ...emptyDesign(), nodes },
  );
}

const pair = drawn(
  [
    node('input', 'input'),
    node('a', 'conv2d'),
    node('b', 'conv2d'),
    node('hs', 'hs-block'),
    node('join', 'add'),
  ],
  [
    ['input', 'a'],
    ['a', 'b'],
  ],
);

test('a wire that fits is not refused; a loop and a wrong channel count are, with the reason', () => {
  expect(refusalOf(pair, out('b'), into('join', 'a'))).toBeNull();
  expect(refusalOf(pair, out('b'), into('a'))).toContain('loop');
  expect(refusalOf(pair, out('a'), into('a'))).toContain('itself');
  expect(refusalOf(pair, out('b'), into('hs'))).toBe('expects 100 channels, got 64');
});

test('an input takes a new wire in the place of its old one', () => {
  const applied = applyEdit(pair, connectEdit(pair, out('input'), into('b')));
  expect(applied.ok && applied.value.design.edges.map(({ from, to }) => `${from.node}>${to.node}`)).toEqual([
    'input>a',
    'input>b',
  ]);
});

test('what is unknown upstream may be wired', () => {
  const loose = drawn([node('a', 'conv2d'), node('hs', 'hs-block')], []);
  expect(refusalOf(loose, out('a'), into('hs'))).toBeNull();
});

test('a new item goes into a wire where it and what follows accept it', async () => {
  const [hs] = networks;
  const design = hs!.design;
  const wire = design.edges.find(({ to }) => to.node === 'stage1')!;
  const edit = insertEdit(design, node('extra', 'relu'), wire.id);
  const applied = applyEdit(design, edit!);
  expect(applied.ok && analyze(applied.value.design, catalogue).issues).toEqual([]);
  // A try may take no longer than a wire on the pointer waits; on a busy machine the next goes on from where it ended.
  await expect.poll(() => insertEdit(design, node('extra', 'flatten'), wire.id)).toBeNull();
  expect(fitAfter(design, node('extra', 'linear'), out('stage4'))).toBeNull();
});
