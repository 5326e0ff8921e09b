import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import type { Design, DesignNode } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import type { Direction } from './direction.ts';
import { layeredScene } from './layered.ts';
import { levelAt } from './level.ts';

/** An input that feeds so many chains, each `length` long, which a concat joins; they stand across the flow as `places` say. */
function fan(places: readonly number[], length: number, direction: Direction): Design {
  const at = (along: number, across: number) =>
    direction === 'TB' ? { x: across, y: along } : { x: along, y: across };
  const nodes: DesignNode[] = [
    { id: 'input', definition: 'input', fields: {}, position: at(0, 0) },
    { id: 'concat', definition: 'concat', fields: { inputs: places.length }, position: at(9000, 0) },
  ];
  const edges: Design['edges'][number][] = [];
  const wire = (from: string, to: string, port = 'in') =>
    edges.push({ id: `${from}>${to}`, from: { node: from, port: 'out' }, to: { node: to, port } });
  for (const [branch, across] of places.entries()) {
    let before = 'input';
    for (let step = 0; step < length; step++) {
      const id = `b${branch}s${step}`;
      nodes.push({ id, definition: 'relu', fields: {}, position: at(100 * (step + 1), across) });
      wire(before, id);
      before = id;
    }
    wire(before, 'concat', `in${branch + 1}`);
  }
  return { ...emptyDesign(), nodes, edges };
}

const branches = (most: number) =>
  fc
    .uniqueArray(fc.integer({ min: -3000, max: 3000 }), { minLength: 2, maxLength: most })
    .filter(
      (places) =>
        Math.min(...places.map((a, i) => Math.min(...places.slice(i + 1).map((b) => Math.abs(a - b))))) > 1,
    );

test('a layout keeps the order in which a person has put branches beside each other', () => {
  fc.assert(
    fc.property(
      branches(7),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom<Direction>('TB', 'LR'),
      fc.boolean(),
      (places, length, direction, isLarge) => {
        const steps = isLarge ? Math.ceil(160 / places.length) : length;
        const level = levelAt(analyze(fan(places, steps, direction), catalogue), '', catalogue)!;
        const { nodes } = layeredScene(level, direction);
        const axis = direction === 'TB' ? 'x' : 'y';
        const size = direction === 'TB' ? 'width' : 'height';
        const middle = (name: string) => {
          const node = nodes.find((each) => each.name === name)!;
          return node[axis] + node[size] / 2;
        };
        const wanted = places.map((_, branch) => branch).sort((a, b) => places[a]! - places[b]!);
        const found = places.map((_, branch) => branch).sort((a, b) => middle(`b${a}s0`) - middle(`b${b}s0`));
        expect(found).toEqual(wanted);
      },
    ),
    { numRuns: 30 },
  );
}, 120_000);
