import type { Definition } from '../language/definition.ts';
import type { Expansion } from '../language/expansion.ts';
import type { Py, TorchForm } from '../language/torch.ts';
import { py } from '../language/torch.ts';
import type { Argument } from './arguments.ts';
import { Arguments } from './arguments.ts';
import type { ClassStep, Made, PyClass } from './class-form.ts';
import { isUsual } from './code.ts';
import type { Block, GraphNode } from './graph.ts';
import { Identifiers, identifier, lastPart } from './names.ts';
import { headOf, isClosed, pyKey, shapeOf } from './py-shape.ts';
import type { Part, Segment, Step, Steps } from './step.ts';
import { runOf } from './step.ts';
import type { Symbolic } from './symbols.ts';
import { symbolicOf, unlessRefused } from './symbols.ts';

/** The class of a block. */
type ClassOf = (block: Block) => PyClass;

/** One use of a class while it is being written. */
export interface Use {
  readonly expansion: Expansion | null;
  readonly steps: Steps;
}

/** The call that makes a block by its class. */
export function makeOf(of: PyClass, expansion: Expansion): Py {
  return callOf(of, (argument) => argument.of(expansion));
}

function callOf(of: PyClass, given: (argument: Argument) => Py): Py {
  const args = of.args.map((argument) => ({ argument, value: given(argument) }));
  return py.call(
    of.name,
    ...args.map(({ argument: { name, usual }, value }, index) =>
      py.named(usual === undefined && index < 2 ? null : name, value, usual),
    ),
  );
}

/** What tells two steps apart that no argument can make one. */
export function stepKey({ part, sources, children }: Step): string {
  const run = shapeOf(runOf({ part, sources }));
  switch (part.kind) {
    case 'operator':
      return part.form.kind === 'expression'
        ? `e:${run}`
        : `${part.form.kind}:${shapeOf(part.form.make)}:${run}`;
    case 'class':
      return `c:${headOf(part.make)}:${run}`;
    case 'run':
      return `r:${run}:${rowKey(part.segments, children)}`;
    case 'again':
      return `a:${part.earlier}`;
  }
}

/** What of a row no argument can make another: the classes of its blocks, and all but the values of its operators. */
function rowKey(segments: readonly Segment[], children: readonly GraphNode[]): string {
  const isBlock = ({ at }: Segment): boolean => at !== null && children[at]!.block !== null;
  const keys = segments.map((segment) => {
    const { make, name = '' } = segment;
    return `${name}=${isBlock(segment) ? headOf(make) : shapeOf(make)};`;
  });
  // A row of blocks alone may be as long as an argument says.
  return keys.join('') + (segments.every(isBlock) ? '' : 'end');
}

const modulesOf = (part: Part): Py | undefined => {
  if (part.kind === 'class') return part.make;
  return part.kind === 'operator' && part.form.kind !== 'expression' ? part.form.make : undefined;
};

/** A module without weights or arguments, which may be an argument itself. */
export const isPlainModule = ({ part }: Step): boolean =>
  part.kind === 'operator' &&
  part.form.kind === 'module' &&
  part.form.run === undefined &&
  isClosed(part.form.make) &&
  part.form.state === undefined;

const identity: Py = py.call('nn.Identity');

/**
 * Writes the class of some uses. Its steps are those of the first use, which has all that any of them has; where another use
 * lacks one, an argument says so.
 * @param classOf the class of a block inside
 */
export function writeClass(
  name: string,
  definition: Definition | null,
  uses: readonly Use[],
  classOf: ClassOf,
): PyClass {
  const whole = uses[0]!.steps;
  const expansions = uses.map(({ expansion }) => expansion).filter((expansion) => expansion !== null);
  const symbolic = expansions.length === 0 ? null : symbolicOf(expansions);
  const args = new Arguments(expansions, symbolic?.symbols ?? []);
  const attributes = new Identifiers(whole.steps.flatMap(({ attribute }) => attribute?.split('.')[0] ?? []));
  const byName = new Map<string, string>();
  const kept: (readonly [string, Py])[] = [];
  const twin = symbolic && symbolicSteps(symbolic, whole, classOf);
  const written = whole.steps.map((step, index): ClassStep => {
    const each = uses.map(({ steps }) => steps.steps.find((other) => other.name === step.name));
    const hint = identifier(lastPart(step.name));
    const partner = twin?.[index];
    const isMade = step.part.kind !== 'again' && !isExpressionPart(step.part);
    const attribute = isMade
      ? (step.attribute ?? attributes.take(attributeOf(step)))
      : (byName.get(earlierOf(step)) ?? hint);
    byName.set(step.name, attribute);
    const made = madeOf(step, each, { args, hint, partner });
    const run = args.unify(
      each.map((other) => other && runOf(other)),
      partner && runOf({ part: partner, sources: step.sources }),
      hint,
    );
    return {
      name: step.name,
      children: step.children.map(({ name: child }) => child),
      ...(step.places !== undefined && { places: step.places }),
      attribute,
      made,
      run: keptIn(run),
      sources: step.sources,
      outputs: step.outputs,
    };
  });
  function keptIn(run: Py): Py {
    return keepValues(run, (value) => {
      const known = kept.find(([, other]) => pyKey(other) === pyKey(value));
      if (known !== undefined) return known[0];
      const attribute = attributes.take(value.kind === 'name' ? value.name : 'size');
      kept.push([attribute, value]);
      return attribute;
    });
  }
  const [only, ...more] = written;
  const isSequential =
    definition !== null &&
    more.length === 0 &&
    only?.made.kind === 'run' &&
    (whole.steps[0]!.attribute ?? '') === '' &&
    only.made.test === undefined &&
    whole.results.length === 1;
  return {
    name,
    definition,
    args: args.all,
    inputs: whole.inputs,
    steps: written,
    results: whole.results,
    uses: expansions,
    kept,
    isSequential,
  };
}

const isExpressionPart = (part: Part): boolean => part.kind === 'operator' && part.form.kind === 'expression';
const earlierOf = ({ part }: Step): string => (part.kind === 'again' ? part.earlier : '');

function attributeOf({ name, part }: Step): string {
  const own = identifier(lastPart(name), part.kind === 'run' ? 'blocks' : 'item');
  return part.kind === 'run' && !own.endsWith('s') ? `${own}s` : own;
}

interface Writing {
  readonly args: Arguments;
  readonly hint: string;
  readonly partner: Part | undefined;
}

function madeOf(step: Step, each: readonly (Step | undefined)[], { args, hint, partner }: Writing): Made {
  const { part } = step;
  if (part.kind === 'again' || isExpressionPart(part)) return { kind: 'nothing' };
  const isOptional = each.some((other) => other === undefined);
  if (part.kind === 'run') {
    const segments = part.segments.map((_, at) => segmentOf(at, each, { args, hint, partner }));
    return { kind: 'run', segments, ...(isOptional && { test: testOf(each, args, hint) }) };
  }
  const makes = each.map((other) => other && modulesOf(other.part));
  const kind = part.kind === 'operator' && part.form.kind === 'parameter' ? 'parameter' : 'module';
  const shapes = new Set(makes.filter((make) => make !== undefined).map(shapeOf));
  if (part.kind === 'operator' && shapes.size > 1) {
    const chosen = makes.map((make) => make ?? identity);
    return { kind, make: choice(chosen, args, hint) };
  }
  const make = args.unify(makes, partner && modulesOf(partner), hint);
  return { kind, make, ...(isOptional && { test: testOf(each, args, hint) }) };
}

/** A module that differs from use to use: its class as an argument where nothing else differs. */
function choice(makes: readonly Py[], args: Arguments, hint: string): Py {
  const classes = makes.map((make) => (make.kind === 'call' && make.args.every(isUsual) ? make.of : null));
  return classes.every((of) => of !== null)
    ? py.call(args.unify(classes, undefined, hint))
    : args.unify(makes, undefined, hint);
}

const testOf = (each: readonly (Step | undefined)[], args: Arguments, hint: string): Py =>
  args.unify(
    each.map((other) => ({ kind: 'value', value: other !== undefined })),
    undefined,
    hint,
  );

function segmentOf(at: number, each: readonly (Step | undefined)[], { args, hint, partner }: Writing) {
  const segments = each.map((other) => (other?.part.kind === 'run' ? other.part.segments[at] : undefined));
  const twin = partner?.kind === 'run' ? partner.segments[at] : undefined;
  const make = args.unify(
    segments.map((segment) => segment?.make),
    twin?.make,
    hint,
  );
  const count = args.unify(
    segments.map((segment, use) => each[use] && { kind: 'value', value: segment?.count ?? 0 }),
    undefined,
    `${hint}_depth`,
  );
  const { name } = segments.find((segment) => segment !== undefined)!;
  return { make, count, ...(name !== undefined && { name }) };
}

/** The steps of the expansion with symbols, in the order of those with numbers; null where they are others. */
function symbolicSteps(
  symbolic: Symbolic,
  { steps }: Steps,
  classOf: ClassOf,
): readonly (Part | undefined)[] | null {
  return steps.map((step): Part | undefined => {
    const partners = step.children.map(({ name }) => insideOf(symbolic.expansion, name.split('/')));
    if (partners.some((partner, at) => partner?.definition.id !== step.children[at]!.expansion.definition.id))
      return undefined;
    return unlessRefused(() => symbolicPart(step, partners as readonly Expansion[], classOf)) ?? undefined;
  });
}

/** The item of that path inside a block. */
function insideOf(block: Expansion, [name, ...others]: readonly string[]): Expansion | undefined {
  const child = block.children.find((each) => each.name === name)?.expansion;
  return child === undefined || others.length === 0 ? child : insideOf(child, others);
}

function symbolicPart(
  { part, children }: Step,
  partners: readonly Expansion[],
  classOf: ClassOf,
): Part | undefined {
  const makeAt = (at: number): Py | undefined => {
    const { block } = children[at]!;
    if (block !== null) return symbolicCall(classOf(block), partners[at]!);
    const form = symbolicForm(partners[at]!);
    return form?.kind === 'module' ? form.make : undefined;
  };
  if (part.kind === 'class') return { kind: 'class', make: makeAt(0)! };
  if (part.kind === 'run') {
    const segments = part.segments.map((segment) => ({
      ...segment,
      make: (segment.at === null ? undefined : makeAt(segment.at)) ?? unknown,
    }));
    return { kind: 'run', segments };
  }
  if (part.kind === 'again') return undefined;
  const form = symbolicForm(partners[0]!);
  return form === null ? undefined : { kind: 'operator', form };
}

const symbolicForm = (partner: Expansion): TorchForm | null =>
  partner.definition.kind === 'operator' ? partner.definition.torch(partner.values, partner) : null;

/** What numbers alone tell. */
const unknown: Py = { kind: 'name', name: '?' };

const symbolicCall = (of: PyClass, partner: Expansion): Py =>
  callOf(of, (argument) => {
    const value = argument.symbolic(partner);
    return value === undefined ? unknown : { kind: 'value', value };
  });

/** An expression of `forward` in which what is no literal stands on the object. */
function keepValues(run: Py, keep: (value: Py) => string): Py {
  const attribute = (value: Py): Py => py.attribute({ kind: 'name', name: 'self' }, keep(value));
  const visit = (of: Py): Py => {
    switch (of.kind) {
      case 'value':
        return hasSymbols(of.value) ? attribute(of) : of;
      case 'name':
        return /^[a-z_][a-z0-9_]*$/.test(of.name) && !of.name.includes('.') && isArgumentName(of)
          ? attribute(of)
          : of;
      case 'call':
        return {
          ...of,
          of: of.of.kind === 'name' ? of.of : visit(of.of),
          args: of.args.map((each) => ({ ...each, value: visit(each.value) })),
        };
      case 'attribute':
      case 'item':
      case 'negative':
        return { ...of, of: visit(of.of) };
      case 'infix':
        return { ...of, left: visit(of.left), right: visit(of.right) };
      case 'tuple':
        return { ...of, items: of.items.map(visit) };
      case 'conditional':
        return attribute(of);
      default:
        return of;
    }
  };
  return visit(run);
}

/** Names in expressions that are no functions are arguments. */
const isArgumentName = (of: Py): boolean => of.kind === 'name';

const hasSymbols = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(hasSymbols) : typeof value === 'object' && value !== null;
