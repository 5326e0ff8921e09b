import { expect, test } from 'vitest';
import { largeDesign } from '../../e2e/large/large-design.ts';
import { Analyzer } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import type { Edit } from '../document/edit.ts';
import { applyEdit } from '../document/edit.ts';
import type { Scene } from './geometry.ts';
import { levelAt } from './level.ts';
import { sceneOf } from './scene.ts';

const design = largeDesign(600);
const analyzer = new Analyzer(catalogue);
const sceneFor = (of: Design): Scene => sceneOf(levelAt(analyzer.update(of), '', catalogue)!, 'TB');

/** How many nodes and wires of a scene are not those of the scene before an edit. */
function projected(edit: Edit): { nodes: number; wires: number } {
  const before = sceneFor(design);
  const result = applyEdit(design, edit);
  if (!result.ok) throw new Error('the edit was refused');
  const after = sceneFor(result.value.design);
  const known = new Set<unknown>([...before.nodes, ...before.wires]);
  return {
    nodes: after.nodes.filter((node) => !known.has(node)).length,
    wires: after.wires.filter((wire) => !known.has(wire)).length,
  };
}

test('a move projects the item that moved, and no wire', () => {
  expect(projected({ kind: 'moveNodes', moves: [{ id: 'conv301', position: { x: 1, y: 2 } }] })).toEqual({
    nodes: 1,
    wires: 0,
  });
});

test('a field projects its own item, and the wires that carry another shape', () => {
  expect(projected({ kind: 'setField', id: 'conv301', field: 'kernel', value: 5 })).toEqual({
    nodes: 1,
    wires: 0,
  });
});

test('a wire that goes leaves all but its two ends and the wires that skip otherwise', () => {
  const { nodes, wires } = projected({ kind: 'removeEdge', id: design.edges.at(-1)!.id });
  expect(nodes).toBe(0);
  expect(wires).toBe(0);
});
