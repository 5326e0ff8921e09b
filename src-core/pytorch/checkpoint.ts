import type { Analysis } from '../analysis/analyzer.ts';
import type { Design, StoredTensor, WeightsFile } from '../document/design.ts';
import { storedKey, withFreshWeights } from '../document/stored-weights.ts';
import type { Result } from '../errors.ts';
import { ok } from '../errors.ts';
import type { HeaderTensor } from '../lower/header-tensor.ts';
import { lower } from '../lower/program.ts';
import type { PublicNames } from './public-name.ts';
import type { StateTensor } from './state.ts';
import { stateOf } from './state.ts';
import { writePyTorch } from './write-pytorch.ts';

/** A tensor that both have under one name, and its sizes in the design and in the file. */
interface Misfit {
  readonly name: string;
  readonly expected: readonly number[];
  readonly got: readonly number[];
}

/** A design with weights of a checkpoint, and how far their names went together. */
export interface Filled {
  readonly design: Design;
  /** Tensors that the design takes, by the names that they have in its state dict. */
  readonly fitted: readonly string[];
  /** Tensors of the state dict that the file does not have. */
  readonly missing: readonly string[];
  /** Those that it has in other sizes, or as numbers that are not read. */
  readonly misfits: readonly Misfit[];
  /** Tensors of the file that the design does not have. */
  readonly leftOver: readonly string[];
}

/** What training scripts put before every name: the model inside a wrapper. */
const wrappers = ['module.', 'model.', 'backbone.', 'state_dict.'];

/** The names of a file without what stands before all of them. */
function unwrapped(tensors: readonly HeaderTensor[]): ReadonlyMap<string, HeaderTensor> {
  const isAhead = (start: string): boolean =>
    tensors.length > 0 && tensors.every(({ name }) => name.startsWith(start));
  let ahead = '';
  for (const wrapper of [...wrappers, ...wrappers]) if (isAhead(ahead + wrapper)) ahead += wrapper;
  return new Map(tensors.map((tensor) => [tensor.name.slice(ahead.length), tensor]));
}

/** The weight that a tensor of a state dict is, unchanged; null of one that is made of several. */
function weightIn({ from, values }: StateTensor) {
  if (from === null || values === undefined) return null;
  const marks = Object.fromEntries(Object.keys(from).map((short) => [short, new Float32Array(1)]));
  try {
    const made = values(marks);
    const short = Object.keys(from).find((name) => marks[name] === made);
    return short === undefined ? null : from[short]!;
  } catch {
    // what is cut or joined needs as many values as it has
    return null;
  }
}

/**
 * A design whose weights are those of a checkpoint, each by its name in the state dict of the design's PyTorch. What is not there, or
 * of other sizes, is new.
 * @param names what weights are called in a published implementation
 * Issues: those of `writePyTorch` and `lower`.
 */
export function withCheckpoint(
  analysis: Analysis,
  tensors: readonly HeaderTensor[],
  weights: WeightsFile,
  names: PublicNames = [],
): Result<Filled> {
  const file = writePyTorch(analysis, { names });
  if (!file.ok) return file;
  const program = lower(analysis);
  if (!program.ok) return program;
  const there = unwrapped(tensors);
  const byItem = new Map<string, Record<string, StoredTensor>>();
  const [fitted, missing, misfits]: [string[], string[], Misfit[]] = [[], [], []];
  const known = new Set<string>();
  for (const state of stateOf(file.value, program.value)) {
    known.add(state.key);
    if (state.from === null) continue;
    const tensor = there.get(state.key);
    const weight = weightIn(state);
    if (tensor === undefined) missing.push(state.key);
    else if (weight?.owner === undefined || tensor.elementType === null || !isSame(tensor.shape, state.shape))
      misfits.push({ name: state.key, expected: state.shape, got: tensor.shape });
    else {
      const { path, short } = weight.owner;
      const [item, ...inside] = path.split('/');
      const own = byItem.get(item!) ?? {};
      own[storedKey(inside, short)] = { tensor: tensor.name, sizes: weight.shape };
      byItem.set(item!, own);
      fitted.push(state.key);
    }
  }
  const fresh = withFreshWeights(analysis.design);
  const nodes = fresh.nodes.map((node) => {
    const own = byItem.get(node.id);
    return own === undefined ? node : { ...node, weights: own };
  });
  const design = fitted.length === 0 ? fresh : { ...fresh, nodes, weights };
  const leftOver = [...there.keys()].filter((name) => !known.has(name));
  return ok({ design, fitted, missing, misfits, leftOver });
}

const isSame = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join();
