import { create } from 'zustand';
import { wireInto } from '../../../src-core/document/wire-into.ts';
import type { PortEnd } from '../../../src-core/scene/level.ts';
import { t } from '../../locale/translate.ts';
import { useDocument } from '../../store/document.ts';
import { announce } from '../../ui/announcing.ts';
import type { WireStart } from '../judging.ts';
import { asRef, candidates, join, judge } from '../judging.ts';
import { endWireDrag, useWireDrag } from '../wire-drag.ts';
import { focusPort } from './focus.ts';
import { portName } from './spoken-port.ts';

/** The wire that is drawn by keys: where it starts, and the port it would end at now. */
export interface KeyWireState {
  readonly start: WireStart | null;
  readonly to: PortEnd | null;
}

export const useKeyWire = create<KeyWireState>(() => ({ start: null, to: null }));

/** Milliseconds of judging ports at once, between two frames. */
const slice = 6;

const opposite = ({ kind }: WireStart): 'in' | 'out' => (kind === 'in' ? 'out' : 'in');
const nameOfPort = (end: WireStart): string => portName(useDocument.getState().analysis, end);

/** Ports in the order in which they are walked: those that have no wire yet first, then from the start's item onwards. */
function walkOf(start: WireStart): readonly PortEnd[] {
  const { design } = useDocument.getState();
  const all = candidates(start);
  const items = design.nodes.map(({ id }) => id);
  const here = items.indexOf(asRef(start).node);
  const distance = ({ item }: PortEnd): number => {
    const ahead = items.indexOf(asRef({ item, port: '' }).node) - here;
    const steps = start.kind === 'out' ? ahead : -ahead;
    return steps > 0 ? steps : items.length + steps;
  };
  const isTaken = (end: PortEnd) => start.kind === 'out' && wireInto(design, asRef(end)) !== undefined;
  return all
    .map((end) => ({ end, key: distance(end) + (isTaken(end) ? 2 * items.length : 0) }))
    .sort((a, b) => a.key - b.key)
    .map(({ end }) => end);
}

let walk: readonly PortEnd[] = [];

/** Starts a wire at a port and goes to the first port that it fits. */
export function startKeyWire(start: WireStart): void {
  useWireDrag.setState({ from: start, moved: null, verdicts: new Map() });
  useKeyWire.setState({ start, to: null });
  walk = walkOf(start);
  announce(
    t('A wire from {port}: arrows walk over what fits, Enter wires, Escape drops it', {
      port: nameOfPort(start),
    }),
  );
  stepKeyWire(1);
}

/** Goes to the next port that fits, or the one before; says so where there is none. */
export function stepKeyWire(step: 1 | -1): void {
  const { start, to } = useKeyWire.getState();
  if (start === null) return;
  const at = walk.findIndex((end) => end.item === to?.item && end.port === to.port);
  const first = at === -1 ? (step === 1 ? 0 : walk.length - 1) : at + step;
  const go = (tries: number): void => {
    if (useKeyWire.getState().start !== start) return;
    const end = performance.now() + slice;
    for (let next = tries; next < walk.length; next++) {
      const index = (first + step * next + walk.length * 2) % walk.length;
      const port = walk[index] as PortEnd;
      if (judge(start, port) === null) {
        useKeyWire.setState({ to: port });
        focusPort({ ...port, kind: opposite(start) });
        return;
      }
      if (performance.now() > end) {
        setTimeout(() => go(next + 1), 0);
        return;
      }
    }
    announce(t('Nothing fits {port}', { port: nameOfPort(start) }));
    forgetKeyWire();
  };
  go(0);
}

/** Wires the port that the wire has come to. */
export function finishKeyWire(): void {
  const { start, to } = useKeyWire.getState();
  if (start === null || to === null) return;
  const end = { ...to, kind: opposite(start) };
  if (start.kind === 'out') join(start, to);
  else join(to, start);
  forgetKeyWire();
  announce(t('{from} is wired to {to}', { from: nameOfPort(start), to: nameOfPort(end) }));
}

/** Gives the wire up, and the keyboard back to the port that it started from. */
export function dropKeyWire(): void {
  const { start } = useKeyWire.getState();
  if (start === null) return;
  forgetKeyWire();
  focusPort(start);
  announce(t('The wire is dropped'));
}

/** Ends the wire where it stands, as when the pointer does something else. */
export function forgetKeyWire(): void {
  if (useKeyWire.getState().start === null) return;
  useKeyWire.setState({ start: null, to: null });
  endWireDrag();
}
