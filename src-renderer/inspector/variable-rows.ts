import { catalogue } from '../../src-core/catalogue.ts';
import type { Design, Variable } from '../../src-core/document/design.ts';
import type { Field } from '../../src-core/language/field.ts';
import { linkedVariable, variablesInField, variablesOf } from '../symbolic/references.ts';

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

/** The field that a variable is best described by: one of its own name, tied to it or made from it. */
function describingField(design: Design, name: string): Field | undefined {
  for (const node of design.nodes) {
    const definition = catalogue.definitionOf(node.definition);
    const field = definition?.fields[name];
    const value = node.fields[name];
    if (definition === undefined || field === undefined || value === undefined) continue;
    if (variablesInField(design, definition, name, value).has(name)) return field;
  }
  return undefined;
}

/** Whether any field that is tied to the variable must be odd. */
function mustBeOdd(design: Design, name: string): boolean {
  return design.nodes.some((node) => {
    const definition = catalogue.definitionOf(node.definition);
    if (definition === undefined) return false;
    return Object.entries(node.fields).some(([key, value]) => {
      const field = definition.fields[key];
      const isOdd = field?.kind === 'dimension' && field.odd === true;
      return isOdd && linkedVariable(design, definition, key, value) === name;
    });
  });
}

/** Names of the variables that sizes are made from. */
function namesInSizes(design: Design): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of design.nodes) {
    const definition = catalogue.definitionOf(node.definition) ?? null;
    for (const [key, value] of Object.entries(node.fields)) {
      const kind = definition?.fields[key]?.kind;
      if (kind !== 'dimension' && kind !== 'dimensions') continue;
      for (const name of variablesInField(design, definition, key, value)) names.add(name);
    }
  }
  return names;
}

/** A name as a label: `outputStride` is called `Output stride`. */
function capital(name: string): string {
  if (name.length === 1) return name;
  const words = name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** How many items refer to each variable. */
function usersOf(design: Design): ReadonlyMap<string, number> {
  const users = new Map<string, number>();
  for (const node of design.nodes) {
    for (const name of variablesOf(design, catalogue.definitionOf(node.definition) ?? null, node)) {
      users.set(name, (users.get(name) ?? 0) + 1);
    }
  }
  return users;
}

const none: readonly VariableRow[] = [];
let latest: { readonly design: Design; readonly rows: readonly VariableRow[] } | null = null;

const sameRow = (a: VariableRow, b: VariableRow): boolean =>
  (Object.keys(a) as (keyof VariableRow)[]).every((key) => a[key] === b[key]);

/** All variables of a design, in its order. A row that says the same as before is the same object. */
export function variableRows(design: Design): readonly VariableRow[] {
  if (design.variables.length === 0) return none;
  const before = latest;
  if (before?.design.variables === design.variables && before.design.nodes === design.nodes)
    return before.rows;
  const users = usersOf(design);
  const inSizes = namesInSizes(design);
  const rows = design.variables.map((variable, index): VariableRow => {
    const field = describingField(design, variable.name);
    const row: VariableRow = {
      variable,
      label: field?.label ?? capital(variable.name),
      unit: field !== undefined && 'unit' in field ? field.unit : undefined,
      help: field?.help,
      step: mustBeOdd(design, variable.name) ? 2 : variable.kind === 'decimal' ? (variable.step ?? 0.1) : 1,
      isSymbol: variable.kind !== 'choice' && inSizes.has(variable.name),
      users: users.get(variable.name) ?? 0,
    };
    const old = before?.rows[index];
    return old !== undefined && sameRow(old, row) ? old : row;
  });
  latest = { design, rows };
  return rows;
}
