/** The value of a field as saved: a literal, a list, or an expression over the item's fields and the design's variables. */
export type FieldValue = number | boolean | string | readonly ListEntry[] | ExpressionValue;
export type ListEntry = number | ExpressionValue;
export interface ExpressionValue {
  readonly expression: string;
}

export interface Position {
  readonly x: number;
  readonly y: number;
}

/**
 * Ways in which the source code of a network calls an item; tools that count costs see them differently. A `module` is one
 * of torch.nn, a `function` one of torch.nn.functional, or one of torch that its tensors have no other name for; a `method`
 * is one of a tensor, x.relu(), or its twin in torch, torch.relu(x); an `operator` is a sign of arithmetic or plain code on
 * tensors. `bmm` and `einsum` are torch's functions of those names.
 */
export const sourceCalls = ['module', 'function', 'method', 'operator', 'bmm', 'einsum'] as const;
export type SourceCall = (typeof sourceCalls)[number];

/** A tensor of another file that a weight has its values from. */
export interface StoredTensor {
  /** Its name in that file. */
  readonly tensor: string;
  /** The sizes of the weight whose values it holds. */
  readonly sizes: readonly number[];
  /** Where the file has the axes in another order: the sizes there, and which of these axes comes first, second and so on here. */
  readonly turned?: { readonly sizes: readonly number[]; readonly order: readonly number[] };
}

/** A file that holds values of weights, told from others by its content. */
export interface WeightsFile {
  /** Its path, from the folder of the design's own file on where it is not a whole path. */
  readonly file: string;
  readonly format: 'onnx' | 'safetensors';
  /** The SHA-256 of its bytes in hexadecimal. */
  readonly sha256: string;
  /** The files that it leaves values to, by their paths from its folder on; absent where it holds all itself. */
  readonly others?: readonly { readonly file: string; readonly sha256: string }[];
}

/**
 * An item of a design: one use of an operator or block. Its id is its name, unique in the whole design, and a segment of
 * every path inside it.
 */
export interface DesignNode {
  readonly id: string;
  readonly definition: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly position: Position;
  /** The item in whose inside it is drawn; absent for items of the design itself. */
  readonly parent?: string;
  /**
   * How the source code calls it; absent where that is as its definition is called usually. On a block it holds for the
   * operators inside that are usually modules and have no weights; items drawn inside another say it themselves.
   */
  readonly call?: SourceCall;
  /** True where it hands its first input on as if it were not there; its fields and wires stay. */
  readonly muted?: true;
  /**
   * The item whose weights it runs with, by name: one of the same definition and fields, anywhere in the design. Absent
   * where it has its own.
   */
  readonly weightsOf?: string;
  /**
   * Where its weights have their values from, by `path/inside.weight`: tensors of the design's weights file. What is not
   * among them is new.
   */
  readonly weights?: Readonly<Record<string, StoredTensor>>;
  /**
   * Drawn inside another: it is there only where this does not come to 0, as in some copies of a repeat; elsewhere its first
   * input goes on in its place. Absent where it is always there.
   */
  readonly when?: ListEntry;
}

/** Words on the canvas, or a frame with a title around items; it stands behind what it covers and counts nothing. */
export interface Note {
  readonly id: string;
  /** The item inside whose drawing it stands, by name; absent for one of the design or own block itself. */
  readonly parent?: string;
  readonly text: string;
  readonly position: Position;
  readonly size: { readonly width: number; readonly height: number };
}

/** An end of a wire. Where the item is drawn itself, its ports bear the names of the members that stand for them. */
export interface PortRef {
  readonly node: string;
  readonly port: string;
}

/** A wire: carries one tensor from an output port to an input port. */
export interface DesignEdge {
  readonly id: string;
  readonly from: PortRef;
  readonly to: PortRef;
}

export interface IntegerVariable {
  readonly name: string;
  readonly kind: 'integer';
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

/** A decimal variable; the number means the exact rational of its shortest decimal text. */
export interface DecimalVariable {
  readonly name: string;
  readonly kind: 'decimal';
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** How far apart the values are that a person steps through and that are solved for; others in the bounds may be set. */
  readonly step?: number;
}

interface ChoiceVariable {
  readonly name: string;
  readonly kind: 'choice';
  readonly value: string;
  readonly options: readonly string[];
}

export type Variable = IntegerVariable | DecimalVariable | ChoiceVariable;

/** The kinds of fields that an own block can have; those of a newer version are kept and not offered. */
export const ownFieldKinds = ['dimension', 'structural', 'real', 'toggle', 'choice'] as const;

/** A field of an own block, which expressions inside may name. */
export interface OwnField {
  readonly name: string;
  /** One of `ownFieldKinds`, or a kind of a newer version. */
  readonly kind: string;
  readonly label: string;
  readonly help?: string;
  readonly unit?: string;
  /** The bounds of a number. */
  readonly min?: number;
  readonly max?: number;
  readonly default: number | boolean | string;
  /** The values of a choice. */
  readonly options?: readonly string[];
}

/** Counts of a block that sources print formulas of; those of a newer version are kept and not held. */
export const printedCounts = ['conv', 'params', 'macs'] as const;

/** What a source may say of a count; claims of a newer version are kept and not held. */
export const printedClaims = ['equal', 'about', 'at-most', 'at-least'] as const;

/** A formula that a source prints of a count of an own block. */
export interface PrintedFormula {
  /** What it is called, such as `Complexity, equation 3`. */
  readonly title: string;
  /** Where it is printed. */
  readonly source?: string;
  /** One of `printedCounts`, or a count of a newer version. */
  readonly of: string;
  /** One of `printedClaims`, or a claim of a newer version. */
  readonly claim: string;
  /** As it is written, in the names of the block's fields: `s*w^2*k^2`. */
  readonly formula: string;
}

/** Which definition of a library a copy was made of: its id there, and the hash of its content at that time. */
interface LibraryLink {
  readonly id: string;
  readonly hash: string;
}

/**
 * The definition of a block that a person drew: the fields of its uses, and a drawing with ports as a sequence has it. An
 * item whose `definition` is its id is a use of it.
 */
export interface OwnBlock {
  readonly id: string;
  readonly title: string;
  readonly help?: string;
  /** Absent where it is of no library, as far as is known. */
  readonly library?: LibraryLink;
  readonly fields: readonly OwnField[];
  /** Absent where no source is known that prints any. */
  readonly published?: readonly PrintedFormula[];
  readonly nodes: readonly DesignNode[];
  readonly edges: readonly DesignEdge[];
  /** Those of its drawing; one without a `parent` stands in that of the block itself. Absent where there are none. */
  readonly notes?: readonly Note[];
}

export const blockFormatName = 'blockwright-blocks';

/** Definitions of own blocks outside of a design: those of a person's library, or one that is handed on with those inside it. */
export interface BlockFile {
  readonly format: typeof blockFormatName;
  /** That of the format of designs. */
  readonly version: number;
  readonly blocks: readonly OwnBlock[];
}

export const formatName = 'blockwright';
export const formatVersion = 1;

/** The saved thing: plain, immutable JSON. Unknown keys of newer minor writers stay on their objects and are written back. */
export interface Design {
  readonly format: typeof formatName;
  readonly version: number;
  readonly title: string;
  /** The ready network that it was made of, where that has names in published code; items that keep theirs are exported so. */
  readonly network?: string;
  readonly variables: readonly Variable[];
  /** The definitions of own blocks, those in use among them; absent where there is none. */
  readonly blocks?: readonly OwnBlock[];
  readonly nodes: readonly DesignNode[];
  readonly edges: readonly DesignEdge[];
  /** Absent where there are none. */
  readonly notes?: readonly Note[];
  /** The file that its weights have their values from; absent where all are new. */
  readonly weights?: WeightsFile;
}

export function emptyDesign(title = 'Untitled'): Design {
  return { format: formatName, version: formatVersion, title, variables: [], nodes: [], edges: [] };
}
