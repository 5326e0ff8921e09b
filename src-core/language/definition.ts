import type { Expr } from '../algebra/expression.ts';
import type { PrintedFormula, SourceCall } from '../document/design.ts';
import type { Drawing } from '../document/drawing.ts';
import type { Fields, Given, Values } from './field.ts';
import type { ChannelScale, OnnxContext, OnnxNode, ScaledChannels } from './onnx.ts';
import type { Operation } from './operation.ts';
import type { BlockSection, OperatorSection } from './palette-section.ts';
import type { Particulars } from './particulars.ts';
import type { Series, SeriesSymbols } from './series.ts';
import type { Shape } from './shape.ts';
import type { Tensor } from './tensor.ts';
import type { TorchContext, TorchForm } from './torch.ts';
import type { ValuesAt } from './values-at.ts';
import type { WeightPart } from './weight-part.ts';
import type { Window } from './window.ts';
import type { Wire } from './wire.ts';

/** A side of a design, or of a drawn part: where tensors come in, and where they leave. */
export type Side = 'input' | 'output';

/**
 * How the inside of a block is drawn by hand: as it runs, once for copies that follow one another, or once for lanes that
 * stand side by side and hand something on from one to the next.
 */
export type DrawnKind = 'once' | 'repeated' | 'lanes';

/** The colour family of a definition; operators are offered by it, blocks by their section. */
export type Family = 'io' | 'conv' | 'norm' | 'act' | 'pool' | 'tensor' | 'math' | 'linear' | 'block';

export interface Port {
  readonly name: string;
  /** What flows here, for the port's tooltip. */
  readonly label?: string;
}

export type { WeightPart } from './weight-part.ts';

/**
 * How export fills a weight: Kaiming normal with the fan-in of `shape`, a constant, a normal distribution of mean 0 and
 * that standard deviation, a uniform one from minus to plus that limit, or a uniform one within one over the square root of a
 * size, as PyTorch fills recurrent layers.
 */
export type WeightInit =
  | 'kaiming'
  | 'zeros'
  | 'ones'
  | { readonly normal: number }
  | { readonly uniform: number }
  | { readonly withinRootOf: Expr };

/** One weight tensor of an operator. Trainable weights are parameters, the others buffers. */
export interface WeightSpec {
  readonly shape: Shape;
  readonly part: WeightPart;
  readonly init: WeightInit;
  readonly trainable: boolean;
}
export type Weights = Readonly<Record<string, WeightSpec>>;

/** A worked case: at once a conformance test and a row of the documentation. */
export interface Example<F extends Fields = Fields> {
  readonly title: string;
  readonly fields?: { readonly [Name in keyof F]?: unknown };
  readonly inputs: readonly (readonly number[])[];
  readonly outputs: readonly (readonly number[])[];
  readonly params: bigint;
  readonly macs: bigint;
}

interface DefinitionBase<F extends Fields> {
  readonly id: string;
  readonly title: string;
  /** One sentence: what it does to the tensor. */
  readonly summary: string;
  /** What else people call it; a search finds it by these too. */
  readonly names?: readonly string[];
  /** Paper or code the definition follows. */
  readonly reference?: string;
  readonly family: Family;
  readonly fields: F;
  // Methods, not function properties: their parameters compare bivariantly, which lets one list hold every definition.
  inputs(values: Values<F>): readonly Port[];
  outputs(values: Values<F>): readonly Port[];
  /**
   * Input shapes with free sizes under which the definition's own formula is written, e.g. [1, s*w, H, W].
   * `free(name)` gives the symbol for a size that no field names.
   */
  symbolicInputs?(values: Values<F>, free: (name: string) => Expr): readonly Shape[];
  readonly examples: readonly Example<F>[];
}

/** An operator as it is put between two items whose channels do not fit. */
interface Adapter {
  /** What it is then called: `1 × 1 convolution`. */
  readonly title: string;
  readonly fields: Readonly<Record<string, number | boolean>>;
}

/** What can be said of an operator that is written back as a file has it, and that a runtime may know. */
interface Opaque<F extends Fields> {
  /** Null where its fields do not say. */
  operator(values: Values<F>): OpaqueOperator | null;
  /** ONNX's numbers of the element types of its outputs; 0 where one is not known. */
  outputTypes(values: Values<F>): readonly number[];
}

/** An operator as a file names it. */
interface OpaqueOperator {
  readonly op: string;
  /** Empty for the operators of ONNX itself. */
  readonly domain: string;
  /** Of the operators of the domain. */
  readonly version: number;
  /** Its attributes as fields of a NodeProto, in base64. */
  readonly attributes: string;
}

/** An operator lowers itself; shapes, weights and MACs are written once over exact expressions. */
export interface OperatorDefinition<F extends Fields = Fields> extends DefinitionBase<F> {
  readonly kind: 'operator';
  /** The heading under which it is offered, where that is not its family's. */
  readonly section?: OperatorSection;
  /** What is computed, for counting conventions that give each kind of operation its own price. */
  readonly operation: Operation;
  /** Output shapes; calls `refuse` where the inputs do not fit. */
  shape(values: Values<F>, inputs: readonly Shape[]): readonly Shape[];
  weights?(values: Values<F>, inputs: readonly Shape[]): Weights;
  /** Multiply-accumulates of convolutions and matrix products over the whole batch; bias not counted. 0n is a statement. */
  macs(values: Values<F>, inputs: readonly Shape[], outputs: readonly Shape[]): Expr;
  /** Plain slow reference implementation. */
  evaluate(
    values: Values<F>,
    inputs: readonly Tensor[],
    weights: Readonly<Record<string, Tensor>>,
    outputs: readonly (readonly number[])[],
  ): readonly Tensor[];
  onnx(values: Values<F>, context: OnnxContext): readonly OnnxNode[];
  /** How PyTorch writes it; null where it cannot be written, at these values or at all. */
  torch(values: Values<F>, context: TorchContext): TorchForm | null;
  /**
   * Says that it computes in single precision in a file of half precision: what half would overflow, or round away, such as
   * sums over a map, exponentials and corners of boxes.
   */
  needsSingle?(values: Values<F>): boolean;
  /** Where it does no more than scale and shift each channel by numbers that are known before it runs: what these are. */
  channelScale?(values: Values<F>, weights: Readonly<Record<string, Float32Array>>): ChannelScale;
  /** How a scale and shift of its output channels go into its weights; null where they cannot. */
  scaledChannels?(values: Values<F>, weightShape: readonly number[]): ScaledChannels<F> | null;
  /** Set where it acts in training alone, so that code that trains has it though it passes its input through. */
  readonly trains?: true;
  /** True where the operator passes its input through at these sizes: it is then left out of the program. */
  passesThrough?(values: Values<F>, inputs: readonly Shape[]): boolean;
  /**
   * The windows along rows and columns, where every output position reads one window of the first input; null at sizes
   * where these do not slide evenly.
   */
  windows?(values: Values<F>, inputs: readonly Shape[]): readonly [rows: Window, columns: Window] | null;
  /** Says that an operator with windows reads its other inputs too: each at the position of the output. */
  readonly readsOthersInPlace?: true;
  /** Values of the inputs on which it is defined, where these are not all; elsewhere it gives no number. */
  readonly domain?: 'positive';
  /** True where the output stands beside the weights, learned or given: nothing is computed, and it is no activation. */
  readonly stored?: true;
  /** Set of an operator that nobody here knows: what can be said of it, and no count, formula or value besides. */
  readonly opaque?: Opaque<F>;
  /** How source code usually calls it; as a module where this is absent. */
  usualCall?(values: Values<F>): SourceCall;
  /** Ways of calling it that no other operator has. */
  readonly ownCalls?: readonly SourceCall[];
  /** What counting tools read of it beyond its shapes, weights and MACs. */
  particulars?(values: Values<F>, inputs: readonly Shape[]): Particulars;
  /** How it brings a tensor to so many channels and leaves it as it is otherwise; offered where channels do not fit. */
  adapts?(channels: number): Adapter;
  /** Marks the operators through which a design's tensors come in and go out. */
  readonly boundary?: Side;
  /** Marks the operators through which tensors come into a drawn part and leave it: one for each of its ports. */
  readonly part?: Side;
  /**
   * What a port means inside lanes: `carry` hands on what leaves a lane to the next, `whole` brings what enters to every lane
   * uncut. Other inputs bring each lane its share of the channels; elsewhere they are all ordinary ports.
   */
  readonly inLanes?: 'carry' | 'whole';
  /** Says that it joins inputs, so that it joins those that are there where some are not; one alone passes. */
  readonly joins?: true;
}

/** What lanes are put together with. */
export interface LaneEnds {
  /** Cuts the channels into parts of these sizes. */
  cut(graph: GraphBuilder, name: string, wire: Wire, sizes: readonly Expr[]): readonly Wire[];
  /** Joins what leaves the lanes along the channels. */
  join(graph: GraphBuilder, name: string, wires: readonly Wire[]): Wire;
}

/** Another way to spend the same channels, shown beside a block's convolution weights. */
export interface Comparison {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly weights: Expr;
}

/** Where a child stands in the block's own drawing, in whole columns and rows. */
export interface Cell {
  readonly column: number;
  readonly row: number;
  readonly rowSpan?: number;
}

/** The pen a block draws its inside with; a design on the canvas means the same things. */
export interface GraphBuilder {
  /** Adds a child with one output and returns it. Names are unique within the block. */
  add<F extends Fields>(
    name: string,
    definition: Definition<F>,
    given: Given<F>,
    ...inputs: readonly Wire[]
  ): Wire;
  /** Adds a child and returns all its outputs. */
  addAll<F extends Fields>(
    name: string,
    definition: Definition<F>,
    given: Given<F>,
    ...inputs: readonly Wire[]
  ): readonly Wire[];
  /**
   * Adds a child that is the earlier child of that name once more, on other inputs and with the same weights: they are
   * counted and stored with the earlier one, while this one computes, and costs MACs, as any other. Returns all its
   * outputs. Inputs on which the weights would have other shapes are refused.
   */
  again(name: string, earlier: string, ...inputs: readonly Wire[]): readonly Wire[];
  /**
   * Lets the child of that name run with weights that are counted elsewhere: those of a sibling, or in a drawing those of
   * the item of the design that `owner` names. Whether they fit is for the caller to see.
   */
  runWith(name: string, owner: string): void;
  /** Says that sizes of the child of that name follow its inputs, and what its values are at other shapes of these. */
  followSizes(name: string, valuesAt: ValuesAt): void;
  /** Says how the source code calls the child of that name, where that is not as its definition is called usually. */
  callAs(name: string, call: SourceCall): void;
}

/** A block only expands into operators and other blocks; everything else is read off its expansion. */
export interface BlockDefinition<F extends Fields = Fields> extends DefinitionBase<F> {
  readonly kind: 'block';
  readonly section: BlockSection;
  /** What torch has one module for, that tools know by itself; undefined where it is only what it expands into. */
  operation?(values: Values<F>): Operation | undefined;
  expand(values: Values<F>, inputs: readonly Wire[], graph: GraphBuilder): readonly Wire[];
  /** House layout: the cell of each child by name. Children it does not name are laid out in layers. */
  arrange?(values: Values<F>): Readonly<Record<string, Cell>>;
  comparisons?(values: Values<F>): readonly Comparison[];
  /** Names of the children that are the block's channel groups, in order. */
  groups?(values: Values<F>): readonly string[];
  /** The weights as a sum over the groups with their number as a symbol; the field that counts them is not read. */
  series?(values: Values<F>, symbols: SeriesSymbols): Series;
  /** What a stage of copies of this block sets itself; a block without it has no stage. */
  readonly repeated?: Repeated<F>;
  /**
   * Says that the inside is drawn in the design: its expansion and ports are then made from what is drawn. `repeated` is
   * drawn once for `depth` copies, one after another, `lanes` once for `s` of them side by side.
   */
  readonly drawn?: DrawnKind;
  /** What is drawn inside; only where a definition was made of it. */
  readonly drawing?: Drawing;
  /** The ports of an item that is drawn inside, as far as its fields say, for where it is left out; null where none is so called. */
  readonly portsOfDrawn?: (name: string) => DrawnPorts | null;
  /** How lanes are cut and joined; only where `drawn` is `lanes`. */
  readonly laneEnds?: LaneEnds;
  /** Formulas that sources print of its counts, where a person said so; those of built-in blocks stand with all that is published. */
  readonly published?: readonly PrintedFormula[];
  /** Says that expressions in its drawing name its own fields and nothing outside. */
  readonly closed?: true;
  /** The definition of which this is the muted form; items of it are drawn as those of that one. */
  readonly mutes?: Definition;
  /** Tells definitions of one id apart, where they are made from different drawings. */
  readonly key?: string;
}

/** An item of a drawing, as it can be drawn where it is not there. */
interface DrawnPorts {
  readonly definition: Definition;
  readonly inputPorts: readonly string[];
  readonly outputPorts: readonly string[];
}

/** Values that a stage gives its copies: what it sets in the first, and what in the others. */
export interface Repeated<F extends Fields = Fields> {
  readonly first: Given<F>;
  readonly others: Given<F>;
}

export type Definition<F extends Fields = Fields> = OperatorDefinition<F> | BlockDefinition<F>;

/** Checks field types against their uses and erases them, so that definitions of all kinds stand in one list. */
export function defineOperator<const F extends Fields>(
  definition: Omit<OperatorDefinition<F>, 'kind'>,
): OperatorDefinition<F> {
  return { kind: 'operator', ...definition };
}

export function defineBlock<const F extends Fields>(
  definition: Omit<BlockDefinition<F>, 'kind'>,
): BlockDefinition<F> {
  return { kind: 'block', ...definition };
}

export const onePort = (name: string) => () => [{ name }] as const;

/** Looks definitions up by id; unknown ids are a person's problem, not an error. */
export interface Catalogue {
  readonly definitionOf: (id: string) => Definition | undefined;
  /** Every id there is, for who asks for another. */
  readonly ids: readonly string[];
}
