import type { Expr } from '../../algebra/expression.ts';
import { NotSymbolic, symbol } from '../../algebra/expression.ts';
import { exactNumber } from '../../document/decimal.ts';
import type { Design } from '../../document/design.ts';
import { drawingOf } from '../../document/drawing.ts';
import type { Result } from '../../errors.ts';
import { fail, issue, ok } from '../../errors.ts';
import type { Catalogue } from '../../language/definition.ts';
import { ExpansionMemo } from '../../language/expand.ts';
import type { Counts, Facts } from '../../language/facts.ts';
import { sumFacts } from '../../language/facts.ts';
import { boundaryOf } from '../../language/roles.ts';
import type { Shape } from '../../language/shape.ts';
import { H, sizeOf, W } from '../../language/shape.ts';
import type { Steps } from '../../steps.ts';
import { finished } from '../../steps.ts';
import { environmentOf } from '../environment.ts';
import type { HeldField } from '../field-reader.ts';
import { heldFieldsOf } from '../held-fields.ts';
import { analyzeItem, ItemNotSymbolic } from '../item.ts';
import type { ItemAnalysis } from '../item-analysis.ts';
import { drawnDefinitions } from '../members.ts';
import { uncountedAmong } from '../opaque-issue.ts';
import { catalogueOf } from '../own-definitions.ts';
import { UnfitItems } from '../unfit-items.ts';
import { wire } from '../wiring.ts';
import type { Formula } from './formula.ts';
import type { HeldSymbol, ItemFormulas } from './item-formulas.ts';
import { formulasOf, formulasOfFacts, substituteShape } from './item-formulas.ts';

export interface SymbolicOptions {
  /** Variables that are numbers; all other integers and decimals stay symbols. */
  readonly bound?: ReadonlySet<string>;
  /** Keeps the sizes of the inputs as numbers. */
  readonly inputsBound?: boolean;
  /** True for a part of a design, which may run with weights of items that it leaves out. */
  readonly isPart?: boolean;
  /** Expansions of earlier passes; kept by whoever edits a design, so that an edit expands only what it touches. */
  readonly memo?: ExpansionMemo;
}

/** A design analysed with its variables and the rows and columns of its inputs as symbols. */
export interface SymbolicDesign {
  readonly design: Design;
  readonly items: ReadonlyMap<string, ItemAnalysis>;
  /** The present number of every symbol. */
  readonly numbers: ReadonlyMap<string, Expr>;
  readonly held: readonly HeldSymbol[];
  readonly heldFields: readonly HeldField[];
  /** Symbols for the rows and columns of an item's own input: H and W unless a variable has that name. */
  readonly rows: string;
  readonly columns: string;
}

/** H and W, or H_in and W_in where the design has a variable of that name. */
function mapSymbols(design: Design): { rows: string; columns: string } {
  const taken = new Set(design.variables.map((variable) => variable.name));
  const pick = (name: string): string => (taken.has(name) ? `${name}_in` : name);
  return { rows: pick('H'), columns: pick('W') };
}

/** Gives inputs of one size the same symbols: H, W for the first size, H2, W2 for the next. */
class InputSymbols {
  readonly numbers = new Map<string, Expr>();
  readonly #sizes = new Map<string, [Expr, Expr]>();
  readonly #names: { rows: string; columns: string };
  readonly #bound: ReadonlySet<string>;

  constructor(names: { rows: string; columns: string }, bound: ReadonlySet<string>) {
    this.#names = names;
    this.#bound = bound;
  }

  #free(name: string, value: Expr): Expr {
    this.numbers.set(name, value);
    return this.#bound.has(name) ? value : symbol(name);
  }

  /** The shape of an input with its rows and columns as symbols; other ranks stay as they are. */
  apply(shape: Shape): Shape {
    if (shape.length !== 4) return shape;
    const [rows, columns] = [sizeOf(shape, H), sizeOf(shape, W)];
    const key = `${rows}x${columns}`;
    let pair = this.#sizes.get(key);
    if (pair === undefined) {
      const suffix = this.#sizes.size === 0 ? '' : String(this.#sizes.size + 1);
      pair = [this.#free(this.#names.rows + suffix, rows), this.#free(this.#names.columns + suffix, columns)];
      this.#sizes.set(key, pair);
    }
    return [shape[0]!, shape[1]!, ...pair];
  }
}

/** Puts items in the place of those that are to run with weights which do not fit, whatever the symbols are. */
function replaceUnfit(design: Design, items: Map<string, ItemAnalysis>): void {
  try {
    for (const [id, item] of new UnfitItems().in({ design, items }, () => null)) items.set(id, item);
  } catch (error) {
    throw error instanceof NotSymbolic ? new ItemNotSymbolic('', error) : error;
  }
}

interface PassResult {
  readonly items: ReadonlyMap<string, ItemAnalysis>;
  readonly sizes: ReadonlyMap<string, Expr>;
  readonly heldFields: readonly HeldField[];
}

function* pass(
  design: Design,
  catalogue: Catalogue,
  bound: ReadonlySet<string>,
  inputsBound: boolean,
  isPart: boolean,
  memo: ExpansionMemo,
): Steps<PassResult> {
  const free = new Set(design.variables.map((v) => v.name).filter((name) => !bound.has(name)));
  const environment = environmentOf(design.variables, free);
  const drawing = drawingOf(design);
  const wiring = wire(drawing);
  const nodes = new Map(drawing.nodes.map((node) => [node.id, node]));
  const items = new Map<string, ItemAnalysis>();
  const drawn = drawnDefinitions(catalogue, memo);
  const symbols = new InputSymbols(mapSymbols(design), bound);
  for (const id of wiring.order) {
    const item = yield* analyzeItem(nodes.get(id)!, {
      catalogue,
      environment,
      memo,
      drawn,
      drawing: drawing.inner.get(id),
      incoming: wiring.incoming.get(id) ?? [],
      looped: wiring.looped.has(id),
      itemOf: (other) => items.get(other),
    });
    const opens = boundaryOf(item.definition) === 'input';
    const outputs =
      opens && !inputsBound ? item.outputs.map((shape) => shape && symbols.apply(shape)) : item.outputs;
    items.set(id, { ...item, outputs });
    yield;
  }
  if (!isPart) replaceUnfit(design, items);
  const expanded = [...items.values()].map(({ id, expansion }) => ({ name: id, expansion }));
  const heldFields = yield* heldFieldsOf(drawing, expanded, environment, catalogue);
  return { items, sizes: symbols.numbers, heldFields };
}

/** Each round looks at the whole design; one with more conflicts than this, one by one, holds all its variables. */
const roundLimit = 24;

/** Analyses a design with free symbols; those that some item needs as numbers are held at their present value. */
export const symbolicDesign = (
  design: Design,
  catalogue: Catalogue,
  options: SymbolicOptions = {},
): SymbolicDesign => finished(symbolicSteps(design, catalogue, options));

/** As `symbolicDesign`, a step an item and round. */
export function* symbolicSteps(
  design: Design,
  base: Catalogue,
  {
    bound = new Set(),
    inputsBound = false,
    isPart = false,
    memo = new ExpansionMemo(),
  }: SymbolicOptions = {},
): Steps<SymbolicDesign> {
  const catalogue = catalogueOf(design, base);
  const pinned = new Set(bound);
  const held: HeldSymbol[] = [];
  const numbers = new Map<string, Expr>();
  for (const variable of design.variables) {
    if (variable.kind !== 'choice') numbers.set(variable.name, exactNumber(variable.value));
  }
  for (let round = 1; ; round++) {
    try {
      const { items, sizes, heldFields } = yield* pass(design, catalogue, pinned, inputsBound, isPart, memo);
      for (const [name, value] of sizes) numbers.set(name, value);
      // A size of an input is known once a pass has come through.
      const kept = held.map((one) => ({ ...one, value: numbers.get(one.symbol) ?? one.value }));
      return { design, items, numbers, held: kept, heldFields, ...mapSymbols(design) };
    } catch (error) {
      if (!(error instanceof ItemNotSymbolic)) throw error;
      const { operation, symbols } = error.cause;
      const added = symbols.filter((name) => !pinned.has(name));
      if (added.length === 0) throw error;
      const others =
        round < roundLimit
          ? []
          : [...numbers.keys()].filter((name) => !pinned.has(name) && !added.includes(name));
      for (const name of [...added, ...others]) {
        pinned.add(name);
        held.push({ symbol: name, value: numbers.get(name) ?? 0n, operation });
      }
    }
  }
}

/** The counts of a whole design as formulas in its variables and the rows and columns of its input. */
export interface DesignFormulas extends Counts<Formula> {
  readonly held: readonly HeldSymbol[];
  readonly heldFields: readonly HeldField[];
}

/** Issues where any item is unknown: an unknown count voids the total. */
export function designFormulas(symbolic: SymbolicDesign): Result<DesignFormulas> {
  const items = [...symbolic.items.values()];
  const known = items.map((item) => item.facts).filter((facts): facts is Facts => facts !== null);
  if (known.length < items.length)
    return fail(
      ...items.flatMap((item) => item.issues),
      ...uncountedAmong(items.map(({ expansion }) => expansion)),
      issue('formula/none'),
    );
  return ok({
    ...formulasOfFacts(sumFacts(known)),
    held: symbolic.held,
    heldFields: symbolic.heldFields,
  });
}

/** A formula of an item and the numbers its symbols have at present, rows and columns of its own input among them. */
export interface PlacedFormulas {
  readonly formulas: ItemFormulas;
  readonly numbers: ReadonlyMap<string, Expr>;
}

interface OwnInputs {
  readonly inputs: readonly Shape[];
  readonly numbers: ReadonlyMap<string, Expr>;
}

/** Input shapes of an item with rows and columns as symbols of their own, H and W for the first map. */
function ownInputs(symbolic: SymbolicDesign, concrete: readonly Shape[], free: readonly Shape[]): OwnInputs {
  const { rows, columns } = symbolic;
  const spatial = new Map(
    [...symbolic.numbers].filter(([name]) => name.startsWith(rows) || name.startsWith(columns)),
  );
  for (const variable of symbolic.design.variables) spatial.delete(variable.name);
  const numbers = new Map([...symbolic.numbers].filter(([name]) => !spatial.has(name)));
  const symbols = new InputSymbols({ rows, columns }, new Set());
  const inputs = free.map((shape, index) => {
    const bound = substituteShape(shape, spatial);
    if (shape.length !== 4) return bound;
    const own = symbols.apply(concrete[index]!);
    return [bound[0]!, bound[1]!, own[H]!, own[W]!];
  });
  for (const [name, value] of symbols.numbers) numbers.set(name, value);
  return { inputs, numbers };
}

/** The formulas of one item of a design, in the design's variables and the rows and columns of its own input. */
export function itemFormulas(
  symbolic: SymbolicDesign,
  id: string,
  concrete: ItemAnalysis,
  memo?: ExpansionMemo,
): Result<PlacedFormulas> {
  const item = symbolic.items.get(id);
  if (item === undefined || item.values === null || item.definition === null || item.inputs.includes(null)) {
    return fail(...(item?.issues ?? []), issue('formula/none', { node: id }));
  }
  const { inputs, numbers } = ownInputs(
    symbolic,
    concrete.inputs as readonly Shape[],
    item.inputs as readonly Shape[],
  );
  const { definition, values, expansion } = item;
  const { call, borrows, valuesAt } = expansion ?? {};
  const use = { definition, values, valuesAt, inputs, numbers, call, borrows };
  const formulas = formulasOf(use, memo);
  return formulas.ok ? ok({ formulas: formulas.value, numbers }) : formulas;
}
