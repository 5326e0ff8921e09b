import type { Design, PortRef } from '../../src-core/document/design.ts';
import type { PortEnd } from '../../src-core/scene/level.ts';
import { portKey } from '../../src-core/scene/ports.ts';
import { connectEdit, refusalOf, rewireEdit, withoutWire } from '../store/connections.ts';
import { dispatch, useDocument } from '../store/document.ts';
import { nameOf } from '../store/navigation.ts';
import { openLevel } from './open-level.ts';
import { useWireDrag } from './wire-drag.ts';

/** The port that a wire starts from. */
export type WireStart = PortEnd & { readonly kind: 'in' | 'out' };

/** An end as the design names it: on the canvas items go by their paths. */
export const asRef = ({ item, port }: PortEnd): PortRef => ({ node: nameOf(item), port });

/** The design in which ports are judged: without the wire whose end is on the pointer. */
export function judgedDesign(): Design {
  const { design } = useDocument.getState();
  const { moved } = useWireDrag.getState();
  return moved === null ? design : withoutWire(design, moved);
}

/** Wires two ports, with the wire whose end is on the pointer where there is one. */
export function join(from: PortEnd, to: PortEnd): void {
  const { design } = useDocument.getState();
  const { moved } = useWireDrag.getState();
  const [a, b] = [asRef(from), asRef(to)];
  dispatch(moved === null ? connectEdit(design, a, b) : rewireEdit(design, moved, a, b));
}

/** Judges one more port, and keeps the verdict for as long as the wire is drawn. */
export function judge(start: WireStart, other: PortEnd): string | null {
  const key = portKey(other.item, other.port);
  const { verdicts } = useWireDrag.getState();
  const known = verdicts.get(key);
  if (known !== undefined) return known;
  const [from, to] = start.kind === 'out' ? [start, other] : [other, start];
  const verdict = refusalOf(judgedDesign(), asRef(from), asRef(to));
  useWireDrag.setState((state) => ({ verdicts: new Map(state.verdicts).set(key, verdict) }));
  return verdict;
}

/** Every port that the wire could end at by its kind, the nearest items in the document first. */
export function candidates(start: WireStart): PortEnd[] {
  return (openLevel()?.items ?? []).flatMap((item) => {
    const ports = start.kind === 'out' ? item.inputs : item.outputs;
    return item.path === start.item ? [] : ports.map((port) => ({ item: item.path, port }));
  });
}
