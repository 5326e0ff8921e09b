import { ViewportPortal } from '@xyflow/react';
import { useEffect } from 'react';
import { portPoint } from '../../../src-core/scene/geometry.ts';
import { corners, roundedPath } from '../../../src-core/scene/route.ts';
import type { WireStart } from '../judging.ts';
import { picture } from '../shown-picture.ts';
import styles from './KeyWire.module.css';
import { forgetKeyWire, useKeyWire } from './key-wire.ts';

function endOf({ item, port, kind }: WireStart) {
  const node = picture.nodeAt(item);
  const found = node?.ports.find((each) => each.name === port && each.kind === kind);
  return node === undefined || found === undefined ? null : { ...portPoint(node, found), side: found.side };
}

/** The wire that is drawn by keys, from its start to the port that has the keyboard. */
export function KeyWire() {
  const { start, to } = useKeyWire();
  useEffect(() => {
    window.addEventListener('pointerdown', forgetKeyWire, { capture: true });
    return () => {
      window.removeEventListener('pointerdown', forgetKeyWire, { capture: true });
      forgetKeyWire();
    };
  }, []);
  const from = start === null ? null : endOf(start);
  const end =
    start === null || to === null ? null : endOf({ ...to, kind: start.kind === 'in' ? 'out' : 'in' });
  if (from === null || end === null) return null;
  return (
    <ViewportPortal>
      <svg aria-hidden className={styles.layer}>
        <path d={roundedPath(corners(from, end))} className={styles.wire} data-key-wire />
      </svg>
    </ViewportPortal>
  );
}
