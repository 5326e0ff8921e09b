import type { Analysis } from '../../../src-core/analysis/analyzer.ts';
import { itemAt } from '../../../src-core/analysis/item-paths.ts';
import { catalogue } from '../../../src-core/catalogue.ts';
import type { PortEnd } from '../../../src-core/scene/level.ts';
import { levelAt } from '../../../src-core/scene/level.ts';
import { t } from '../../locale/translate.ts';
import { nameOf, parentOf } from '../../store/navigation.ts';
import { spokenList, spokenShape } from '../../store/spoken-item.ts';
import type { WireStart } from '../judging.ts';

/** A port by its item, its side and, among several on that side, its own name. */
export function portName(analysis: Analysis, { item: path, port, kind }: WireStart): string {
  const item = itemAt(analysis, path);
  const name = nameOf(path);
  const isOnly = (kind === 'in' ? item?.inputPorts : item?.outputPorts)?.length === 1;
  if (kind === 'in') return isOnly ? t('{name} input', { name }) : t('{name} input {port}', { name, port });
  return isOnly ? t('{name} output', { name }) : t('{name} output {port}', { name, port });
}

/** The other ends of the wires at a port, by the paths of their items. */
export function wiredTo(analysis: Analysis, { item: path, port, kind }: WireStart): readonly PortEnd[] {
  const level = levelAt(analysis, parentOf(path), catalogue);
  const [near, far] = kind === 'in' ? (['to', 'from'] as const) : (['from', 'to'] as const);
  return (level?.wires ?? []).flatMap((wire) => {
    if (wire[near].item !== nameOf(path) || wire[near].port !== port) return [];
    const other = level?.items.find(({ name }) => name === wire[far].item);
    return other === undefined ? [] : [{ item: other.path, port: wire[far].port }];
  });
}

/** A port as it is read aloud: `conv1 output, 64 by 56 by 56, wired to bn1`. */
export function spokenPort(analysis: Analysis, end: WireStart): string {
  const item = itemAt(analysis, end.item);
  const ports = (end.kind === 'in' ? item?.inputPorts : item?.outputPorts) ?? [];
  const shape = (end.kind === 'in' ? item?.inputs : item?.outputs)?.[ports.indexOf(end.port)] ?? null;
  const others = wiredTo(analysis, end).map(({ item: other }) => nameOf(other));
  return spokenList([
    portName(analysis, end),
    shape === null ? null : spokenShape(shape),
    others.length === 0 ? t('not wired') : t('wired to {names}', { names: others.join(t(', ')) }),
  ]);
}
