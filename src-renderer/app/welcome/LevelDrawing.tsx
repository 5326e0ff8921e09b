import type { Analysis } from '../../../src-core/analysis/analyzer.ts';
import { itemAt } from '../../../src-core/analysis/item-paths.ts';
import { catalogue } from '../../../src-core/catalogue.ts';
import type { SceneNode } from '../../../src-core/scene/geometry.ts';
import { levelAt } from '../../../src-core/scene/level.ts';
import { corners, roundedPath } from '../../../src-core/scene/route.ts';
import { sceneOf } from '../../../src-core/scene/scene.ts';
import { WireCourses } from '../../../src-core/scene/wire-courses.ts';
import styles from './LevelDrawing.module.css';

const margin = 24;

/** The inside of an item as the canvas draws it, without a word. */
export function LevelDrawing({ analysis, path }: { readonly analysis: Analysis; readonly path: string }) {
  const level = levelAt(analysis, path, catalogue);
  if (level === null) return null;
  const scene = sceneOf(level, 'LR');
  const items = scene.nodes.filter((node) => node.role === 'item');
  const courses = new WireCourses();
  courses.update(scene);
  const lines = scene.wires.flatMap(({ id }) => {
    const course = courses.courseOf(id);
    if (course === null) return [];
    const { from, to, lane, turn, leave } = course;
    return [{ id, points: corners(from, to, lane, turn, leave) }];
  });
  const left = Math.min(...items.map((node) => node.x)) - margin;
  const top = Math.min(...items.map((node) => node.y)) - margin;
  const right = Math.max(...items.map((node) => node.x + node.width)) + margin;
  const lowest = lines.flatMap(({ points }) => points.map(({ y }) => y));
  const bottom = Math.max(...items.map((node) => node.y + node.height), ...lowest) + margin;
  return (
    <svg viewBox={`${left} ${top} ${right - left} ${bottom - top}`} className={styles.drawing} aria-hidden>
      {lines.map(({ id, points }) => (
        <path key={id} d={roundedPath(points)} className={styles.wire} />
      ))}
      {items.map((node) => (
        <Box
          key={node.name}
          node={node}
          family={itemAt(analysis, node.path)?.definition?.family ?? 'block'}
        />
      ))}
    </svg>
  );
}

function Box({ node, family }: { readonly node: SceneNode; readonly family: string }) {
  const isSolid = node.variant === 'bar' || node.variant === 'joint';
  return (
    <rect
      x={node.x}
      y={node.y}
      width={node.width}
      height={node.height}
      data-family={family}
      data-solid={isSolid || undefined}
      className={styles.box}
    />
  );
}
