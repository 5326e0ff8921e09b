import { describe, expect, test } from 'vitest';
import type { Direction } from './direction.ts';
import type { Scene } from './geometry.ts';
import { denseHeap, heapOf, laidOut } from './hand-drawn.fixture.ts';
import { kinds, largeLevel } from './layers/large-level.fixture.ts';
import type { Level } from './level.ts';
import { measured } from './measured.fixture.ts';

const directions = ['TB', 'LR'] as const;

/** Items by where their middle stands: along the flow and across it. */
function middles({ nodes, direction }: Scene): ReadonlyMap<string, { along: number; across: number }> {
  return new Map(
    nodes.map(({ name, x, y, width, height }) => {
      const [across, along] = [x + width / 2, y + height / 2];
      return [name, direction === 'TB' ? { along, across } : { along: across, across: along }];
    }),
  );
}

const at = (level: Level, direction: Direction) => {
  const found = middles(laidOut(level, direction).scene);
  return (name: string) => found.get(name)!;
};

const nothing = { overlaps: 0, through: 0 };

describe.each(directions)('laid out %s', (direction) => {
  test.each([
    ['unet', '', 4],
    ['unet-plus-plus', '', 56],
    ['hrnet-w18', '', 8],
    ['hrnet-w18', 'stage2/module1', 6],
    ['faster-rcnn@hs-resnet-50', '', 16],
    ['faster-rcnn@hs-resnet-50', 'fpn', 11],
    ['hs-resnet-50', 'stage3/block2/hs', 3],
    ['res2net-50', 'stage1/block2/res2net', 6],
    ['googlenet', 'inception3a', 3],
    ['resnet-50', 'stage1/block1', 0],
    ['resnet-50', 'stage1/block2', 0],
    ['dla-34', 'level2', 1],
  ] as const)(
    '%s %s: nothing overlaps, no wire runs through an item, at most %i crossings',
    (network, path, most) => {
      const { scene, courses } = laidOut(heapOf(network, path), direction);
      const found = measured(scene, courses);
      expect(found).toMatchObject(nothing);
      expect(found.crossings).toBeLessThanOrEqual(most);
    },
  );

  test.each([2, 6, 16])('the shortcuts of %i dense layers run beside a straight trunk', (layers) => {
    const level = denseHeap(layers);
    const { scene, courses } = laidOut(level, direction);
    expect(measured(scene, courses)).toMatchObject(nothing);
    const across = new Set([...middles(scene).values()].map((middle) => Math.round(middle.across)));
    // wide items and slim ones stand on one line
    expect(across.size).toBe(1);
  });

  test.each(kinds)('a level of the kind %s has no overlaps', (kind) => {
    const { scene, courses } = laidOut(largeLevel(kind, 40), direction);
    const { overlaps } = measured(scene, courses);
    expect(overlaps).toBe(0);
  });

  test('an HS-Block is a staircase: each lane in a row of its own, beginning where the one before hands on', () => {
    const middle = at(heapOf('hs-resnet-50', 'stage3/block2/hs'), direction);
    for (const lane of [2, 3, 4, 5]) {
      const [before, own] = [middle(`group${lane - 1}`), middle(`group${lane}`)];
      expect(own.across).toBeGreaterThan(before.across);
      if (lane > 2) expect(own.along).toBeGreaterThan(before.along);
      if (lane > 2) expect(middle(`join${lane}`).across).toBe(own.across);
    }
    // the trunk runs through the middle of the lanes
    expect(middle('split').across).toBe(middle('group3').across);
    expect(middle('concat').across).toBe(middle('split').across);
  });

  test('a U-Net goes down and comes up again, with its shortcuts straight across', () => {
    const level = heapOf('unet');
    const middle = at(level, direction);
    const depth = (name: string) => Math.abs(middle(name).across - middle('first').across);
    const way = ['first', 'down1', 'down2', 'down3', 'down4', 'up1', 'up2', 'up3', 'up4'];
    const depths = way.map(depth);
    expect(depths.slice(0, 5)).toEqual([...depths.slice(0, 5)].sort((a, b) => a - b));
    expect(depths.slice(4)).toEqual([...depths.slice(4)].sort((a, b) => b - a));
    for (const { from, to, skips } of level.wires)
      if (skips) expect(middle(to.item).across, `${from.item} to ${to.item}`).toBe(middle(from.item).across);
    const along = way.map((name) => middle(name).along);
    expect(along).toEqual([...along].sort((a, b) => a - b));
  });

  test('a pyramid is a ladder: what comes down a level stands in the row that it joins', () => {
    const middle = at(heapOf('faster-rcnn@hs-resnet-50', 'fpn'), direction);
    for (const level of [1, 2, 3])
      expect(middle(`add${level}`).across).toBe(middle(`lateral${level}`).across);
  });

  test('a level that is laid out again stays as it is', () => {
    for (const level of [heapOf('unet'), heapOf('hs-resnet-50', 'stage3/block2/hs')]) {
      const once = laidOut(level, direction).scene.nodes;
      const items = level.items.map((item) => ({
        ...item,
        position: once.find(({ name }) => name === item.name)!,
      }));
      const again = laidOut({ ...level, items }, direction).scene.nodes;
      expect(again.map(({ name, x, y }) => [name, x, y]).sort()).toEqual(
        once.map(({ name, x, y }) => [name, x, y]).sort(),
      );
    }
  });
});

test('a wire that is free keeps to the line of a port over a long way', () => {
  const { scene, courses } = laidOut(heapOf('unet'), 'LR');
  const skips = scene.wires.filter((wire) => wire.skips);
  expect(skips.length).toBe(4);
  for (const { id } of skips) {
    const { lane, from } = courses.courseOf(id)!;
    expect(lane).toBe(from.y);
  }
});
