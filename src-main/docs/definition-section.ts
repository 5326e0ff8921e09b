import type { Expr } from '../../src-core/algebra/expression.ts';
import { NotSymbolic, symbol } from '../../src-core/algebra/expression.ts';
import { toText } from '../../src-core/algebra/print.ts';
import { definitionFormulas } from '../../src-core/analysis/formulas/definition-formulas.ts';
import type { Formula } from '../../src-core/analysis/formulas/formula.ts';
import { printFormula } from '../../src-core/analysis/formulas/formula.ts';
import { followedBy, isNumberField } from '../../src-core/language/axes.ts';
import type {
  BlockDefinition,
  Definition,
  Example,
  OperatorDefinition,
  Port,
  WeightInit,
  WeightSpec,
} from '../../src-core/language/definition.ts';
import type { Field, Value, Values } from '../../src-core/language/field.ts';
import { defaultValue } from '../../src-core/language/field.ts';
import { withFollowers } from '../../src-core/language/following.ts';
import { Refusal } from '../../src-core/language/refusal.ts';
import { resolveValues } from '../../src-core/language/resolve.ts';
import { code, grouped, table } from './markdown.ts';

function boundsOf(field: Field): string {
  switch (field.kind) {
    case 'toggle':
      return 'on, off';
    case 'choice':
      return field.options.map(code).join(', ');
    case 'text':
      return `up to ${field.maxLength} characters`;
    case 'dimensions':
      return `${field.minLength} to ${field.maxLength} entries, each ${grouped(field.min)} to ${grouped(field.max)}`;
    case 'reals':
      return `${field.minLength} to ${field.maxLength} entries, each ${field.min} to ${field.max}`;
    case 'real':
      return `${field.min} to ${field.max}`;
    case 'dimension':
      return `${grouped(field.min)} to ${grouped(field.max)}${field.odd ? ', odd' : ''}`;
    case 'structural':
      return `${grouped(field.min)} to ${grouped(field.max)}`;
  }
}

function defaultOf(field: Field): string {
  if (field.kind === 'toggle') return field.default ? 'on' : 'off';
  if (field.kind === 'choice' || field.kind === 'text') return code(field.default);
  if (isNumberField(field) && field.follows !== undefined) return `as ${code(field.follows)}`;
  if (field.kind === 'dimensions' || field.kind === 'reals') return field.default.join(', ') || 'none';
  return field.kind === 'real' ? String(field.default) : grouped(field.default);
}

const kinds: Readonly<Record<Field['kind'], string>> = {
  dimension: 'size',
  structural: 'whole number',
  dimensions: 'sizes',
  real: 'number',
  reals: 'numbers',
  toggle: 'toggle',
  choice: 'choice',
  text: 'text',
};

function fieldsOf({ fields }: Definition): string[] {
  const rows = Object.entries(fields).map(([name, field]) => [
    code(name),
    kinds[field.kind],
    field.kind === 'dimension' ? code(field.symbol) : '',
    boundsOf(field),
    defaultOf(field),
    field.unit ?? '',
    field.shown === false ? `${field.help} Set by the block around it.` : field.help,
  ]);
  return rows.length === 0
    ? []
    : table(['field', 'kind', 'symbol', 'bounds', 'default', 'unit', 'help'], rows);
}

const portText = (ports: readonly Port[]): string =>
  ports.map(({ name, label }) => code(name) + (label === undefined ? '' : ` (${label})`)).join(', ') ||
  'none';

const shapeText = (shape: readonly (Expr | number)[]): string =>
  shape.map((size) => (typeof size === 'number' ? String(size) : toText(size))).join(' × ') || 'one number';

/** Every size as the symbol of its field, but for those that have to be numbers; the other fields as they are by default. */
function symbolicValues(
  { fields }: Definition,
  changed: Readonly<Record<string, Value>>,
  held: ReadonlySet<string>,
): Values {
  const entries = Object.entries(fields).map(([name, field]) => {
    const isFree = field.kind === 'dimension' && !held.has(field.symbol);
    const isLeftOut = followedBy(fields, name) !== undefined;
    const value = changed[name] ?? (isFree ? symbol(field.symbol) : defaultValue(field));
    return [name, isLeftOut ? changed[name] : value] as const;
  });
  return withFollowers(fields, Object.fromEntries(entries)) as Values;
}

/** The weights with symbols in their shapes, as far as the definition can do without numbers; none where it refuses. */
function weightsAt(definition: OperatorDefinition, changed: Readonly<Record<string, Value>>) {
  const held = new Set<string>();
  for (;;) {
    const values = symbolicValues(definition, changed, held);
    const before = held.size;
    try {
      const inputs = definition.symbolicInputs?.(values, (name) => symbol(name)) ?? [];
      return definition.weights?.(values, inputs) ?? {};
    } catch (error) {
      if (error instanceof Refusal) return {};
      if (!(error instanceof NotSymbolic)) throw error;
      for (const field of Object.values(definition.fields))
        if (field.kind === 'dimension' && error.symbols.includes(field.symbol)) held.add(field.symbol);
      if (held.size === before) return {};
    }
  }
}

function filling(init: WeightInit): string {
  if (typeof init === 'string') return { kaiming: 'Kaiming normal', zeros: 'zeros', ones: 'ones' }[init];
  if ('withinRootOf' in init) return `uniform, up to ±1/√${toText(init.withinRootOf)}`;
  return 'normal' in init ? `normal, deviation ${init.normal}` : `uniform, up to ±${init.uniform}`;
}

/** Weights by default, then those that turning one toggle adds. */
function weightsOf(definition: OperatorDefinition): string[] {
  const row = (name: string, { shape, part, trainable, init }: WeightSpec, when: string) => [
    code(name),
    shapeText(shape),
    part,
    trainable ? 'parameter' : 'buffer',
    filling(init),
    when,
  ];
  const usual = weightsAt(definition, {});
  const rows = Object.entries(usual).map(([name, spec]) => row(name, spec, 'by default'));
  for (const [toggled, field] of Object.entries(definition.fields)) {
    if (field.kind !== 'toggle') continue;
    const when = `${field.label} ${field.default ? 'off' : 'on'}`;
    for (const [name, spec] of Object.entries(weightsAt(definition, { [toggled]: !field.default })))
      if (!(name in usual)) rows.push(row(name, spec, when));
  }
  return rows.length === 0 ? [] : table(['weight', 'shape', 'part', 'kind', 'filled with', 'when'], rows);
}

/** A longer formula is read in the app, where it is set in lines. */
const longest = 400;

function formulaLine(title: string, formula: Formula): string {
  const { text, exactText, condition } = printFormula(formula);
  if (text.length > longest) return `- ${title}: ${text.length} characters; the formula panel shows it`;
  const always = exactText.length > longest ? '' : `; always ${code(exactText)}`;
  return `- ${title}: ${code(text)}${condition === null ? '' : ` where ${condition}${always}`}`;
}

function formulasOf(block: BlockDefinition): string[] {
  const found = definitionFormulas(block, { bound: {} });
  if (!found.ok) return [];
  const { params, macs, held } = found.value;
  const numbers = held.map((each) => code(`${each.symbol} = ${toText(each.value)}`));
  return [
    `In its own fields, the others at their defaults${numbers.length > 0 ? ` and ${[...new Set(numbers)].join(', ')}` : ''}:`,
    '',
    formulaLine('parameters', params),
    formulaLine('MACs', macs),
    '',
  ];
}

const fieldText = (value: unknown): string =>
  Array.isArray(value) ? `[${value.join(', ')}]` : String(value);

const exampleRow = ({ title, fields = {}, inputs, outputs, params, macs }: Example): string[] => [
  title,
  Object.entries(fields)
    .map(([name, value]) => code(`${name} = ${fieldText(value)}`))
    .join(', '),
  inputs.map(shapeText).join('; '),
  outputs.map(shapeText).join('; '),
  grouped(params),
  grouped(macs),
];

/** The part of the page about one operator or block: fields, weights or formulas, and worked examples. */
export function definitionSection(definition: Definition): string[] {
  const { id, title, summary, names, reference, examples } = definition;
  const values = resolveValues(definition, {});
  return [
    `### ${title}`,
    '',
    `${code(id)} — ${summary}`,
    '',
    ...(names === undefined ? [] : [`Also known as ${names.join(', ')}.`, '']),
    ...(reference === undefined ? [] : [`Reference: ${reference}.`, '']),
    `In: ${portText(definition.inputs(values))}. Out: ${portText(definition.outputs(values))}.`,
    '',
    ...fieldsOf(definition),
    ...(definition.kind === 'operator' ? weightsOf(definition) : formulasOf(definition)),
    ...table(['example', 'fields', 'inputs', 'outputs', 'parameters', 'MACs'], examples.map(exampleRow)),
  ];
}
