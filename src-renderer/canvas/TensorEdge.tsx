import type { EdgeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import type { Side } from '../../src-core/scene/geometry.ts';
import { corners, roundedPath } from '../../src-core/scene/route.ts';
import { classNames } from '../ui/class-names.ts';
import { EdgeLabel } from './EdgeLabel.tsx';
import type { TensorFlowEdge } from './flow-types.ts';
import { InsertMark } from './InsertMark.tsx';
import styles from './TensorEdge.module.css';
import { WireTime } from './WireTime.tsx';
import { useWireDrag } from './wire-drag.ts';

const sides: Readonly<Record<Position, Side>> = {
  top: 'top',
  bottom: 'bottom',
  left: 'left',
  right: 'right',
};

/** A wire with the tensor it carries. */
function TensorEdgeBody(props: EdgeProps<TensorFlowEdge>) {
  const { id, data, selected } = props;
  const tensor = data?.tensor ?? '';
  const isHighlighted = useWireDrag((state) => state.tensor === tensor);
  const drop = useWireDrag((state) =>
    state.target === id ? 'target' : state.takers.has(id) ? 'taker' : undefined,
  );
  const from = { x: props.sourceX, y: props.sourceY, side: sides[props.sourcePosition] };
  const to = { x: props.targetX, y: props.targetY, side: sides[props.targetPosition] };
  const points = corners(from, to, data?.lane ?? null, data?.turn ?? null, data?.leave ?? null);
  const path = roundedPath(points);
  const label = data?.label ?? 'shape';
  return (
    <g
      data-edge={id}
      data-drop={drop}
      className={classNames(
        styles.edge,
        data?.skips && styles.skips,
        isHighlighted && styles.lit,
        selected && styles.selected,
      )}
    >
      <path d={path} className={styles.wire} />
      <path d={path} className={classNames('react-flow__edge-interaction', styles.hit)} />
      {data?.shape != null && (label !== 'hover' || isHighlighted) && (
        <EdgeLabel shape={data.shape} label={label} side={data.labelSide} points={points} />
      )}
      {data?.ends != null && <WireTime ends={data.ends} points={points} side={data.labelSide} />}
      {props.selectable && isHighlighted && selected !== true && <InsertMark edge={id} points={points} />}
    </g>
  );
}

export const TensorEdge = memo(TensorEdgeBody);
