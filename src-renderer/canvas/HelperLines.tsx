import { ViewportPortal } from '@xyflow/react';
import styles from './HelperLines.module.css';
import { useHelperLines } from './helper-lines.ts';

/** Lines along which what is dragged lies with other items. */
export function HelperLines() {
  const lines = useHelperLines((state) => state.lines);
  if (lines.length === 0) return null;
  return (
    <ViewportPortal>
      {lines.map(({ axis, at, from, to }) => (
        <div
          key={`${axis} ${at}`}
          data-helper-line={axis}
          className={styles.line}
          style={
            axis === 'x'
              ? { left: at, top: from, height: to - from, borderLeftWidth: 1 }
              : { left: from, top: at, width: to - from, borderTopWidth: 1 }
          }
        />
      ))}
    </ViewportPortal>
  );
}
