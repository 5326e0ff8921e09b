import type { Analysis } from '../../../src-core/analysis/analyzer.ts';
import type { Expansion } from '../../../src-core/language/expansion.ts';
import { H, sizeOf } from '../../../src-core/language/shape.ts';
import styles from './Thumbnail.module.css';

interface Bar {
  readonly key: string;
  readonly family: string;
  /** Share of the height: the fourth root of the rows, so that small maps are still seen. */
  readonly height: number;
  /** Cells of a house layout inside the bar, as shares of it. */
  readonly cells:
    | readonly { readonly x: number; readonly y: number; readonly width: number; readonly height: number }[]
    | null;
  /** Half of its maps are made cheaply from the other half. */
  readonly isGhost: boolean;
}

const width = 304;
const height = 120;
const gap = 2;
const groupGap = 12;

/** Rows of the map that enters an item, as a number; one where it has none. */
function rowsOf({ inputs, outputs }: Expansion): number {
  const shape = inputs[0] ?? outputs[0];
  return shape !== undefined && shape.length === 4 ? Number(sizeOf(shape, H)) : 1;
}

const holds = (expansion: Expansion, id: string): boolean =>
  expansion.definition.id === id || expansion.children.some((child) => holds(child.expansion, id));

/** The first block inside an expansion that works on channel groups. */
function housed(expansion: Expansion): Expansion | null {
  for (const { expansion: inner } of expansion.children) {
    if (inner.definition.kind === 'block' && inner.definition.groups !== undefined) return inner;
    const found = housed(inner);
    if (found !== null) return found;
  }
  return null;
}

/**
 * The groups that compute, each at its own height: a staircase where each takes more channels than the last, since
 * a part of that one is joined to it; one column where all are equally wide.
 */
function cellsOf(expansion: Expansion): Bar['cells'] {
  const inner = housed(expansion);
  if (inner === null || inner.definition.kind !== 'block') return null;
  const groups = inner.definition.groups?.(inner.values) ?? [];
  const busy = inner.children.filter(
    ({ name, expansion: { facts } }) => groups.includes(name) && facts.params !== 0n,
  );
  if (busy.length === 0) return null;
  const rows = groups.length;
  const widths = busy.map(({ expansion: { inputs } }) => String(inputs[0]?.[1]));
  const isColumn = new Set(widths).size === 1;
  const wide = isColumn ? 0.7 : 0.45;
  return busy.map(({ name }, index) => ({
    x: isColumn ? (1 - wide) / 2 : (index / Math.max(1, busy.length - 1)) * (1 - wide),
    y: groups.indexOf(name) / rows,
    width: wide,
    height: (1 / rows) * (isColumn ? 0.85 : 1),
  }));
}

const bar = (key: string, expansion: Expansion): Bar => ({
  key,
  family: expansion.definition.family,
  height: Math.min(1, (rowsOf(expansion) / 112) ** 0.4),
  cells: cellsOf(expansion),
  isGhost: expansion.definition.kind === 'block' && holds(expansion, 'ghost-module'),
});

/** One group of bars an item: the copies of a stage, else the units of which it consists. */
function groupsOf(analysis: Analysis): Bar[][] {
  const groups: Bar[][] = [];
  for (const id of analysis.order) {
    const expansion = analysis.items.get(id)?.expansion;
    if (expansion == null || expansion.facts.operators === 0) continue;
    const children = expansion.children.filter((child) => child.expansion.facts.params !== 0n);
    const parts = children.length === 0 ? [{ name: id, expansion }] : children;
    groups.push(parts.slice(0, 40).map((part) => bar(`${id}/${part.name}`, part.expansion)));
  }
  return groups;
}

/** A network drawn from its own structure: bars as high as its maps, with the staircase of its blocks inside. */
export function Thumbnail({ analysis }: { readonly analysis: Analysis }) {
  const groups = groupsOf(analysis);
  const count = groups.reduce((sum, group) => sum + group.length, 0);
  const room =
    width - 24 - Math.max(0, groups.length - 1) * groupGap - Math.max(0, count - groups.length) * gap;
  const barWidth = Math.max(2, Math.min(13, room / Math.max(count, 1)));
  const used = count * barWidth + (count - groups.length) * gap + (groups.length - 1) * groupGap;
  let x = (width - used) / 2;
  const middle = height / 2;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={styles.thumbnail} aria-hidden>
      <line x1={x - 10} x2={x + used + 10} y1={middle} y2={middle} className={styles.wire} />
      {groups.map((group, index) => {
        if (index > 0) x += groupGap - gap;
        return group.map(({ key, family, height: share, cells, isGhost }) => {
          const tall = Math.max(12, share * (height - 24));
          const left = x;
          x += barWidth + gap;
          return (
            <g key={key} data-family={family} className={styles.bar}>
              <rect
                x={left}
                y={middle - tall / 2}
                width={barWidth}
                height={tall}
                data-open={cells !== null || undefined}
              />
              {isGhost && (
                <rect x={left + 0.5} y={middle} width={barWidth - 1} height={tall / 2 - 0.5} data-ghost />
              )}
              {cells?.map((cell) => (
                <rect
                  key={`${cell.x},${cell.y}`}
                  x={left + 1 + cell.x * (barWidth - 2)}
                  y={middle - tall / 2 + 1 + cell.y * (tall - 2)}
                  width={cell.width * (barWidth - 2)}
                  height={Math.max(1, cell.height * (tall - 2))}
                  data-cell
                />
              ))}
            </g>
          );
        });
      })}
    </svg>
  );
}
