import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { flatProgramOf } from '../../src-core/analysis/flat-program.ts';
import type { ProfileReport } from '../../src-core/contract.ts';

const operatorsOf = (analysis: Analysis) => flatProgramOf(analysis)?.operators ?? [];

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
  const nameOf = (path: string): string => names.get(path) ?? path;
  return {
    ...report,
    nodes: report.nodes.map((row) => ({ ...row, path: nameOf(row.path) })),
    wires: report.wires.map((wire) => ({ ...wire, from: nameOf(wire.from), to: nameOf(wire.to) })),
    timeline: report.timeline.map((kernel) => ({
      ...kernel,
      path: kernel.path === null ? null : nameOf(kernel.path),
    })),
  };
}
