import type { Design, Variable } from '../../src-core/document/design.ts';
import { tCore } from '../locale/core-text.ts';
import type { Locale } from '../locale/locale.ts';
import { useLocale } from '../locale/locale.ts';
import { unused, variableUses } from './variable-uses.ts';

/** A design variable as the form shows it, with what the fields that follow it say of it. */
export interface VariableRow {
  readonly variable: Variable;
  readonly label: string;
  readonly unit: string | undefined;
  readonly help: string | undefined;
  /** 2 where a field that follows it must be odd. */
  readonly step: number;
  /** Whether a size depends on it, so that a formula can keep it as a symbol. */
  readonly isSymbol: boolean;
  /** How many items follow it. */
  readonly users: number;
}

/** A name as a label: `outputStride` is called `Output stride`. */
function capital(name: string): string {
  if (name.length === 1) return name;
  const words = name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

const none: readonly VariableRow[] = [];
let latest: {
  readonly design: Design;
  readonly locale: Locale;
  readonly rows: readonly VariableRow[];
} | null = null;

const sameRow = (a: VariableRow, b: VariableRow): boolean =>
  (Object.keys(a) as (keyof VariableRow)[]).every((key) => a[key] === b[key]);

/** All variables of a design, in its order. A row that says the same as before is the same object. */
export function variableRows(design: Design): readonly VariableRow[] {
  if (design.variables.length === 0) return none;
  const { locale } = useLocale.getState();
  const before = latest?.locale === locale ? latest : null;
  if (before?.design.variables === design.variables && before.design.nodes === design.nodes)
    return before.rows;
  const uses = variableUses(design);
  const rows = design.variables.map((variable, index): VariableRow => {
    const { field, isOdd, isSize, users } = uses.get(variable.name) ?? unused;
    const row: VariableRow = {
      variable,
      label: field === undefined ? capital(variable.name) : tCore(field.label),
      unit:
        field !== undefined && 'unit' in field && field.unit !== undefined ? tCore(field.unit) : undefined,
      help: field === undefined ? undefined : tCore(field.help),
      step: isOdd ? 2 : variable.kind === 'decimal' ? (variable.step ?? 0.1) : 1,
      isSymbol: variable.kind !== 'choice' && isSize,
      users,
    };
    const old = before?.rows[index];
    return old !== undefined && sameRow(old, row) ? old : row;
  });
  latest = { design, locale, rows };
  return rows;
}
