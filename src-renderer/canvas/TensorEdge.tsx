import type { EdgeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { elements } from '../../src-core/language/facts.ts';
import { type Shape, shapeText } from '../../src-core/language/shape.ts';
import { classNames } from '../ui/class-names.ts';
import { bytesFigure } from '../ui/figures.ts';
import type { TensorFlowEdge } from './flow-types.ts';
import type { Side } from './geometry.ts';
import { mapSides } from './node-parts.ts';
import { corners, longestStretch, roundedPath } from './route.ts';
import styles from './TensorEdge.module.css';
import { useWiring } from './wiring.ts';

const sides: Readonly<Record<Position, Side>> = {
  top: 'top',
  bottom: 'bottom',
  left: 'left',
  right: 'right',
};

const bytesPerElement = 4n;
/** From the wire to the little picture, to the shape and to the end of the size, on a wide column. */
const glyphAt = 15;
const textAt = 46;
const sizeEnd = 196;

/** A wire with the tensor it carries. */
function TensorEdgeBody(props: EdgeProps<TensorFlowEdge>) {
  const { id, data, selected } = props;
  const tensor = data?.tensor ?? '';
  const isLit = useWiring((state) => state.tensor === tensor);
  const drop = useWiring((state) =>
    state.target === id ? 'target' : state.takers.has(id) ? 'taker' : undefined,
  );
  const from = { x: props.sourceX, y: props.sourceY, side: sides[props.sourcePosition] };
  const to = { x: props.targetX, y: props.targetY, side: sides[props.targetPosition] };
  const points = corners(from, to, data?.lane ?? null);
  const path = roundedPath(points);
  const label = data?.label ?? 'shape';
  return (
    <g
      data-edge={id}
      data-drop={drop}
      className={classNames(
        styles.edge,
        data?.skips && styles.skips,
        isLit && styles.lit,
        selected && styles.selected,
      )}
    >
      <path d={path} className={styles.wire} />
      <path d={path} className={classNames('react-flow__edge-interaction', styles.hit)} />
      {data?.shape != null && (label !== 'hover' || isLit) && (
        <EdgeLabel shape={data.shape} label={label} points={points} />
      )}
    </g>
  );
}

interface EdgeLabelProps {
  readonly shape: Shape;
  readonly label: 'full' | 'shape' | 'channels' | 'hover';
  readonly points: ReturnType<typeof corners>;
}

function EdgeLabel({ shape, label, points }: EdgeLabelProps) {
  const [a, b] = longestStretch(points);
  const isVertical = Math.abs(b.y - a.y) > Math.abs(b.x - a.x);
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  if (label === 'channels') {
    const channels = String(shape[1] ?? shape[0]);
    if (isVertical) {
      return (
        <text x={middle.x + 8} y={middle.y + 4} className={styles.label}>
          {channels}
        </text>
      );
    }
    const length = Math.abs(b.x - a.x);
    return (
      <>
        <text x={a.x + 8} y={a.y - 6} className={styles.label}>
          {channels}
        </text>
        {length > 300 && (
          <text x={b.x - 8} y={b.y - 6} textAnchor="end" className={styles.label}>
            {channels}
          </text>
        )}
      </>
    );
  }
  const text = shapeText(shape);
  const bytes = bytesFigure(bytesPerElement * BigInt(elements(shape) as bigint));
  if (!isVertical || label === 'hover') {
    return (
      <text x={middle.x} y={middle.y - 7} textAnchor="middle" className={styles.label}>
        {text} · {bytes.value} {bytes.unit}
      </text>
    );
  }
  return (
    <>
      <TensorGlyph shape={shape} x={middle.x + glyphAt} y={middle.y} />
      <text x={middle.x + textAt} y={middle.y + 4} className={styles.label}>
        {text}
      </text>
      {label === 'full' && (
        <text x={middle.x + sizeEnd} y={middle.y + 4} textAnchor="end" className={styles.label}>
          {bytes.value} {bytes.unit}
        </text>
      )}
    </>
  );
}

/** A box as wide as the tensor has channels and as high as its map, both by order of magnitude. */
function TensorGlyph({ shape, x, y }: { readonly shape: Shape; readonly x: number; readonly y: number }) {
  const { channels, side } = mapSides(shape);
  const width = Math.round(5 + 1.6 * Math.log2(Math.max(1, channels)));
  const height = Math.round(4 + 1.8 * Math.log2(Math.max(1, side)));
  return (
    <rect
      x={Math.round(x) + 0.5}
      y={Math.round(y - height / 2) + 0.5}
      width={Math.min(24, width)}
      height={Math.min(20, height)}
      className={styles.glyph}
    />
  );
}

export const TensorEdge = memo(TensorEdgeBody);
