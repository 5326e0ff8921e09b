import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { flatProgramOf } from '../../src-core/analysis/flat-program.ts';
import type { ProfileReport } from '../../src-core/contract.ts';

const operatorsOf = (analysis: Analysis) => flatProgramOf(analysis)?.operators ?? [];

/** The names of what surrounds operators; what was put into other surroundings has none. */
function renamedSurroundings(names: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [before, now] of names) {
    const [old, renamed] = [before.split('/'), now.split('/')];
    if (old.length !== renamed.length) continue;
    for (let end = 1; end < old.length; end++)
      found.set(old.slice(0, end).join('/'), renamed.slice(0, end).join('/'));
  }
  return found;
}

/**
 * A profile under the names that its items have now, of two designs that compute the same: operators keep their order where
 * items are renamed. Null where it cannot be told which is which.
 */
export function renamedReport(report: ProfileReport, before: Analysis, now: Analysis): ProfileReport | null {
  const [old, renamed] = [operatorsOf(before), operatorsOf(now)];
  if (old.length !== renamed.length) return null;
  const kept = new Set(renamed.map(({ path }) => path));
  const names = new Map<string, string>();
  for (const [index, operator] of old.entries()) {
    const { definition, path } = renamed[index]!;
    const isMoved = path !== operator.path && kept.has(operator.path);
    if (definition !== operator.definition || isMoved) return null;
    names.set(operator.path, path);
  }
  const around = renamedSurroundings(names);
  const nameOf = (path: string): string => names.get(path) ?? path;
  return {
    ...report,
    nodes: report.nodes.map((row) => ({ ...row, path: nameOf(row.path) })),
    items: report.items.flatMap((item) => {
      const path = names.get(item.path) ?? around.get(item.path);
      return path === undefined ? [] : [{ ...item, path }];
    }),
    wires: report.wires.map((wire) => ({ ...wire, from: nameOf(wire.from), to: nameOf(wire.to) })),
    timeline: report.timeline.map((kernel) => ({
      ...kernel,
      path: kernel.path === null ? null : nameOf(kernel.path),
    })),
  };
}
