import type { Expansion } from '../../src-core/language/expansion.ts';
import type { Facts } from '../../src-core/language/facts.ts';

/** One line under a formula: an item, or a run of equal items, with what it adds. */
export interface FormulaRow {
  readonly label: string;
  readonly paths: readonly string[];
  /** Of one item of the run. */
  readonly facts: Facts;
  readonly expansion: Expansion;
}

const numberedName = /^(.*?)(\d+)$/;

function runLabel(names: readonly string[]): string {
  const [first = '', last = ''] = [names[0], names.at(-1)];
  if (names.length === 1) return first;
  const [, stem, from] = numberedName.exec(first) ?? [];
  const [, sameStem, to] = numberedName.exec(last) ?? [];
  return stem !== undefined && stem === sameStem ? `${stem}${from}…${to}` : `${first} … ${last}`;
}

/** Children in their order, neighbours of equal use drawn together; groups stand for all children where there are some. */
export function rowsOf(path: string, expansion: Expansion): readonly FormulaRow[] {
  const { definition, values, children } = expansion;
  const groups = definition.kind === 'block' ? definition.groups?.(values) : undefined;
  const shown = groups === undefined ? children : children.filter((child) => groups.includes(child.name));
  const runs: { names: string[]; expansion: Expansion }[] = [];
  for (const child of shown) {
    const last = runs.at(-1);
    if (groups === undefined && last?.expansion === child.expansion) last.names.push(child.name);
    else runs.push({ names: [child.name], expansion: child.expansion });
  }
  return runs.map(({ names, expansion }) => ({
    label: runLabel(names),
    paths: names.map((name) => `${path}/${name}`),
    facts: expansion.facts,
    expansion,
  }));
}
