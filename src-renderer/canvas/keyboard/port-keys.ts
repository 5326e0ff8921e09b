import type { KeyboardEvent } from 'react';
import { itemAt } from '../../../src-core/analysis/item-paths.ts';
import { batch } from '../../../src-core/document/edit.ts';
import { t } from '../../locale/translate.ts';
import { useDirection } from '../../store/direction.ts';
import { dispatch, useDocument } from '../../store/document.ts';
import { announce } from '../../ui/announcing.ts';
import type { WireStart } from '../judging.ts';
import { asRef } from '../judging.ts';
import { openQuickAdd } from '../quick-add.ts';
import { sayReadOnly } from '../read-only.ts';
import { focusItem, focusPort } from './focus.ts';
import { dropKeyWire, finishKeyWire, startKeyWire, stepKeyWire, useKeyWire } from './key-wire.ts';
import { portName, wiredTo } from './spoken-port.ts';

type Way = 'forward' | 'back' | 'next' | 'previous';

/** Where an arrow leads in a design that flows down, or to the right. */
const ways: Readonly<Record<'TB' | 'LR', Readonly<Record<string, Way>>>> = {
  TB: { ArrowDown: 'forward', ArrowUp: 'back', ArrowRight: 'next', ArrowLeft: 'previous' },
  LR: { ArrowRight: 'forward', ArrowLeft: 'back', ArrowDown: 'next', ArrowUp: 'previous' },
};

/** The port that an arrow leads to: along the wire, through the item, or to the port beside. */
function portAlong(end: WireStart, way: Way): WireStart | null {
  const { analysis } = useDocument.getState();
  const item = itemAt(analysis, end.item);
  const [inputs, outputs] = [item?.inputPorts ?? [], item?.outputPorts ?? []];
  if (way === 'next' || way === 'previous') {
    const all = end.kind === 'in' ? inputs : outputs;
    const port = all[all.indexOf(end.port) + (way === 'next' ? 1 : -1)];
    return port === undefined ? null : { ...end, port };
  }
  const leaves = (end.kind === 'out') === (way === 'forward');
  const kind = end.kind === 'in' ? 'out' : 'in';
  if (leaves) {
    const other = wiredTo(analysis, end).find(({ item: path }) => itemAt(analysis, path) !== null);
    return other === undefined ? null : { ...other, kind };
  }
  const port = (kind === 'in' ? inputs : outputs)[0];
  return port === undefined ? null : { item: end.item, port, kind };
}

/** Takes the wire off an input, or the only one off an output. */
function unwire(end: WireStart): void {
  const { analysis, design } = useDocument.getState();
  const { node, port } = asRef(end);
  const near = end.kind === 'in' ? 'to' : 'from';
  const wires = design.edges.filter((edge) => edge[near].node === node && edge[near].port === port);
  const name = portName(analysis, end);
  if (wires.length > 1)
    announce(
      t('{port} has {count} wires; take each off at its other end', { port: name, count: wires.length }),
    );
  else if (dispatch(batch(wires.map(({ id }) => ({ kind: 'removeEdge', id })))))
    announce(t('{port} is not wired any more', { port: name }));
}

/** What a key does while a wire is drawn by keys; false where it is not for the wire. */
function onWireKey({ key, shiftKey }: KeyboardEvent): boolean {
  if (key === 'Enter' || key === ' ') finishKeyWire();
  else if (key === 'Escape') dropKeyWire();
  else if (key === 'ArrowDown' || key === 'ArrowRight' || (key === 'Tab' && !shiftKey)) stepKeyWire(1);
  else if (key === 'ArrowUp' || key === 'ArrowLeft' || key === 'Tab') stepKeyWire(-1);
  else return false;
  return true;
}

/** Keys at a port that draw a wire or take it off. */
const changing: readonly string[] = ['Enter', ' ', 'Delete', 'Backspace'];

const isAdding = ({ key, shiftKey }: KeyboardEvent): boolean => key === 'Insert' || (key === 'A' && shiftKey);

/** What a key does at a port; false where it is for the canvas. */
function onPortKey(event: KeyboardEvent, end: WireStart, isEditable: boolean): boolean {
  const { key } = event;
  const way = ways[useDirection.getState().direction][key];
  if (way !== undefined) {
    const next = portAlong(end, way);
    if (next !== null) focusPort(next);
  } else if (key === 'Escape') focusItem(end.item);
  else if (!isEditable) {
    if (!changing.includes(key) && !isAdding(event)) return false;
    sayReadOnly();
  } else if (key === 'Enter' || key === ' ') startKeyWire(end);
  else if (key === 'Delete' || key === 'Backspace') unwire(end);
  else if (isAdding(event)) {
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    openQuickAdd({ x: left, y: bottom }, { kind: 'port', port: asRef(end), side: end.kind });
  } else return false;
  return true;
}

/** Keys at a port: they walk along wires, draw one, take it off, or add what fits. */
export function handlePortKey(event: KeyboardEvent, end: WireStart, isEditable: boolean): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isDrawing = useKeyWire.getState().start !== null;
  if (!(isDrawing ? onWireKey(event) : onPortKey(event, end, isEditable))) return;
  event.preventDefault();
  event.stopPropagation();
}
