import { Handle, Position } from '@xyflow/react';
import type { CSSProperties, FocusEvent } from 'react';
import { memo } from 'react';
import type { ScenePort, Side } from '../../src-core/scene/geometry.ts';
import { portKey } from '../../src-core/scene/ports.ts';
import { useDocument } from '../store/document.ts';
import { classNames } from '../ui/class-names.ts';
import { flowPort } from './flow-names.ts';
import { useKeyWire } from './keyboard/key-wire.ts';
import { handlePortKey } from './keyboard/port-keys.ts';
import { spokenPort } from './keyboard/spoken-port.ts';
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
  /** How many canvas pixels along its edge are its own. */
  readonly pitch: number;
  readonly isEditable: boolean;
  /** True where the keyboard gets to it: the ports of the selected item follow that in the order of Tab. */
  readonly isReached: boolean;
  /** `open` still needs a wire; `failing` is where a problem stands. */
  readonly state: 'open' | 'wired' | 'failing';
  readonly title: string;
}

/** A press on a port is for the pointer: the keyboard stays with its item. */
function giveBackByPointer({ currentTarget }: FocusEvent<HTMLElement>): void {
  if (!currentTarget.matches(':focus-visible'))
    currentTarget.closest<HTMLElement>('.react-flow__node')?.focus({ preventScroll: true });
}

/** A port: while a wire is drawn it says whether it would take it. */
export const PortHandle = memo(function PortHandle(props: PortHandleProps) {
  const { path, port, pitch, isEditable, isReached, state, title } = props;
  const key = portKey(path, port.name);
  const end = { item: path, port: port.name, kind: port.kind };
  const spoken = useDocument(({ analysis }) => (isReached ? spokenPort(analysis, end) : null));
  const isStart = useKeyWire(
    ({ start }) => start !== null && portKey(start.item, start.port) === key && start.kind === port.kind,
  );
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
      {...(spoken !== null && {
        role: 'button',
        tabIndex: 0,
        'aria-label': spoken,
        'aria-pressed': isStart,
        onFocus: giveBackByPointer,
        onKeyDown: (event) => handlePortKey(event, end, isEditable),
      })}
      onMouseDownCapture={(event) => {
        if (isEditable && port.kind === 'in' && takeWireEnd(event, path, port.name)) event.stopPropagation();
      }}
      // places inside a node are counted from within its border, offsets from its outer edge
      style={{ [along]: port.offset - border, '--pitch': `${pitch}px` } as CSSProperties}
      className={classNames(styles.port, isEditable && styles.editable)}
    />
  );
});
