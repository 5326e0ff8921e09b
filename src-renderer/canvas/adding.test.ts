import { afterEach, expect, test } from 'vitest';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue, definitions } from '../../src-core/catalogue.ts';
import { emptyDesign } from '../../src-core/document/design.ts';
import type { Direction } from '../../src-core/scene/direction.ts';
import { levelAt } from '../../src-core/scene/level.ts';
import { sceneOf } from '../../src-core/scene/scene.ts';
import { useDirection } from '../store/direction.ts';
import { newNode } from './adding.ts';

afterEach(() => useDirection.setState(useDirection.getInitialState()));

test.each<Direction>(['TB', 'LR'])(
  'every item lands with its middle where it is dropped (%s)',
  (direction) => {
    useDirection.setState({ direction });
    const middle = { x: 640, y: -320 };
    for (const definition of definitions) {
      const empty = emptyDesign('drop');
      const design = { ...empty, nodes: [newNode(empty, definition, middle)] };
      const [node] = sceneOf(levelAt(analyze(design, catalogue), '', catalogue)!, direction).nodes;
      // Places keep to a grid of 4 pixels.
      expect(Math.abs(node!.x + node!.width / 2 - middle.x), definition.id).toBeLessThanOrEqual(2);
      expect(Math.abs(node!.y + node!.height / 2 - middle.y), definition.id).toBeLessThanOrEqual(2);
    }
  },
);
