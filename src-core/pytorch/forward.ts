import type { Source } from '../language/wire.ts';
import { ownInput } from '../language/wire.ts';
import type { ClassStep, Flow } from './class-form.ts';
import type { Written } from './code.ts';
import { whole, write } from './code.ts';
import { flat, lay, width } from './layout.ts';
import { Identifiers, identifier } from './names.ts';

/** An attribute of the object; numbers of modules in a row, and ranges such as `2:5`, are read as items. */
export const attributeCode = (path: string): string =>
  path
    .split('.')
    .reduce((code, part) => (/^\d*:?\d*$/.test(part) ? `${code}[${part}]` : `${code}.${part}`), 'self');

const keyOf = ({ child, output }: Source): string => `${child}:${output}`;

/** The names of the arguments of `forward`. */
export function inputNames(inputs: readonly string[], names = new Identifiers(['self'])): readonly string[] {
  if (inputs.length === 1) return [names.take('x')];
  return inputs.map((input) => names.take(identifier(input === 'in' ? 'x' : input, 'x')));
}

/** Which step reads each output last; results are read at the end. */
function lastUses({ steps, results }: Flow): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  steps.forEach(({ sources }, index) => {
    for (const source of sources) last.set(keyOf(source), index);
  });
  for (const source of results) last.set(keyOf(source), steps.length);
  return last;
}

function countUses({ steps, results }: Flow): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const source of [...steps.flatMap(({ sources }) => sources), ...results])
    uses.set(keyOf(source), (uses.get(keyOf(source)) ?? 0) + 1);
  return uses;
}

/** How often a step's own expression reads its inputs. */
function readings(of: unknown): number {
  if (typeof of !== 'object' || of === null) return 0;
  const own = 'kind' in of && of.kind === 'input' ? 1 : 0;
  return own + Object.values(of).reduce((sum: number, part) => sum + readings(part), 0);
}

/** Calls within one another that a reader follows at a glance. */
const deepest = 3;

/** Letters of a line in which calls stand within one another. */
const longest = 72;

/** A step that has not been written yet, as the next one may call it itself. */
interface Waiting {
  readonly key: string;
  readonly written: Written;
  readonly step: ClassStep;
  /** How many calls stand within one another. */
  readonly nested: number;
  /** Names of tensors that are not read any more once it has run. */
  readonly freed: readonly string[];
}

/** The lines of `forward` below its first. */
export function forwardLines(flow: Flow, depth: number): string[] {
  const { inputs, steps, results } = flow;
  const names = new Identifiers(['self']);
  const last = lastUses(flow);
  const uses = countUses(flow);
  const variables = new Map<string, string>();
  inputNames(inputs, names).forEach((name, output) => {
    variables.set(keyOf({ child: ownInput, output }), name);
  });
  const lines: string[] = [];
  let waiting: Waiting | null = null;
  const readFrom = (source: Source): Written =>
    waiting?.key === keyOf(source) ? waiting.written : whole([variables.get(keyOf(source))!]);
  /** A name for what a step hands on: that of a tensor that is not read any more, where there is one. */
  const nameFor = (step: ClassStep, [reused]: readonly string[]): string =>
    reused ?? names.take(names.has('out') ? identifier(step.name, 'out') : 'out');
  const put = ({ key, written, step, freed }: Waiting): void => {
    const name = nameFor(step, freed);
    variables.set(key, name);
    lines.push(...lay(written.doc, depth, `${name} = `));
  };
  steps.forEach((step, index) => {
    const key = keyOf({ child: index, output: 0 });
    const codeNow = (): Written =>
      write(step.run, { inputs: step.sources.map(readFrom), self: [attributeCode(step.attribute)] });
    const before = waiting as Waiting | null;
    const isNext = before !== null && step.sources.some((source) => keyOf(source) === before.key);
    const isPlain = readings(step.run) === step.sources.length;
    const isShort = isNext && before.nested < deepest && flat(codeNow().doc).length + depth < longest;
    if (before !== null && !(isNext && isPlain && isShort)) {
      put(before);
      waiting = null;
    }
    const inside = waiting as Waiting | null;
    const written = codeNow();
    const freed = step.sources
      .filter((source) => last.get(keyOf(source)) === index)
      .map((source) => variables.get(keyOf(source)))
      .filter((name) => name !== undefined);
    waiting = null;
    const next = {
      key,
      written,
      step,
      nested: (inside?.nested ?? 0) + 1,
      freed: [...(inside?.freed ?? []), ...freed],
    };
    if (step.outputs === 1 && uses.get(key) === 1) waiting = next;
    else if (step.outputs === 1) put(next);
    else {
      const taken = Array.from({ length: step.outputs }, (_, output) => {
        const each = keyOf({ child: index, output });
        const name = last.has(each) ? names.take(identifier(step.name, 'out')) : '_';
        variables.set(each, name);
        return name;
      });
      lines.push(...unpackedLines(taken, written, depth));
    }
  });
  if (results.length === 1) return [...lines, ...lay(readFrom(results[0]!).doc, depth, 'return ')];
  if (waiting !== null) put(waiting);
  waiting = null;
  const returned = results.map((source) => flat(readFrom(source).doc));
  return [...lines, ...listedLines(returned, depth, 'return ', '')];
}

/** Names on one line where they fit, else in brackets, one below the other. */
function listedLines(names: readonly string[], depth: number, before: string, after: string): string[] {
  const indent = ' '.repeat(depth);
  const line = `${indent}${before}${names.join(', ')}${after}`;
  if (line.length <= width) return [line];
  return [`${indent}${before}(`, ...names.map((name) => `${indent}    ${name},`), `${indent})${after}`];
}

/** Several names for what one call hands on. */
function unpackedLines(names: readonly string[], { doc }: Written, depth: number): string[] {
  const line = `${names.join(', ')} = `;
  if (depth + line.length + flat(doc).length <= width) return lay(doc, depth, line);
  const [first, ...rest] = lay(doc, depth);
  const listed = listedLines(names, depth, '', ` = ${first!.trimStart()}`);
  return listed.length > 1 ? [...listed, ...rest] : lay(doc, depth, line);
}
