import { MiniMap } from '@xyflow/react';
import { t } from '../locale/translate.ts';
import styles from './CanvasMap.module.css';
import type { FlowNode } from './flow-types.ts';
import { mapSize } from './map-room.ts';

const colourOf = (node: FlowNode): string => (node.selected ? 'var(--accent)' : 'var(--line-strong)');

/** The whole level in a corner; a click or a drag there moves the view. */
export function CanvasMap() {
  return (
    <MiniMap<FlowNode>
      pannable
      zoomable
      ariaLabel={t('Map of the canvas')}
      nodeColor={colourOf}
      nodeBorderRadius={2}
      maskColor="transparent"
      maskStrokeColor="var(--text-2)"
      maskStrokeWidth={1}
      offsetScale={2}
      className={styles.map ?? ''}
      style={mapSize}
    />
  );
}
