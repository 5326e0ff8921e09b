import type { NodeHandle } from '@xyflow/react';
import { Position } from '@xyflow/react';
import type { Scene, SceneNode, SceneWire, Side } from '../../src-core/scene/geometry.ts';
import { portPoint } from '../../src-core/scene/geometry.ts';
import type { Course } from '../../src-core/scene/own-way.ts';
import { portKey } from '../../src-core/scene/ports.ts';
import { WireCourses } from '../../src-core/scene/wire-courses.ts';
import { labelOf, labelSide, surroundingsOf } from '../../src-core/scene/wire-label.ts';
import { t } from '../locale/translate.ts';
import { joinPath } from '../store/navigation.ts';
import { betweenItems } from '../store/wire-times.ts';
import { flowNode, flowPort, spokenId } from './flow-names.ts';
import type { FlowNode, ItemData, TensorData, TensorFlowEdge } from './flow-types.ts';
import { endName } from './flow-words.ts';
import { wiredItems } from './wired-items.ts';

/** Side length of the ring of a port. */
const ring = 9;

const positions: Readonly<Record<Side, Position>> = {
  top: Position.Top,
  bottom: Position.Bottom,
  left: Position.Left,
  right: Position.Right,
};

/** Where a port's wires end, so that nothing has to be measured before they can be drawn. */
function handles(node: SceneNode): NodeHandle[] {
  return node.ports.map((port) => {
    const { x, y } = portPoint(node, port);
    return {
      id: flowPort(port.name),
      type: port.kind === 'in' ? 'target' : 'source',
      position: positions[port.side],
      x: x - node.x - ring / 2,
      y: y - node.y - ring / 2,
      width: ring,
      height: ring,
    };
  });
}

const samePorts = (a: SceneNode['ports'], b: SceneNode['ports']): boolean =>
  a.length === b.length &&
  a.every((port, index) => {
    const other = b[index];
    return (
      port.name === other?.name &&
      port.kind === other.kind &&
      port.side === other.side &&
      port.offset === other.offset
    );
  });

export interface FlowState {
  readonly selected: ReadonlySet<string>;
  /** Where nodes are while they are dragged. */
  readonly moved: ReadonlyMap<string, { x: number; y: number }>;
  /** Paths of what is dragged on a large level, which React Flow must not drop where its place goes out of view. */
  readonly dragged: readonly string[];
}

/**
 * Makes React Flow's nodes of a scene. A node that is as before stays the same object, so that only what
 * changed renders again.
 */
export class FlowNodes {
  #known = new Map<string, FlowNode>();

  of(scene: Scene, { selected, moved, dragged }: FlowState): FlowNode[] {
    const known = new Map<string, FlowNode>();
    const isEditable = scene.isDrawn;
    const held = new Set(dragged);
    const nodes = scene.nodes.map((node): FlowNode => {
      const before = this.#known.get(node.path);
      const position = moved.get(node.path) ?? { x: node.x, y: node.y };
      const isSelected = selected.has(node.path);
      const dragging = held.has(node.path);
      const same =
        before !== undefined &&
        before.dragging === dragging &&
        before.position.x === position.x &&
        before.position.y === position.y &&
        before.width === node.width &&
        before.height === node.height &&
        before.selected === isSelected &&
        before.data.variant === node.variant &&
        before.data.isEditable === isEditable &&
        samePorts(before.data.ports, node.ports);
      const next = same ? before : this.#make(node, position, { isSelected, isEditable, dragging }, before);
      known.set(node.path, next);
      return next;
    });
    this.#known = known;
    return nodes;
  }

  #make(
    node: SceneNode,
    position: { x: number; y: number },
    {
      isSelected,
      isEditable,
      dragging,
    }: { readonly isSelected: boolean; readonly isEditable: boolean; readonly dragging: boolean },
    before: FlowNode | undefined,
  ): FlowNode {
    const { path, name, variant, ports, width, height } = node;
    const keep =
      before?.data.variant === variant &&
      before.data.isEditable === isEditable &&
      samePorts(before.data.ports, ports);
    const data: ItemData = keep ? before.data : { path, name, variant, ports, isEditable };
    const isRail = node.role !== 'item';
    return {
      id: flowNode(path),
      type: isRail ? 'rail' : 'item',
      position,
      width,
      height,
      measured: { width, height },
      handles: keep && before.handles !== undefined ? before.handles : handles(node),
      selected: isSelected,
      dragging,
      selectable: !isRail,
      draggable: isEditable && !isRail,
      connectable: isEditable,
      focusable: !isRail,
      // the words follow the analysis, which the node of React Flow does not
      ...(isRail
        ? { ariaRole: 'group', ariaLabel: name }
        : { domAttributes: { 'aria-labelledby': spokenId(path), 'aria-roledescription': t('item') } }),
      data,
    } as FlowNode;
  }
}

/** Makes React Flow's edges of a scene; as for nodes, what is as before stays the same object. */
export class FlowEdges {
  #known = new Map<string, TensorFlowEdge>();
  readonly #courses = new WireCourses();
  readonly #moved = new Map<string, SceneNode>();

  of(scene: Scene, nodes: readonly FlowNode[], selected: ReadonlySet<string>): TensorFlowEdge[] {
    this.#courses.update(scene, this.#placed(scene, nodes));
    return this.some(scene, scene.wires, (id) => this.#courses.courseOf(id), selected);
  }

  /** Edges of some wires of a scene, whose courses are known. */
  some(
    scene: Scene,
    wires: readonly SceneWire[],
    courseOf: (id: string) => Course | null,
    selected: ReadonlySet<string>,
  ): TensorFlowEdge[] {
    const known = new Map<string, TensorFlowEdge>();
    if (wires.length === 0) return [];
    const surroundings = surroundingsOf(scene);
    const edges = wires.map((wire): TensorFlowEdge => {
      const id = scene.isDrawn ? wire.id : joinPath(scene.path, wire.id);
      const before = this.#known.get(id);
      const path = joinPath(scene.path, wire.from.item);
      const ends = {
        source: flowNode(path),
        target: flowNode(joinPath(scene.path, wire.to.item)),
        sourceHandle: flowPort(wire.from.port),
        targetHandle: flowPort(wire.to.port),
      };
      const data: TensorData = {
        shape: wire.shape,
        tensor: portKey(path, wire.from.port),
        skips: wire.skips,
        lane: courseOf(wire.id)?.lane ?? null,
        turn: courseOf(wire.id)?.turn ?? null,
        leave: courseOf(wire.id)?.leave ?? null,
        label: labelOf(scene, wire, surroundings),
        labelSide: labelSide(wire, surroundings),
        ends: surroundings.doubled.has(wire.id)
          ? null
          : betweenItems(path, joinPath(scene.path, wire.to.item)),
      };
      const isSelected = selected.has(id);
      const same =
        before !== undefined &&
        before.selected === isSelected &&
        before.source === ends.source &&
        before.target === ends.target &&
        before.sourceHandle === ends.sourceHandle &&
        before.targetHandle === ends.targetHandle &&
        before.data?.shape === data.shape &&
        before.data?.skips === data.skips &&
        before.data?.lane === data.lane &&
        before.data.turn === data.turn &&
        before.data.leave === data.leave &&
        before.data?.label === data.label &&
        before.data.labelSide === data.labelSide &&
        before.data.ends === data.ends;
      const next: TensorFlowEdge = same
        ? before
        : {
            id,
            type: 'tensor',
            ...ends,
            selected: isSelected,
            selectable: scene.isDrawn,
            focusable: false,
            ariaLabel: t('Wire from {from} to {to}', { from: endName(wire.from), to: endName(wire.to) }),
            data,
          };
      known.set(id, next);
      return next;
    });
    this.#known = known;
    return edges;
  }

  /**
   * The nodes of a scene where they are while some are dragged; one that stays where it was is the same object. One without
   * wires is left where it was: it may be on its way into a wire, which must not flee from it.
   */
  #placed(scene: Scene, nodes: readonly FlowNode[]): readonly SceneNode[] {
    const wired = wiredItems(scene.wires);
    return scene.nodes.map((node, index) => {
      const { x, y } = nodes[index]?.position ?? node;
      if ((x === node.x && y === node.y) || !wired.has(node.name)) return node;
      const known = this.#moved.get(node.name);
      if (known?.x === x && known.y === y && known.ports === node.ports) return known;
      const moved = { ...node, x, y };
      this.#moved.set(node.name, moved);
      return moved;
    });
  }
}
