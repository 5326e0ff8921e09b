import { toText } from '../../src-core/algebra/print.ts';
import { environmentAt } from '../../src-core/analysis/copy-environment.ts';
import { itemOf } from '../../src-core/analysis/item-paths.ts';
import { functionNames, sizeName } from '../../src-core/document/expression-syntax.ts';
import { axisNames } from '../../src-core/language/axis-names.ts';
import { useDocument } from '../store/document.ts';
import { openCatalogue } from '../store/own-blocks.ts';
import { countText } from '../ui/figures.ts';

/** A name that an expression may go on with. */
export interface Candidate {
  readonly name: string;
  /** What it comes to at present, as text; empty where unknown. */
  readonly value: string;
}

/** A candidate put into a text. */
export interface Completion extends Candidate {
  readonly text: string;
  /** Where the caret stands after it. */
  readonly caret: number;
}

const most = 8;

/** The name that is being typed: what stands of it before the caret, and the rest of it behind. */
function nameAt(text: string, caret: number): { readonly typed: string; readonly end: number } {
  const typed = /[A-Za-z_][\w.]*$/.exec(text.slice(0, caret))?.[0] ?? '';
  const rest = /^[\w.]*/.exec(text.slice(caret))?.[0] ?? '';
  return { typed, end: caret + rest.length };
}

/** Whether a name goes on from what is typed, from its beginning or from that of its axis. */
function goesOn(name: string, typed: string): boolean {
  const [lower, wanted] = [name.toLowerCase(), typed.toLowerCase()];
  return (
    lower !== wanted && (lower.startsWith(wanted) || lower.slice(lower.indexOf('.') + 1).startsWith(wanted))
  );
}

/** The text with the name at the caret completed, in every way that the candidates allow; those that begin alike come first. */
export function completionsAt(
  text: string,
  caret: number,
  candidates: readonly Candidate[],
): readonly Completion[] {
  const { typed, end } = nameAt(text, caret);
  if (typed === '') return [];
  const start = caret - typed.length;
  const found = candidates.filter(({ name }) => goesOn(name, typed));
  const isWhole = ({ name }: Candidate): boolean => name.toLowerCase().startsWith(typed.toLowerCase());
  return [...found.filter(isWhole), ...found.filter((candidate) => !isWhole(candidate))]
    .slice(0, most)
    .map((candidate) => ({
      ...candidate,
      text: text.slice(0, start) + candidate.name + text.slice(end),
      caret: start + candidate.name.length,
    }));
}

/**
 * The names that an expression in a field of an item may use: sizes of its inputs, variables or the fields of the block it is
 * drawn in, its other fields, functions.
 */
export function candidatesFor(id: string, field: string): readonly Candidate[] {
  const { design, analysis } = useDocument.getState();
  const item = itemOf(analysis, id);
  const fields = item?.definition?.fields ?? {};
  const isSize = fields[field]?.kind === 'dimension' || fields[field]?.kind === 'dimensions';
  const sizes = (isSize ? (item?.inputPorts ?? []) : []).flatMap((port, index) => {
    const shape = item?.inputs[index] ?? null;
    const names = axisNames(shape?.length ?? 4);
    return names.map((axis, at) => ({
      name: sizeName(port, axis),
      value: countText((shape?.[at] as bigint | undefined) ?? null),
    }));
  });
  const texts = new Map(design.variables.map(({ name, value }) => [name, String(value)]));
  // Beside variables: the fields of the block whose drawing it stands in, and which copy it stands in.
  const { numbers } = environmentAt(design, id, openCatalogue());
  const outside = [...numbers].map(([name, value]) => ({
    name,
    value: texts.get(name) ?? (typeof value === 'string' ? value : toText(value)),
  }));
  const others = Object.entries(fields)
    .filter(([name, { kind }]) => name !== field && ['dimension', 'structural', 'real'].includes(kind))
    .map(([name]) => ({ name, value: String(item?.values?.[name] ?? '') }));
  return [...sizes, ...outside, ...others, ...functionNames.map((name) => ({ name, value: '' }))];
}
