import { create } from 'zustand';
import type { PortEnd } from '../../src-core/scene/level.ts';

/** The wire that is being drawn, and what is known of where it may end. */
export interface WireDragState {
  /** The port it starts from; null while none is drawn. */
  readonly from: (PortEnd & { readonly kind: 'in' | 'out' }) | null;
  /** By port, as `stage1:in`: null where it fits, else why not. A port that is missing is not known yet. */
  readonly verdicts: ReadonlyMap<string, string | null>;
  /** The tensor under the pointer, as `stage1:out`: every wire that carries it brightens. */
  readonly tensor: string | null;
  /** The wire whose other end is on the pointer; null where a new one is drawn. */
  readonly moved: string | null;
  /** Wires that would take what is dragged. */
  readonly takers: ReadonlySet<string>;
  /** The wire under what is dragged. */
  readonly target: string | null;
  /** The item, by its path, whose place what is dragged would take. */
  readonly replaced: string | null;
}

const noVerdicts: ReadonlyMap<string, string | null> = new Map();
const noWires: ReadonlySet<string> = new Set();

export const useWireDrag = create<WireDragState>(() => ({
  from: null,
  verdicts: noVerdicts,
  tensor: null,
  moved: null,
  takers: noWires,
  target: null,
  replaced: null,
}));

export const hoverTensor = (tensor: string | null): void => {
  if (useWireDrag.getState().tensor !== tensor) useWireDrag.setState({ tensor });
};

export const endWireDrag = (): void =>
  useWireDrag.setState({ from: null, moved: null, verdicts: noVerdicts });
export const endDropping = (): void =>
  useWireDrag.setState({ takers: noWires, target: null, replaced: null });
