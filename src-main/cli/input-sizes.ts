import { catalogue } from '../../src-core/catalogue.ts';
import type { DesignNode, FieldValue } from '../../src-core/document/design.ts';
import { shortened } from '../../src-core/document/in-sentence.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { sizeFieldsOf } from '../../src-core/language/roles.ts';
import type { NamedDesign } from './designs.ts';
import { readWhole } from './whole.ts';

/** The sizes of a tensor as `--input` gives them: batch first. */
export type Sizes = readonly bigint[];

const malformed = (text: string): Result<never> =>
  fail(issue('input/malformed', {}, { value: shortened(text) }));

/** A tensor is a feature map or a vector for each image of the batch. */
const ranks: ReadonlySet<number> = new Set([2, 4]);

/** Reads `1,3,224,224` or, for what takes vectors, `1,2048`. Issue: input/malformed. */
function readSizes(text: string): Result<Sizes> {
  const sizes = text.split(',').map((part) => readWhole(part.trim()));
  if (!ranks.has(sizes.length) || sizes.includes(null)) return malformed(text);
  return ok(sizes as readonly bigint[]);
}

/** As `readSizes`, for a definition on its own, which has no bounds for them: all are at least 1. Issue: input/malformed. */
export function readMapSizes(text: string): Result<Sizes> {
  const sizes = readSizes(text);
  return sizes.ok && sizes.value.some((size) => size < 1n) ? malformed(text) : sizes;
}

/** The fields that hold the sizes of a node through which tensors come in, in their order; null for other nodes. */
const sizeFields = (node: DesignNode): readonly string[] | null =>
  sizeFieldsOf(catalogue.definitionOf(node.definition));

/**
 * Gives the only Input of a design that has as many sizes new ones: a list of boxes is not an image. Whether they lie inside the bounds is the analysis' to say.
 * Issues: graph/no-input, input/several, input/malformed.
 */
export function applyInput({ name, design }: NamedDesign, text: string): Result<NamedDesign['design']> {
  const sizes = readSizes(text);
  if (!sizes.ok) return sizes;
  const inputs = design.nodes.filter((node) => sizeFields(node) !== null);
  if (inputs.length === 0) return fail(issue('graph/no-input', { file: name }));
  const fitting = inputs.filter((node) => sizeFields(node)!.length === sizes.value.length);
  const [only] = fitting;
  if (only === undefined) return malformed(text);
  if (fitting.length > 1) {
    const names = fitting.map((node) => node.id).join(', ');
    return fail(issue('input/several', { file: name }, { names }));
  }
  const names = sizeFields(only)!;
  const given: Record<string, FieldValue> = {};
  names.forEach((field, index) => {
    given[field] = Number(sizes.value[index]);
  });
  const changed = { ...only, fields: { ...only.fields, ...given } };
  return ok({ ...design, nodes: design.nodes.map((node) => (node === only ? changed : node)) });
}

/** Gives every Input of a design so many images; whether that lies inside the bounds is the analysis' to say. */
export function applyBatch(design: NamedDesign['design'], batch: number): NamedDesign['design'] {
  const nodes = design.nodes.map((node) => {
    const [first] = sizeFields(node) ?? [];
    return first === undefined ? node : { ...node, fields: { ...node.fields, [first]: batch } };
  });
  return { ...design, nodes };
}
