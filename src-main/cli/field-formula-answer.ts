import type { Expr } from '../../src-core/algebra/expression.ts';
import { toLatex, toText } from '../../src-core/algebra/print.ts';
import type { SymbolicDesign } from '../../src-core/analysis/formulas/design-formulas.ts';
import type {
  ExtentFormula,
  ReceptiveFieldFormula,
} from '../../src-core/analysis/receptive-field/formula.ts';
import {
  ownReceptiveField,
  receptiveFieldFormulas,
} from '../../src-core/analysis/receptive-field/formula.ts';
import { unknown } from '../../src-core/format.ts';
import type { Expansion } from '../../src-core/language/expansion.ts';
import type { Answer } from './answer.ts';
import type { Json } from './json.ts';
import { table } from './table.ts';

/** The receptive field of one item or channel group; null where it is no formula of windows alone. */
interface Row {
  readonly name: string;
  readonly field: ReceptiveFieldFormula | null;
}

type ByPath = Map<string, readonly (ReceptiveFieldFormula | null)[]>;

/** A definition on its own: what its output reads of its input, and its channel groups. */
export function fieldRowsOfDefinition(expansion: Expansion): readonly Row[] {
  const byPath: ByPath = new Map();
  const [whole = null] = receptiveFieldFormulas(
    '',
    expansion,
    expansion.inputs.map(() => ownReceptiveField),
    byPath,
  );
  const { definition, values } = expansion;
  const groups = definition.kind === 'block' ? (definition.groups?.(values) ?? []) : [];
  return [
    { name: definition.id, field: whole },
    ...groups.map((name) => ({ name, field: byPath.get(name)?.[0] ?? null })),
  ];
}

/** A design, item by item in the order of export: what each reads of the image. */
export function fieldRowsOfDesign({ items }: SymbolicDesign): readonly Row[] {
  const byPath: ByPath = new Map();
  const rows: Row[] = [];
  for (const [id, { expansion, sources }] of items) {
    if (expansion === null) continue;
    const inputs = sources.map((source) =>
      source === null ? null : (byPath.get(source.node)?.[source.output] ?? null),
    );
    const [field = null] = receptiveFieldFormulas(id, expansion, inputs, byPath);
    rows.push({ name: id, field });
  }
  return rows;
}

const several = (name: string, sizes: readonly string[]): string =>
  sizes.length === 1 ? (sizes[0] as string) : `${name}(${sizes.join(', ')})`;

const axisText = ({ least, most }: ExtentFormula): string => {
  if (most.length === 0) return 'nothing';
  const [from, to] = [several('min', least.map(toText)), several('max', most.map(toText))];
  return from === to ? from : `${from} … ${to}`;
};

const sizesJson = (sizes: readonly Expr[]): Json =>
  sizes.map((size) => ({ text: toText(size), latex: toLatex(size) }));

const axisJson = ({ least, most, step }: ExtentFormula): Json => ({
  least: sizesJson(least),
  most: sizesJson(most),
  step,
});

/** Receptive fields as functions of what is free: pixels of the input, the least and the most over all paths. */
export function fieldFormulaAnswer(
  subject: { readonly row: readonly [string, string]; readonly json: { readonly [key: string]: Json } },
  rows: readonly Row[],
): Answer {
  const cells = rows.map(({ name, field }) =>
    field === null
      ? [name, unknown, unknown, unknown]
      : [name, axisText(field.rows), axisText(field.columns), String(field.rows.step)],
  );
  const columns = [
    { title: 'ITEM' },
    { title: 'ROWS' },
    { title: 'COLUMNS' },
    { title: 'STEP', right: true },
  ];
  const note =
    'Pixels of the input, the least … the most over all paths; — where a layer reads other than by windows.\n';
  return {
    json: {
      ...subject.json,
      of: 'rf',
      items: rows.map(({ name, field }) => ({
        item: name,
        rows: field && axisJson(field.rows),
        columns: field && axisJson(field.columns),
      })),
    },
    text: `formula  ${subject.row[1]}\n\n${table(columns, cells)}\n${note}`,
  };
}
