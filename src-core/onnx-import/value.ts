import type { OperatorDefinition } from '../language/definition.ts';
import type { Given } from '../language/field.ts';
import type { Constant } from './constant.ts';

/** An item that a file's nodes come to. What stands for a node that is a piece of a pattern alone has no definition. */
export interface DraftItem {
  /** The name of the node it came from, as the file has it; empty where it had none. */
  readonly name: string;
  readonly definition: OperatorDefinition | null;
  /** The piece of a pattern that it is, where it has no definition. */
  readonly piece: string | null;
  readonly given: Given;
  readonly inputs: readonly Computed[];
  readonly outputs: readonly (readonly number[])[];
  /** The tensors of the file that it holds as weights. */
  readonly weights: readonly HeldWeight[];
}

/**
 * How the values of a tensor are laid out otherwise than in the file: seen there as of these sizes, with the axes in that
 * order. `lost` where that cannot be said so, or where the file holds other numbers, as of a quantised weight.
 */
type Layout = { readonly sizes: readonly number[]; readonly order: readonly number[] } | 'lost';

/** A weight of an item, as the file has it. */
export interface HeldWeight {
  readonly name: string;
  readonly dims: readonly number[];
  /** Absent where its values stand in the file in their order. */
  readonly layout?: Layout;
}

/** What leaves an item of the draft. */
export interface Computed {
  readonly kind: 'computed';
  readonly item: DraftItem;
  readonly output: number;
  readonly shape: readonly number[];
}

/** A tensor that stands in the file as a weight; its values are not looked at. */
export interface Stored {
  readonly kind: 'stored';
  readonly name: string;
  readonly dims: readonly number[];
  readonly layout?: Layout;
}

/** A tensor whose values are known. */
export interface Known extends Constant {
  readonly kind: 'known';
}

/** What leaves an item and no reader can take: whole numbers, or values of sizes that the file does not say. */
interface Unread {
  readonly kind: 'unread';
  /** Where it leaves; the shape of this says nothing. */
  readonly wire: Computed;
  /** A TensorProto.DataType; 0 where it is not known. */
  readonly type: number;
  readonly sizes: readonly number[] | null;
}

/** What a tensor of the file is to those who read it. */
export type Value = Computed | Unread | Stored | Known;

export const known = (constant: Constant): Known => ({ kind: 'known', ...constant });

/** The sizes of a tensor; null where the file does not say them. */
export function sizesOf(value: Value): readonly number[] | null {
  if (value.kind === 'unread') return value.sizes;
  return value.kind === 'computed' ? value.shape : value.dims;
}
