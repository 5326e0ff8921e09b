import type { Analysis } from '../analysis/analyzer.ts';
import type { Item } from '../analysis/item-analysis.ts';
import { itemAt, spotAt } from '../analysis/item-paths.ts';
import { joinPath } from '../analysis/path-names.ts';
import type { Catalogue } from '../language/definition.ts';
import type { Shape } from '../language/shape.ts';
import type { Source } from '../language/wire.ts';
import { ownInput } from '../language/wire.ts';
import { drawnLevel } from './drawn-level.ts';
import type { Level, LevelItem, LevelWire, PortEnd } from './level-types.ts';
import { wireKey } from './ports.ts';
import { markSkips } from './ranks.ts';

export type { Level, LevelItem, LevelWire, PortEnd } from './level-types.ts';
export { ranks } from './ranks.ts';

/** Names of the rails; no item can be called so, as no name holds `/`. */
export const fromRail = '/in';
export const toRail = '/out';

/** The path of the level of which a rail is an end. */
export const levelOfRail = (path: string): string => path.slice(0, path.lastIndexOf('//'));

/** The inside of an item, with rails for what comes in and goes out. */
function insideLevel(path: string, item: Item): Level | null {
  const { expansion } = item;
  if (expansion === null) return null;
  const { children, definition, values, inputs, results } = expansion;
  const items: LevelItem[] = [
    rail(fromRail, 'from', item.inputPorts),
    ...children.map(
      ({ name, expansion: { definition: inner, values: given } }): LevelItem => ({
        path: joinPath(path, name),
        name,
        role: 'item',
        inputs: inner.inputs(given).map((port) => port.name),
        outputs: inner.outputs(given).map((port) => port.name),
        isBlock: inner.kind === 'block',
        position: null,
      }),
    ),
    rail(toRail, 'to', item.outputPorts),
  ];
  const end = ({ child, output }: Source): PortEnd & { shape: Shape | null } => {
    if (child === ownInput) {
      return { item: fromRail, port: item.inputPorts[output] ?? '', shape: inputs[output] ?? null };
    }
    const source = children[child];
    return {
      item: source?.name ?? '',
      port: items[child + 1]?.outputs[output] ?? '',
      shape: source?.expansion.outputs[output] ?? null,
    };
  };
  const wire = (source: Source, to: PortEnd): Omit<LevelWire, 'skips'> => {
    const { shape, ...from } = end(source);
    return { id: wireKey(from, to), from, to, shape };
  };
  const wires = [
    ...children.flatMap((child, index) =>
      child.sources.map((source, port) =>
        wire(source, { item: child.name, port: items[index + 1]?.inputs[port] ?? '' }),
      ),
    ),
    ...results.map((source, index) => wire(source, { item: toRail, port: item.outputPorts[index] ?? '' })),
  ];
  const cells = definition.kind === 'block' ? (definition.arrange?.(values) ?? null) : null;
  return { path, isDrawn: false, items, wires: markSkips(items, wires), cells };

  function rail(name: string, role: 'from' | 'to', ports: readonly string[]): LevelItem {
    const sides = role === 'from' ? { inputs: [], outputs: ports } : { inputs: ports, outputs: [] };
    return { path: joinPath(path, name), name, role, ...sides, isBlock: false, position: null };
  }
}

/** What is drawn at a path; null where the item there cannot be expanded. */
export function levelAt(analysis: Analysis, path: string, catalogue: Catalogue): Level | null {
  const { drawing } = spotAt(analysis.design, path, catalogue);
  if (drawing !== null) return drawnLevel(analysis, path, drawing);
  const item = itemAt(analysis, path);
  return item === null ? null : insideLevel(path, item);
}
