import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import type { Item } from '../../src-core/analysis/item-analysis.ts';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import type { Shape } from '../../src-core/language/shape.ts';
import type { Source } from '../../src-core/language/wire.ts';
import { ownInput } from '../../src-core/language/wire.ts';
import { spotIn } from '../store/drawings.ts';
import { joinPath } from '../store/navigation.ts';
import { drawnLevel } from './drawn-level.ts';
import type { Level, LevelItem, LevelWire, PortEnd } from './level-types.ts';
import { wireKey } from './ports.ts';
import { markSkips } from './ranks.ts';

export type { Level, LevelItem, LevelWire, PortEnd } from './level-types.ts';
export { ranks } from './ranks.ts';

/** Names of the rails; no item can be called so, as no name holds `/`. */
export const fromRail = '/in';
export const toRail = '/out';

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

/** What the canvas shows at a path; null where the item there cannot be expanded. */
export function levelAt(analysis: Analysis, path: string): Level | null {
  const { drawing } = spotIn(analysis.design, path);
  if (drawing !== null) return drawnLevel(analysis, path, drawing);
  const item = itemAt(analysis, path);
  return item === null ? null : insideLevel(path, item);
}
