import type {
  Design,
  DesignEdge,
  DesignNode,
  FieldValue,
  ListEntry,
  Note,
  OwnBlock,
  Position,
  Variable,
  WeightsFile,
} from './design.ts';

/** One change to a design, as data: it can be kept, sent, and undone by its inverse. */
export type Edit =
  | AddNode
  | RemoveNode
  | RenameNode
  | SetParent
  | SetWeightsOf
  | SetStoredWeights
  | MoveNodes
  | SetField
  | ClearField
  | SetCall
  | SetMuted
  | SetNote
  | AddEdge
  | RemoveEdge
  | AddVariable
  | RemoveVariable
  | SetVariable
  | EditVariable
  | SetTitle
  | SetWhen
  | AddBlock
  | RemoveBlock
  | SetBlock
  | InBlock
  | Batch;

/** Adds an item at a place among the items, or at their end. */
export interface AddNode {
  readonly kind: 'addNode';
  readonly node: DesignNode;
  readonly index?: number;
}

/**
 * Removes an item with what is drawn inside it, and the edges at all their ports. Where others run with its weights, the
 * first of them has these from then on, and the others run with the weights of that one.
 */
export interface RemoveNode {
  readonly kind: 'removeNode';
  readonly id: string;
}

/**
 * Gives an item another name; its edges, what is drawn inside it and what runs with its weights follow, and so does the
 * port it stands for.
 */
export interface RenameNode {
  readonly kind: 'renameNode';
  readonly id: string;
  readonly to: string;
}

/**
 * Moves an item, with what is drawn inside it, into another or (null) out to the design. Edges stay at their ends: to
 * wire the item where it then stands, change them in the same batch.
 */
export interface SetParent {
  readonly kind: 'setParent';
  readonly id: string;
  readonly parent: string | null;
}

/** Lets an item run with the weights of another, by name, or (null) with its own. That one need not be there. */
export interface SetWeightsOf {
  readonly kind: 'setWeightsOf';
  readonly id: string;
  readonly owner: string | null;
}

/** Says where weights have their values from: the file, and the tensors of items in it; null for new ones. */
export interface SetStoredWeights {
  readonly kind: 'setStoredWeights';
  readonly file: WeightsFile | null;
  readonly items: readonly { readonly id: string; readonly weights: DesignNode['weights'] | null }[];
}

export interface MoveNodes {
  readonly kind: 'moveNodes';
  readonly moves: readonly NodeMove[];
}

interface NodeMove {
  readonly id: string;
  readonly position: Position;
}

/** Gives a field a value. A field that had none is written at a place among the fields, or at their end. */
export interface SetField {
  readonly kind: 'setField';
  readonly id: string;
  readonly field: string;
  readonly value: FieldValue;
  readonly index?: number;
}

/** Takes a field's value away, so that the definition's default holds again. */
export interface ClearField {
  readonly kind: 'clearField';
  readonly id: string;
  readonly field: string;
}

/** Says how the source code calls an item; null leaves it to the item's definition. */
export interface SetCall {
  readonly kind: 'setCall';
  readonly id: string;
  readonly call: string | null;
}

/** Lets an item hand its first input on, as if it were not there, or do its own again. */
export interface SetMuted {
  readonly kind: 'setMuted';
  readonly id: string;
  readonly muted: boolean;
}

/** Puts a note in the place of the one of that name, adds it at a place among the notes or at their end, or (null) takes it away. */
export interface SetNote {
  readonly kind: 'setNote';
  readonly id: string;
  readonly note: Omit<Note, 'id'> | null;
  readonly index?: number;
  /** Whether the design keeps an empty list once the last is gone, as it had before the first came. */
  readonly keepsList?: boolean;
}

/**
 * Adds an edge at a place among the edges, or at their end. Its ends need not be there, and its input port
 * may have an edge already: to replace that one, remove it in the same batch.
 */
export interface AddEdge {
  readonly kind: 'addEdge';
  readonly edge: DesignEdge;
  readonly index?: number;
}

export interface RemoveEdge {
  readonly kind: 'removeEdge';
  readonly id: string;
}

export interface AddVariable {
  readonly kind: 'addVariable';
  readonly variable: Variable;
  readonly index?: number;
}

export interface RemoveVariable {
  readonly kind: 'removeVariable';
  readonly name: string;
}

/** Sets a variable's value within its bounds or options. */
export interface SetVariable {
  readonly kind: 'setVariable';
  readonly name: string;
  readonly value: number | string;
}

/** Puts another variable in the place of one: other bounds or options, another kind, another name. */
export interface EditVariable {
  readonly kind: 'editVariable';
  readonly name: string;
  readonly variable: Variable;
}

interface SetTitle {
  readonly kind: 'setTitle';
  readonly title: string;
}

/** Says in which copies an item that is drawn inside another is there; null for all. */
export interface SetWhen {
  readonly kind: 'setWhen';
  readonly id: string;
  readonly when: ListEntry | null;
}

/** Adds the definition of an own block at a place among the definitions, or at their end. */
export interface AddBlock {
  readonly kind: 'addBlock';
  readonly block: OwnBlock;
  readonly index?: number;
}

/** Removes the definition of an own block; items that use it need not be gone. */
export interface RemoveBlock {
  readonly kind: 'removeBlock';
  readonly id: string;
  /** Leaves a list without definitions where there is none any more. */
  readonly keepsList?: boolean;
}

/** Puts another definition in the place of one; every use follows. */
export interface SetBlock {
  readonly kind: 'setBlock';
  readonly block: OwnBlock;
}

/** Edits the drawing of an own block as if it were a design: its items, wires and title. */
export interface InBlock {
  readonly kind: 'inBlock';
  readonly block: string;
  readonly edit: Edit;
}

/** Several edits as one: all of them apply, in their order, or none. */
interface Batch {
  readonly kind: 'batch';
  readonly edits: readonly Edit[];
}

/** A design after an edit, and the edit that leads back exactly, the order of everything included. */
export interface Applied {
  readonly design: Design;
  readonly inverse: Edit;
}

export function batch(edits: readonly Edit[]): Edit {
  const [only] = edits;
  return only !== undefined && edits.length === 1 ? only : { kind: 'batch', edits };
}
