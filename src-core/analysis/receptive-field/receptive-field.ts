import type { Expr } from '../../algebra/expression.ts';
import { compare, NotSymbolic, symbol } from '../../algebra/expression.ts';
import type { OperatorDefinition } from '../../language/definition.ts';
import type { Expansion } from '../../language/expansion.ts';
import type { Operation } from '../../language/operation.ts';
import { Refusal } from '../../language/refusal.ts';
import type { Shape } from '../../language/shape.ts';
import { H, sizeOf, W } from '../../language/shape.ts';
import type { Window } from '../../language/window.ts';
import { padsOf, reach } from '../../language/window.ts';
import type { Source } from '../../language/wire.ts';
import { ownInput } from '../../language/wire.ts';
import type { Steps } from '../../steps.ts';
import { finished } from '../../steps.ts';
import type { Analysis } from '../analyzer.ts';
import type { ExtentSet, Slide } from './sets.ts';
import { ExtentSets, TooManyExtents } from './sets.ts';

/**
 * What a tensor's values read of the input, over all paths: that is how many scales it holds.
 * All channels of a tensor share one set; the channel groups of a block are tensors of their own.
 */
export interface ReceptiveField {
  readonly rows: ExtentSet;
  readonly columns: ExtentSet;
  /**
   * True where a layer before reads windows that do not slide by whole rows (uneven pooling bins, enlarging, regions): the
   * whole map stands for what it reads, so these fields are upper bounds.
   */
  readonly isBound: boolean;
}

export interface GroupReceptiveField {
  readonly name: string;
  readonly field: ReceptiveField;
}

/** The axes along which a map is read. */
export const mapAxes = [H, W] as const;
type Axis = (typeof mapAxes)[number];
const mapRank = 4;
const setOf = (field: ReceptiveField, axis: Axis): ExtentSet => (axis === H ? field.rows : field.columns);

const isMap = (shape: Shape): boolean => shape.length === mapRank;
/** The size that meets an axis of a map when sizes are counted from the last; a tensor that has none there serves all. */
export const sizeAlong = (shape: Shape, axis: Axis): Expr => shape[axis - mapRank + shape.length] ?? 1n;
const count = (shape: Shape, axis: number): number => Number(sizeOf(shape, axis) as bigint);

/** Norms that take mean and variance over the map, so that each value reads all of it. */
const overMap: ReadonlySet<Operation> = new Set(['group-norm', 'instance-norm', 'filter-response-norm']);
/** What reads or puts values where another input says, or by filters that come in: it reads more than the position it is at. */
const byOtherInput: ReadonlySet<Operation> = new Set([
  'max-unpool',
  'deformable-convolution',
  'dynamic-convolution',
  'matmul',
]);
/** What takes positions together along the axes of a map that it does not keep. */
const reductions: ReadonlySet<Operation> = new Set(['mean', 'sum', 'max', 'min']);

const probes: Readonly<Record<Axis, Expr>> = { [H]: symbol('rows'), [W]: symbol('columns') };

/**
 * Whether every output position reads that position of the inputs alone (or the only one an input has). The shape rule is
 * asked with symbols for rows and columns: what moves, cuts, joins or resamples them does not give the symbols back.
 */
export function isPointwise(definition: OperatorDefinition, { values, inputs, outputs }: Expansion): boolean {
  if (!inputs.some(isMap) || !outputs.every(isMap)) return false;
  if (overMap.has(definition.operation) || values.axis === 'last') return false;
  if (byOtherInput.has(definition.operation)) return false;
  // Probes are alike for all inputs, so what is brought to the size of another input gives them back too.
  if (!inputs.filter(isMap).every((shape) => fitsMaps(shape, outputs))) return false;
  const probed = inputs.map((shape) =>
    shape.map((size, index) => {
      const axis = mapAxes.find((each) => each === index + mapRank - shape.length);
      return axis === undefined || isSpread(size, outputs, axis) ? size : probes[axis];
    }),
  );
  try {
    return definition
      .shape(values, probed)
      .every((shape) => mapAxes.every((axis) => compare(sizeOf(shape, axis), probes[axis]) === 'equal'));
  } catch (error) {
    if (error instanceof NotSymbolic || error instanceof Refusal) return false;
    throw error;
  }
}

/** Whether a size of the result is that of the first input along an axis of the map: the shape rule is asked with a symbol. */
function keepsAxis(definition: OperatorDefinition, { values, inputs }: Expansion, axis: Axis): boolean {
  const probed = inputs.map((shape) => shape.map((size, index) => (index === axis ? probes[axis] : size)));
  return definition
    .shape(values, probed)
    .some((shape) => shape.some((size) => compare(size, probes[axis]) === 'equal'));
}

/** Whether a map has the rows and columns of the outputs, or a single one that serves them all. */
const fitsMaps = (shape: Shape, outputs: readonly Shape[]): boolean =>
  mapAxes.every((axis) => {
    const size = sizeOf(shape, axis);
    if (isSpread(size, outputs, axis)) return true;
    return outputs.every((output) => compare(sizeOf(output, axis), size) === 'equal');
  });

/** Whether the only position of an input serves many of the output, as that of a gate does. */
export const isSpread = (size: Expr, outputs: readonly Shape[], axis: Axis): boolean =>
  size === 1n && outputs.some((shape) => sizeOf(shape, axis) !== 1n);

const slideOf = (window: Window, size: number): Slide => ({
  reach: Number(reach(window) as bigint),
  stride: window.stride,
  before: padsOf(size, window)[0],
});

class Walk {
  readonly sets = new ExtentSets();
  readonly byPath = new Map<string, readonly ReceptiveField[]>();
  readonly expansions = new Map<string, Expansion>();
  readonly #pointwise = new Map<Expansion, boolean>();
  /** A map laid out as features has bounds only until a layer reads all features: then these fields hold. */
  readonly #onceMixed = new Map<ReceptiveField, ReceptiveField>();

  *run(
    path: string,
    expansion: Expansion,
    inputs: readonly ReceptiveField[],
  ): Steps<readonly ReceptiveField[]> {
    const outputs = yield* this.#outputs(path, expansion, inputs);
    this.byPath.set(path, outputs);
    this.expansions.set(path, expansion);
    yield;
    return outputs;
  }

  *#outputs(
    path: string,
    expansion: Expansion,
    inputs: readonly ReceptiveField[],
  ): Steps<readonly ReceptiveField[]> {
    const { definition, children, results, outputs } = expansion;
    if (definition.kind === 'operator') {
      if (definition.stored === true) return outputs.map(() => this.#nothing);
      if (definition.boundary === 'input') return outputs.map((shape) => this.#source(shape));
      if (expansion.passesThrough || definition.boundary === 'output') return inputs;
      return this.#operator(definition, expansion, inputs);
    }
    const inner: (readonly ReceptiveField[])[] = [];
    const fieldOf = ({ child, output }: Source): ReceptiveField =>
      (child === ownInput ? inputs : inner[child]!)[output]!;
    for (const { name, expansion: part, sources } of children) {
      inner.push(yield* this.run(`${path}/${name}`, part, sources.map(fieldOf)));
    }
    return results.map(fieldOf);
  }

  get #nothing(): ReceptiveField {
    return { rows: this.sets.none, columns: this.sets.none, isBound: false };
  }

  /** An image reads itself; anything else that comes in is not a part of an image. */
  #source(shape: Shape): ReceptiveField {
    const own = isMap(shape) ? this.sets.input : this.sets.none;
    return { rows: own, columns: own, isBound: false };
  }

  #operator(
    definition: OperatorDefinition,
    expansion: Expansion,
    inputs: readonly ReceptiveField[],
  ): readonly ReceptiveField[] {
    const windows = definition.windows?.(expansion.values, expansion.inputs) ?? null;
    if (windows !== null) {
      const slid = this.#slid(windows, expansion.inputs[0]!, inputs[0]!);
      const others = definition.readsOthersInPlace === true ? inputs.slice(1) : [];
      const read = others.length === 0 ? slid : this.#joined([slid, ...others], false);
      return expansion.outputs.map(() => read);
    }
    if (this.#isPointwise(definition, expansion)) {
      const fields = inputs.map((field, index) =>
        this.#spread(field, expansion.inputs[index]!, expansion.outputs),
      );
      const joined = this.#joined(fields, false);
      return expansion.outputs.map(() => joined);
    }
    const joined = this.#mixed(definition, expansion, inputs);
    return expansion.outputs.map(() => joined);
  }

  /** An operator without windows that does not keep positions: it is taken to read all of its inputs. */
  #mixed(
    definition: OperatorDefinition,
    expansion: Expansion,
    inputs: readonly ReceptiveField[],
  ): ReceptiveField {
    const { operation } = definition;
    const { inputs: shapes, outputs } = expansion;
    if (reductions.has(operation) && shapes.every(isMap))
      return this.#reduced(definition, expansion, inputs[0]!);
    const whole = (fields: readonly ReceptiveField[]) =>
      fields.map((field, index) => this.#whole(field, shapes[index]!));
    const mixed = inputs.map((field) => this.#onceMixed.get(field) ?? field);
    if (operation === 'linear' && !shapes.some(isMap)) return this.#joined(whole(mixed), false);
    const isBound = !overMap.has(operation) && shapes.some(isLarge);
    const joined = this.#joined(whole(inputs), isBound);
    const laysOut = operation === 'none' && !outputs.some(isMap);
    if (joined.isBound && (laysOut || !shapes.some(isMap))) {
      this.#onceMixed.set(joined, this.#joined(whole(mixed), false));
    }
    return joined;
  }

  /** Of a map, what is taken together along an axis reads all of it; a kept axis that is no longer the map's own has a bound. */
  #reduced(definition: OperatorDefinition, expansion: Expansion, field: ReceptiveField): ReceptiveField {
    const [shape] = expansion.inputs as [Shape];
    const whole = this.#whole(field, shape);
    const [rows, columns] = mapAxes.map((axis) => keepsAxis(definition, expansion, axis)) as [
      boolean,
      boolean,
    ];
    if (!expansion.outputs.every(isMap)) {
      return { ...whole, isBound: field.isBound || ((rows || columns) && isLarge(shape)) };
    }
    return {
      rows: rows ? field.rows : whole.rows,
      columns: columns ? field.columns : whole.columns,
      isBound: field.isBound,
    };
  }

  #isPointwise(definition: OperatorDefinition, expansion: Expansion): boolean {
    const known = this.#pointwise.get(expansion);
    if (known !== undefined) return known;
    const answer = isPointwise(definition, expansion);
    this.#pointwise.set(expansion, answer);
    return answer;
  }

  #slid(windows: readonly [Window, Window], shape: Shape, field: ReceptiveField): ReceptiveField {
    const [rows, columns] = mapAxes.map((axis, index) =>
      this.sets.slid(setOf(field, axis), slideOf(windows[index]!, count(shape, axis))),
    ) as [ExtentSet, ExtentSet];
    return { rows, columns, isBound: field.isBound };
  }

  #spread(field: ReceptiveField, shape: Shape, outputs: readonly Shape[]): ReceptiveField {
    const [rows, columns] = mapAxes.map((axis) => {
      const set = setOf(field, axis);
      return isSpread(sizeAlong(shape, axis), outputs, axis) ? this.sets.whole(set, 1) : set;
    }) as [ExtentSet, ExtentSet];
    return { rows, columns, isBound: field.isBound };
  }

  #whole(field: ReceptiveField, shape: Shape): ReceptiveField {
    const [rows, columns] = mapAxes.map((axis) =>
      this.sets.whole(setOf(field, axis), isMap(shape) ? count(shape, axis) : 1),
    ) as [ExtentSet, ExtentSet];
    return { rows, columns, isBound: field.isBound };
  }

  #joined(fields: readonly ReceptiveField[], isBound: boolean): ReceptiveField {
    return {
      rows: this.sets.union(...fields.map(({ rows }) => rows)),
      columns: this.sets.union(...fields.map(({ columns }) => columns)),
      isBound: isBound || fields.some((field) => field.isBound),
    };
  }
}

/** A map of more than one position, of which reading all is more than reading one. */
const isLarge = (shape: Shape): boolean => isMap(shape) && mapAxes.some((axis) => sizeOf(shape, axis) !== 1n);

/** The receptive fields of a design, item by item down to the operators. */
export class ReceptiveFields {
  readonly #walk: Walk;

  constructor(walk: Walk) {
    this.#walk = walk;
  }

  /** The fields of each output of the item at that path; undefined where there is no such item. */
  of(path: string): readonly ReceptiveField[] | undefined {
    return this.#walk.byPath.get(path);
  }

  /** The fields of a block's channel groups, in their order; empty where the item has none. */
  groupsOf(path: string): readonly GroupReceptiveField[] {
    const expansion = this.#walk.expansions.get(path);
    if (expansion?.definition.kind !== 'block') return [];
    const names = expansion.definition.groups?.(expansion.values) ?? [];
    return names.flatMap((name) => {
      const field = this.of(`${path}/${name}`)?.[0];
      return field === undefined ? [] : [{ name, field }];
    });
  }
}

/**
 * What every tensor of the design reads of the input, as a set over all paths. Sizes are those of windows, so they may be
 * larger than the image. Null where any item is unknown, or where paths read more different extents than are held. Costs a walk over all operators: call it when it is looked at.
 */
export const receptiveFields = (analysis: Analysis): ReceptiveFields | null =>
  finished(receptiveFieldSteps(analysis));

/** As `receptiveFields`, a step an item at any depth. */
export function* receptiveFieldSteps(analysis: Analysis): Steps<ReceptiveFields | null> {
  if (analysis.totals === null) return null;
  const walk = new Walk();
  try {
    for (const id of analysis.order) {
      const { expansion, sources } = analysis.items.get(id)!;
      if (expansion === null) return null;
      yield* walk.run(
        id,
        expansion,
        sources.map((source) => walk.byPath.get(source!.node)![source!.output]!),
      );
    }
  } catch (error) {
    if (error instanceof TooManyExtents) return null;
    throw error;
  }
  return new ReceptiveFields(walk);
}
