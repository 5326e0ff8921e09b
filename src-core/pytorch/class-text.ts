import { isInteger } from '../algebra/expression.ts';
import type { Expansion } from '../language/expansion.ts';
import type { Facts } from '../language/facts.ts';
import type { Py, PyValue } from '../language/torch.ts';
import { py } from '../language/torch.ts';
import type { Argument } from './arguments.ts';
import type { ClassStep, Flow, MadeSegment, PyClass } from './class-form.ts';
import { codeOf } from './code.ts';
import { attributeCode, forwardLines, inputNames } from './forward.ts';
import type { Doc } from './layout.ts';
import { flat, group, lay, width } from './layout.ts';
import { docText, isExpression, isList, valueText } from './print-value.ts';
import { pyKey } from './py-shape.ts';

/** Columns that a method's body stands in. */
const body = 8;

function annotation(value: Py | undefined): string {
  if (value?.kind === 'name') return 'type[nn.Module]';
  if (value?.kind !== 'value') return value === undefined ? '' : 'nn.Module';
  return typeOf(value.value);
}

function typeOf(value: PyValue): string {
  if (isList(value)) return 'tuple';
  if (isExpression(value)) return 'int';
  if (typeof value === 'bigint' || Number.isInteger(value)) return 'int';
  return { boolean: 'bool', number: 'float', string: 'str' }[typeof value as string] ?? '';
}

/** An argument with its type, and the value that it has where it is left out. */
function parameter(argument: Argument, uses: readonly Expansion[]): Doc {
  const { name, usual } = argument;
  const values = uses.length === 0 ? [argument.usual] : uses.map((use) => argument.of(use));
  const types = new Set(values.map(annotation));
  const told = types.size === 1 && ![...types][0]!.includes('nn.') ? [...types][0]! : '';
  const type = argument.type ?? told;
  const typed = type === '' ? name : `${name}: ${type}`;
  if (usual === undefined) return [typed];
  return type === '' ? [`${typed}=`, ...codeOf(usual)] : [`${typed} = `, ...codeOf(usual)];
}

/** Modules one after another as items of a call or list. */
function itemsOf(segments: readonly MadeSegment[]): readonly Doc[] {
  return segments.map(({ make, count }) => {
    const isOne = count.kind === 'value' && (count.value === 1 || count.value === 1n);
    if (isOne) return codeOf(make);
    const loop = [['for _ in range(', ...codeOf(count), ')']];
    return ['*', group('[', [codeOf(make), ...loop], ']', false)];
  });
}

/** Modules of a run as the arguments of nn.Sequential. */
const runItems = ({ made }: ClassStep): readonly Doc[] => (made.kind === 'run' ? itemsOf(made.segments) : []);

/** Modules of a run that have names, each put under its own. */
const namedItems = (of: string, segments: readonly MadeSegment[]): string[] =>
  segments.flatMap(({ name, make }) =>
    /^\w+$/.test(name!)
      ? lay(codeOf(make), body, `${of}.${name} = `)
      : lay([`${of}.add_module`, group('(', [[valueText(name!)], codeOf(make)], ')')], body),
  );

const hasNames = (segments: readonly MadeSegment[]): boolean => segments[0]?.name !== undefined;

function madeLines(step: ClassStep): string[] {
  const { attribute, made } = step;
  if (made.kind === 'nothing') return [];
  const assigned = `${attributeCode(attribute)} = `;
  if (made.kind === 'run' && hasNames(made.segments))
    return [
      `${' '.repeat(body)}${assigned}nn.Sequential()`,
      ...namedItems(attributeCode(attribute), made.segments),
    ];
  const doc: Doc =
    made.kind === 'run'
      ? ['nn.Sequential', group('(', runItems(step), ')')]
      : codeOf(made.kind === 'parameter' ? py.call('nn.Parameter', made.make) : made.make);
  if (made.test === undefined) return lay(doc, body, assigned);
  const test = flat(codeOf(made.test));
  const line = `${assigned}${flat(doc)} if ${test} else nn.Identity()`;
  if (line.length + body <= width) return [`${' '.repeat(body)}${line}`];
  return [
    `${' '.repeat(body)}${assigned}nn.Identity()`,
    `${' '.repeat(body)}if ${test}:`,
    ...lay(doc, body + 4, assigned),
  ];
}

const isNumber = (name: string): boolean => /^\d+$/.test(name);

/** Modules of a list that are called one by one, what is free between them left empty. */
function listItems(of: string, steps: readonly ClassStep[]): readonly Doc[] {
  const made = new Map(steps.map((step) => [step.attribute, step.made]));
  const last = Math.max(...steps.map(({ attribute }) => Number(attribute.slice(of.length + 1))));
  const segments: { make: Py; count: number }[] = [];
  for (let at = 0; at <= last; at++) {
    const own = made.get(`${of}.${at}`);
    const make = own?.kind === 'module' ? own.make : py.call('nn.Identity');
    const before = segments.at(-1);
    if (before !== undefined && pyKey(before.make) === pyKey(make)) before.count += 1;
    else segments.push({ make, count: 1 });
  }
  return itemsOf(segments.map(({ make, count }) => ({ make, count: { kind: 'value', value: count } })));
}

/** The steps that a list makes: those of a container in which all are modules with numbers for names. */
function listed(of: string, steps: readonly ClassStep[]): readonly ClassStep[] | null {
  const inside = steps.filter(
    ({ attribute, made }) => attribute.startsWith(`${of}.`) && made.kind !== 'nothing',
  );
  const isList = inside.every(
    ({ attribute, made }) => isNumber(attribute.slice(of.length + 1)) && made.kind === 'module',
  );
  return isList ? inside : null;
}

/** What the constructor makes, each container before what stands in it. */
function stepLines(steps: readonly ClassStep[]): string[] {
  const made = new Set<string>();
  const inList = new Set<ClassStep>();
  const containerLines = (of: string): string[] => {
    made.add(of);
    const list = listed(of, steps);
    for (const step of list ?? []) inList.add(step);
    const assigned = `${attributeCode(of)} = `;
    return list === null
      ? [`${' '.repeat(body)}${assigned}nn.Module()`]
      : lay(['nn.ModuleList', group('(', [[group('[', listItems(of, list), ']')]], ')')], body, assigned);
  };
  return steps.flatMap((step) => {
    if (step.made.kind === 'nothing') return [];
    const parts = step.attribute.split('.');
    const containers = parts.slice(0, -1).map((_, at) => parts.slice(0, at + 1).join('.'));
    const fresh = containers.filter((each) => !made.has(each)).flatMap(containerLines);
    return [...fresh, ...(inList.has(step) ? [] : madeLines(step))];
  });
}

const counted = (count: bigint): string => count.toLocaleString('en-US');

/** What a block costs, as a sentence. */
const costOf = ({ params, macs }: Pick<Facts, 'params' | 'macs'>, where: string): string =>
  isInteger(params) && isInteger(macs)
    ? `${counted(params)} parameters and ${counted(macs)} MACs${where}.`
    : '';

/** Words in lines of at most so many letters, but for words that are longer. */
function wrapped(text: string, most: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!;
    if (last !== '' && last.length + 1 + word.length > most) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

function docstring({ definition, uses, facts }: PyClass): string[] {
  const summary = docText(definition?.summary ?? 'The whole network.');
  const cost = costOf(facts ?? uses[0]!.facts, facts === undefined ? ' in its first use' : '');
  const [first = '', ...others] = wrapped(`"""${summary}`, width - 4);
  return [
    `    ${first}`,
    ...others.map((line) => `    ${line}`),
    ...(cost === '' ? [] : ['', `    ${cost}`]),
    '    """',
  ];
}

const initLines = ({ args, uses, steps, kept, ties = [], ended = [] }: PyClass): string[] => [
  ...lay(
    ['def __init__', group('(', [['self'], ...args.map((each) => parameter(each, uses))], ')')],
    4,
    '',
    ':',
  ),
  `${' '.repeat(body)}super().__init__()`,
  ...kept.flatMap(([attribute, value]) => lay(codeOf(value), body, `self.${attribute} = `)),
  ...stepLines(steps),
  ...ties.map(([taker, owner]) => `${' '.repeat(body)}${attributeCode(taker)} = ${attributeCode(owner)}`),
  ...ended.flatMap((call) => lay(codeOf(call), body)),
];

function sequentialLines({ args, uses, steps: [step] }: PyClass): string[] {
  const { made } = step!;
  const names = made.kind === 'run' && hasNames(made.segments) ? made.segments : null;
  return [
    ...lay(
      ['def __init__', group('(', [['self'], ...args.map((each) => parameter(each, uses))], ')')],
      4,
      '',
      ':',
    ),
    ...(names === null
      ? lay(['super().__init__', group('(', runItems(step!), ')')], body)
      : [`${' '.repeat(body)}super().__init__()`, ...namedItems('self', names)]),
  ];
}

/** The lines of a class. */
export function classLines(of: PyClass): string[] {
  const base = of.isSequential ? 'nn.Sequential' : 'nn.Module';
  const head = [`class ${of.name}(${base}):`, ...docstring(of), ''];
  if (of.isSequential) return [...head, ...sequentialLines(of)];
  const hasParts =
    of.steps.some(({ made }) => made.kind !== 'nothing') || of.kept.length > 0 || of.args.length > 0;
  return [
    ...head,
    ...infoLines(of),
    ...(hasParts ? [...initLines(of), ''] : []),
    ...methodsOf(of).flatMap((lines, at) => (at === 0 ? lines : ['', ...lines])),
  ];
}

/** A method that runs a part of the network. */
const method = (name: string, flow: Flow, says?: string): string[] => [
  `    def ${name}(self, ${inputNames(flow.inputs).join(', ')}):`,
  ...(says === undefined ? [] : [`        """${says}"""`]),
  ...forwardLines(flow, body),
];

/** `forward`, and what the class of a network has beside it. */
function methodsOf(of: PyClass): readonly string[][] {
  const { features, head, intermediates } = of.parts ?? {};
  const asked = intermediates === undefined ? [] : mapsLines;
  if (features === undefined || head === undefined)
    return [method('forward', of), ...(intermediates === undefined ? [] : [mapsMethod(intermediates.flow)])];
  return [
    method('forward_features', features, 'The last map.'),
    method('forward_head', head, 'Scores of the last map.'),
    ['    def forward(self, x):', ...asked, '        return self.forward_head(self.forward_features(x))'],
    ...(intermediates === undefined ? [] : [mapsMethod(intermediates.flow)]),
  ];
}

const mapsLines = [
  '        if self.features_only:',
  '            return list(self.forward_intermediates(x))',
];

const mapsMethod = (flow: Flow): string[] =>
  method('forward_intermediates', flow, 'The maps of feature_info.');

/** The maps of a backbone as timm describes them. */
function infoLines({ parts }: PyClass): string[] {
  if (parts?.intermediates === undefined) return [];
  const items = parts.intermediates.info.map(
    ({ module, channels, reduction }) =>
      `        {"module": ${valueText(module)}, "num_chs": ${channels}, "reduction": ${reduction}},`,
  );
  return ['    feature_info = (', ...items, '    )', ''];
}
