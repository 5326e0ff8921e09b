import { Handle, Position } from '@xyflow/react';
import type { ScenePort, Side } from '../../src-core/scene/geometry.ts';
import { portKey } from '../../src-core/scene/ports.ts';
import { classNames } from '../ui/class-names.ts';
import { flowPort } from './flow-names.ts';
import styles from './PortHandle.module.css';
import { useWireDrag } from './wire-drag.ts';
import { takeWireEnd } from './wire-end.ts';

const positions: Readonly<Record<Side, Position>> = {
  top: Position.Top,
  bottom: Position.Bottom,
  left: Position.Left,
  right: Position.Right,
};

const border = 1;

interface PortHandleProps {
  readonly path: string;
  readonly port: ScenePort;
  readonly isEditable: boolean;
  /** `open` still needs a wire; `failing` is where a problem stands. */
  readonly state: 'open' | 'wired' | 'failing';
  readonly title: string;
}

/** A port: while a wire is drawn it says whether it would take it. */
export function PortHandle({ path, port, isEditable, state, title }: PortHandleProps) {
  const key = portKey(path, port.name);
  const verdict = useWireDrag((wiring) => {
    const { from, verdicts } = wiring;
    if (from === null) return 'none';
    if (from.item === path && from.port === port.name && from.kind === port.kind) return 'start';
    if (from.kind === port.kind) return 'refuses';
    const known = verdicts.get(key);
    return known === undefined ? 'none' : known === null ? 'accepts' : 'refuses';
  });
  const along = port.side === 'top' || port.side === 'bottom' ? 'left' : 'top';
  return (
    <Handle
      id={flowPort(port.name)}
      type={port.kind === 'in' ? 'target' : 'source'}
      position={positions[port.side]}
      isConnectable={isEditable}
      data-port={key}
      data-kind={port.kind}
      data-verdict={verdict}
      data-state={state}
      title={title}
      onMouseDownCapture={(event) => {
        if (isEditable && port.kind === 'in' && takeWireEnd(event, path, port.name)) event.stopPropagation();
      }}
      // places inside a node are counted from within its border, offsets from its outer edge
      style={{ [along]: port.offset - border }}
      className={classNames(styles.port, isEditable && styles.editable)}
    />
  );
}
