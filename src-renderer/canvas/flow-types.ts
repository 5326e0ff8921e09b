import type { Edge, Node } from '@xyflow/react';
import type { Shape } from '../../src-core/language/shape.ts';
import type { ScenePort, Variant } from '../../src-core/scene/geometry.ts';
import type { LabelSide, LabelWords } from '../../src-core/scene/wire-label.ts';

/** What a node of React Flow carries: where it is in the design and how it is drawn, never a number of the analysis. */
export interface ItemData extends Record<string, unknown> {
  readonly path: string;
  readonly name: string;
  readonly variant: Variant;
  readonly ports: readonly ScenePort[];
  readonly isEditable: boolean;
}
export type ItemFlowNode = Node<ItemData, 'item'>;
export type RailFlowNode = Node<ItemData, 'rail'>;
export type FlowNode = ItemFlowNode | RailFlowNode;

export interface TensorData extends Record<string, unknown> {
  readonly shape: Shape | null;
  /** The tensor it carries, as `stage1:out`. */
  readonly tensor: string;
  readonly skips: boolean;
  readonly lane: number | null;
  /** How far before its target it turns last; null where it has the gap to itself. */
  readonly turn: number | null;
  readonly leave: number | null;
  /** How much its label says. */
  readonly label: LabelWords;
  readonly labelSide: LabelSide;
  /** What its time is found by; null where another wire between the same two items says it. */
  readonly ends: string | null;
}
export type TensorFlowEdge = Edge<TensorData, 'tensor'>;
