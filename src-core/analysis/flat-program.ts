import type { OperatorDefinition } from '../language/definition.ts';
import type { Child, Expansion } from '../language/expansion.ts';
import { boundaryOf, drawnKindOf } from '../language/roles.ts';
import type { Shape } from '../language/shape.ts';
import { sizeOf } from '../language/shape.ts';
import type { Source } from '../language/wire.ts';
import { ownInput } from '../language/wire.ts';
import type { Steps } from '../steps.ts';
import { finished } from '../steps.ts';
import type { Analysis } from './analyzer.ts';
import { itemAt } from './item-paths.ts';
import { weightsPlaceOf } from './weights-owner.ts';

/**
 * A tensor of the flat program; sizes are concrete. Its name tells it from all others, whatever items are named: the path
 * of what writes it, and of several tensors that one operator writes `path//0`, `path//1`, as no path holds `//`.
 */
export interface FlatTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** ONNX's number of the type of its values where these are no real numbers, 0 where it is not known; absent where they are. */
  readonly type?: number;
}

/** A leaf operator that runs, with its path and the tensors it reads and writes. */
export interface FlatOperator {
  readonly path: string;
  /** The path of the operator whose weights it runs with: its own, or that of the use with which they are counted. */
  readonly weightsPath: string;
  readonly definition: OperatorDefinition;
  readonly expansion: Expansion;
  readonly inputs: readonly FlatTensor[];
  readonly outputs: readonly FlatTensor[];
}

/** One use of a definition with its path: what the tree of a design shows. Parents stand before their children. */
export interface FlatScope {
  readonly path: string;
  readonly expansion: Expansion;
}

export interface FlatProgram {
  readonly inputs: readonly FlatTensor[];
  /** The tensor each Output reads, under the Output's own id. */
  readonly outputs: readonly { readonly id: string; readonly tensor: FlatTensor }[];
  readonly operators: readonly FlatOperator[];
  readonly scopes: readonly FlatScope[];
  /** What each item gives, at every depth, by its path. */
  readonly results: ReadonlyMap<string, readonly FlatTensor[]>;
}

/** ONNX's number of single precision, as which all real numbers are known here. */
const realType = 1;

function concrete(shape: Shape): number[] {
  return shape.map((_, axis) => Number(sizeOf(shape, axis) as bigint));
}

/** Follows tensors through expansions, and notes what runs and what surrounds it. */
class Walk {
  readonly operators: FlatOperator[] = [];
  readonly scopes: FlatScope[] = [];
  readonly results = new Map<string, readonly FlatTensor[]>();
  readonly #analysis: Analysis;

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  /** Runs one expansion at `path` on the given tensors, with the weights of a use, and returns its outputs. */
  *run(
    path: string,
    expansion: Expansion,
    inputs: readonly FlatTensor[],
    weights: FlatScope,
  ): Steps<readonly FlatTensor[]> {
    const given = yield* this.#give(path, expansion, inputs, weights);
    this.results.set(path, given);
    return given;
  }

  *#give(
    path: string,
    expansion: Expansion,
    inputs: readonly FlatTensor[],
    weights: FlatScope,
  ): Steps<readonly FlatTensor[]> {
    this.scopes.push({ path, expansion });
    const { definition } = expansion;
    if (definition.kind === 'operator') {
      if (expansion.passesThrough) return inputs;
      const many = expansion.outputs.length > 1;
      const types = definition.opaque?.outputTypes(expansion.values) ?? [];
      const outputs = expansion.outputs.map((shape, index) => ({
        name: many ? `${path}//${index}` : path,
        shape: concrete(shape),
        ...(types[index] !== undefined && types[index] !== realType && { type: types[index] }),
      }));
      this.operators.push({ path, weightsPath: weights.path, definition, expansion, inputs, outputs });
      yield;
      return outputs;
    }
    const results: (readonly FlatTensor[])[] = [];
    const tensorOf = ({ child, output }: Source): FlatTensor =>
      (child === ownInput ? inputs : results[child]!)[output]!;
    for (const [index, { name, expansion: inner, sources }] of expansion.children.entries()) {
      const at = `${path}/${name}`;
      results.push(yield* this.run(at, inner, sources.map(tensorOf), this.#weightsOf(at, index, weights)));
    }
    return expansion.results.map(tensorOf);
  }

  /** The use whose weights a child runs with: the counterpart of the child in the use whose weights its surroundings have. */
  #weightsOf(path: string, index: number, { path: around, expansion }: FlatScope): FlatScope {
    const counterpart = expansion.children[index]!;
    const { weightsOf } = counterpart;
    if (weightsOf === undefined) return childIn(around, counterpart);
    if (drawnKindOf(expansion.definition) === 'once') return this.sharedAt(path);
    return childIn(around, expansion.children.find(({ name }) => name === weightsOf)!);
  }

  /** The use whose weights the item at a path runs with, which may stand anywhere in the design. */
  sharedAt(path: string): FlatScope {
    const place = weightsPlaceOf(this.#analysis, path);
    const found = place.kind === 'at' ? itemAt(this.#analysis, place.path)?.expansion : undefined;
    if (place.kind !== 'at' || found == null)
      throw new Error(`${path} has no weights in a design without problems`);
    return { path: place.path, expansion: found };
  }
}

const childIn = (around: string, { name, expansion }: Child): FlatScope => ({
  path: `${around}/${name}`,
  expansion,
});

const programs = new WeakMap<Analysis, FlatProgram | null>();

/**
 * The leaf operators of a design in exported order, operators that pass their input through left out; found once for each
 * analysis. Null where any item is unknown.
 */
export const flatProgramOf = (analysis: Analysis): FlatProgram | null => finished(flatProgramSteps(analysis));

/** As `flatProgramOf`, a step an operator. */
export function* flatProgramSteps(analysis: Analysis): Steps<FlatProgram | null> {
  let program = programs.get(analysis);
  if (program === undefined) {
    program = yield* programIn(analysis);
    programs.set(analysis, program);
  }
  return program;
}

function* programIn(analysis: Analysis): Steps<FlatProgram | null> {
  if (analysis.counted === null) return null;
  const walk = new Walk(analysis);
  const inputs: FlatTensor[] = [];
  const outputs: { id: string; tensor: FlatTensor }[] = [];
  const results = new Map<string, readonly FlatTensor[]>();
  for (const id of analysis.order) {
    const item = analysis.items.get(id)!;
    const { expansion, definition } = item;
    if (expansion === null || definition === null) return null;
    const boundary = boundaryOf(definition);
    const fed = item.sources.map((source) => results.get(source!.node)![source!.output]!);
    if (boundary === 'input') {
      const tensor = { name: id, shape: concrete(expansion.outputs[0]!) };
      inputs.push(tensor);
      results.set(id, [tensor]);
      walk.results.set(id, [tensor]);
      walk.scopes.push({ path: id, expansion });
    } else if (boundary === 'output') {
      outputs.push({ id, tensor: fed[0]! });
      walk.results.set(id, [fed[0]!]);
      walk.scopes.push({ path: id, expansion });
    } else {
      const weights = item.weightsOf === undefined ? { path: id, expansion } : walk.sharedAt(id);
      results.set(id, yield* walk.run(id, expansion, fed, weights));
    }
  }
  return { inputs, outputs, operators: walk.operators, scopes: walk.scopes, results: walk.results };
}
