import type { TensorData } from './flow-types.ts';
import type { Scene, SceneNode, SceneWire } from './geometry.ts';
import { fromRail } from './level.ts';

/** How much the label of a wire says; nothing until it is pointed at where other wires would run through it. */
export const labelOf = (
  scene: Scene,
  wire: SceneWire,
  variants: ReadonlyMap<string, SceneNode['variant']>,
): TensorData['label'] => {
  // What comes in and goes to several rows says its size at the rail.
  if (scene.isHouse) return wire.from.item === fromRail && isCrossed(scene, wire) ? 'hover' : 'channels';
  if (scene.direction === 'LR' || wire.skips || isCrossed(scene, wire)) return 'hover';
  return variants.get(wire.from.item) === 'wide' && variants.get(wire.to.item) === 'wide' ? 'full' : 'shape';
};

/** True where a wire beside it would cross the label: another from the same item, or to the same. */
const isCrossed = ({ wires }: Scene, { id, from, to }: SceneWire): boolean =>
  wires.some((other) => other.id !== id && (other.from.item === from.item || other.to.item === to.item));

/** An input in the left half of several is reached by the others from the right. */
export function labelSide({ nodes }: Scene, { to }: SceneWire): TensorData['labelSide'] {
  const target = nodes.find(({ name }) => name === to.item);
  const port = target?.ports.find(({ kind, name }) => kind === 'in' && name === to.port);
  return target !== undefined && port !== undefined && port.offset < target.width / 2 - 1 ? 'left' : 'right';
}
