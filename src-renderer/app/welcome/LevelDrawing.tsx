import type { Analysis } from '../../../src-core/analysis/analyzer.ts';
import { itemAt } from '../../../src-core/analysis/item-paths.ts';
import { catalogue } from '../../../src-core/catalogue.ts';
import type { SceneNode } from '../../../src-core/scene/geometry.ts';
import { portPoint } from '../../../src-core/scene/geometry.ts';
import { levelAt } from '../../../src-core/scene/level.ts';
import { corners, roundedPath } from '../../../src-core/scene/route.ts';
import { sceneOf } from '../../../src-core/scene/scene.ts';
import styles from './LevelDrawing.module.css';

const margin = 24;

/** The inside of an item as the canvas draws it, without a word. */
export function LevelDrawing({ analysis, path }: { readonly analysis: Analysis; readonly path: string }) {
  const level = levelAt(analysis, path, catalogue);
  if (level === null) return null;
  const scene = sceneOf(level, 'LR');
  const items = scene.nodes.filter((node) => node.role === 'item');
  const end = (name: string, kind: 'in' | 'out', port: string) => {
    const node = scene.nodes.find((each) => each.name === name);
    const found = node?.ports.find((each) => each.kind === kind && each.name === port);
    return node === undefined || found === undefined ? null : { ...portPoint(node, found), side: found.side };
  };
  const left = Math.min(...items.map((node) => node.x)) - margin;
  const top = Math.min(...items.map((node) => node.y)) - margin;
  const right = Math.max(...items.map((node) => node.x + node.width)) + margin;
  const lanes = scene.wires.flatMap(({ lane }) => (lane === null ? [] : [lane]));
  const bottom = Math.max(...items.map((node) => node.y + node.height), ...lanes) + margin;
  return (
    <svg viewBox={`${left} ${top} ${right - left} ${bottom - top}`} className={styles.drawing} aria-hidden>
      {scene.wires.map((wire) => {
        const from = end(wire.from.item, 'out', wire.from.port);
        const to = end(wire.to.item, 'in', wire.to.port);
        return from === null || to === null ? null : (
          <path key={wire.id} d={roundedPath(corners(from, to, wire.lane))} className={styles.wire} />
        );
      })}
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
