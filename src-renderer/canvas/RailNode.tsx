import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import { unknown } from '../../src-core/format.ts';
import { shapeText } from '../../src-core/language/shape.ts';
import { levelOfRail } from '../../src-core/scene/level.ts';
import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import type { RailFlowNode } from './flow-types.ts';
import { PortHandle } from './PortHandle.tsx';
import styles from './RailNode.module.css';

/** An end of a level: the tensor that comes in from outside, or goes out. */
function RailNodeBody({ data }: NodeProps<RailFlowNode>) {
  const { path, ports, variant } = data;
  const isFrom = ports.every((port) => port.kind === 'out');
  const item = useDocument((state) => itemAt(state.analysis, levelOfRail(path)));
  const shape = (isFrom ? item?.inputs[0] : item?.outputs[0]) ?? null;
  return (
    <div
      data-node={path}
      data-variant={variant}
      data-end={isFrom ? 'from' : 'to'}
      data-lines={ports.some(({ side }) => side === 'left' || side === 'right') ? 2 : 1}
      className={styles.rail}
    >
      <span className={styles.name}>
        {ports.length === 1 ? ports[0]?.name : t('{count} ports', { count: ports.length })}
      </span>
      <span className={styles.shape}>{shape === null ? unknown : shapeText(shape)}</span>
      {ports.map((port) => (
        <PortHandle
          key={port.name}
          path={path}
          port={port}
          pitch={0}
          isEditable={false}
          isReached={false}
          state="wired"
          title={port.name}
        />
      ))}
    </div>
  );
}

export const RailNode = memo(RailNodeBody);
