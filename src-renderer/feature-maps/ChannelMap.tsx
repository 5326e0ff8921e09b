import { useEffect, useRef } from 'react';
import { classNames } from '../ui/class-names.ts';
import styles from './FeaturePanel.module.css';

interface ChannelMapProps {
  /** Its pixels in shades of grey, row by row. */
  readonly grey: Uint8Array;
  readonly rows: number;
  readonly columns: number;
  readonly className?: string | undefined;
}

/** A channel, drawn pixel by pixel: the screen makes it larger without smoothing it. */
export function ChannelMap({ grey, rows, columns, className }: ChannelMapProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (context == null) return;
    const image = context.createImageData(columns, rows);
    for (const [at, value] of grey.entries()) image.data.set([value, value, value, 255], 4 * at);
    context.putImageData(image, 0, 0);
  }, [grey, rows, columns]);
  return <canvas ref={ref} width={columns} height={rows} className={classNames(styles.map, className)} />;
}
