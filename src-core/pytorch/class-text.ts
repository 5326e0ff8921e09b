import { isInteger } from '../algebra/expression.ts';
import type { Expansion } from '../language/expansion.ts';
import type { Facts } from '../language/facts.ts';
import type { Py, PyValue } from '../language/torch.ts';
import { py } from '../language/torch.ts';
import type { Argument } from './arguments.ts';
import type { ClassStep, Flow, PyClass } from './class-form.ts';
import { codeOf } from './code.ts';
import { attributeCode, forwardLines, inputNames } from './forward.ts';
import type { Doc } from './layout.ts';
import { flat, group, lay, width } from './layout.ts';
import { docText, isExpression, isList, valueText } from './print-value.ts';

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
  const type = types.size === 1 && ![...types][0]!.includes('nn.') ? [...types][0]! : '';
  const typed = type === '' ? name : `${name}: ${type}`;
  if (usual === undefined) return [typed];
  return type === '' ? [`${typed}=`, ...codeOf(usual)] : [`${typed} = `, ...codeOf(usual)];
}

/** Modules of a run as the arguments of nn.Sequential. */
function runItems(step: ClassStep): readonly Doc[] {
  if (step.made.kind !== 'run') return [];
  return step.made.segments.map(({ make, count }) => {
    const isOne = count.kind === 'value' && (count.value === 1 || count.value === 1n);
    if (isOne) return codeOf(make);
    const loop = [['for _ in range(', ...codeOf(count), ')']];
    return ['*', group('[', [codeOf(make), ...loop], ']', false)];
  });
}

function madeLines(step: ClassStep): string[] {
  const { attribute, made } = step;
  if (made.kind === 'nothing') return [];
  const assigned = `self.${attribute} = `;
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

const initLines = ({ args, uses, steps, kept, ties = [] }: PyClass): string[] => [
  ...lay(
    ['def __init__', group('(', [['self'], ...args.map((each) => parameter(each, uses))], ')')],
    4,
    '',
    ':',
  ),
  `${' '.repeat(body)}super().__init__()`,
  ...kept.flatMap(([attribute, value]) => lay(codeOf(value), body, `self.${attribute} = `)),
  ...steps.flatMap(madeLines),
  ...ties.map(([taker, owner]) => `${' '.repeat(body)}${attributeCode(taker)} = ${attributeCode(owner)}`),
];

function sequentialLines({ args, uses, steps: [step] }: PyClass): string[] {
  return [
    ...lay(
      ['def __init__', group('(', [['self'], ...args.map((each) => parameter(each, uses))], ')')],
      4,
      '',
      ':',
    ),
    ...lay(['super().__init__', group('(', runItems(step!), ')')], body),
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
  const halves =
    features === undefined || head === undefined
      ? [method('forward', of)]
      : [
          method('forward_features', features, 'The last map.'),
          method('forward_head', head, 'Scores of the last map.'),
          ['    def forward(self, x):', '        return self.forward_head(self.forward_features(x))'],
        ];
  if (intermediates === undefined) return halves;
  return [...halves, method('forward_intermediates', intermediates.flow, 'The maps of feature_info.')];
}

/** The maps of a backbone as timm describes them. */
function infoLines({ parts }: PyClass): string[] {
  if (parts?.intermediates === undefined) return [];
  const items = parts.intermediates.info.map(
    ({ module, channels, reduction }) =>
      `        {"module": ${valueText(module)}, "num_chs": ${channels}, "reduction": ${reduction}},`,
  );
  return ['    feature_info = (', ...items, '    )', ''];
}
