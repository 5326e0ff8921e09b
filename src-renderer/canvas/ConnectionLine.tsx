import type { ConnectionLineComponentProps } from '@xyflow/react';
import type { Side } from '../../src-core/scene/geometry.ts';
import { portKey } from '../../src-core/scene/ports.ts';
import { corners, roundedPath } from '../../src-core/scene/route.ts';
import styles from './ConnectionLine.module.css';
import { fromFlow } from './flow-names.ts';
import { useWireDrag } from './wire-drag.ts';

/** The wire that is being drawn. Over a port that refuses it says why, beside the wire. */
export function ConnectionLine(props: ConnectionLineComponentProps) {
  const { fromX, fromY, toX, toY, fromPosition, toPosition, toHandle, toNode, connectionStatus } = props;
  const key =
    toNode !== null && toHandle?.id != null ? portKey(fromFlow(toNode.id), fromFlow(toHandle.id)) : null;
  const reason = useWireDrag((state) => (key === null ? null : (state.verdicts.get(key) ?? null)));
  const path = roundedPath(
    corners({ x: fromX, y: fromY, side: fromPosition as Side }, { x: toX, y: toY, side: toPosition as Side }),
  );
  const isRefused = connectionStatus === 'invalid' && reason !== null;
  return (
    <g data-connection={isRefused ? 'refused' : (connectionStatus ?? 'open')} className={styles.line}>
      <path d={path} className={styles.wire} />
      {isRefused && (
        <text x={toX + 16} y={toY - 10} className={styles.reason}>
          {reason}
        </text>
      )}
    </g>
  );
}
