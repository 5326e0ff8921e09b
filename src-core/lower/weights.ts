import { elementCount } from '../language/tensor.ts';
import type { ProgramWeight } from './program.ts';
import { WordStream } from './random.ts';

/** Gives the values of a weight in order, in pieces of any length that add up to its elements. */
export type WeightSource = (weight: ProgramWeight) => Iterable<Float32Array>;

/** Elements of one piece: 256 KiB. */
const pieceElements = 65_536;

/** Gives an array of that length for the next piece. */
type PieceMaker = (length: number) => Float32Array;

const freshPiece: PieceMaker = (length) => new Float32Array(length);

/** Standard deviation of Kaiming normal for ReLU: sqrt(2 / fan-in), the fan-in being the weights of one output. */
export function kaimingDeviation(shape: readonly number[]): number {
  return Math.sqrt(2 / elementCount(shape.slice(1)));
}

/**
 * Freshly initialised values of every weight, made piece by piece, so that a large one never stands in memory whole.
 * The values depend on the seed and the weight's name alone, to the bit, on every machine.
 */
export function seededWeights(seed: number): WeightSource {
  return (weight) => pieces(weight, seed, freshPiece);
}

/**
 * The same values in pieces that are lent: each stands until the next one is asked for, of whatever weight. For a writer that is
 * done with each by then, as asking the system for fresh memory takes as long as making the values.
 */
export function lentWeights(seed: number): WeightSource {
  const lent = new Float32Array(pieceElements);
  return (weight) => pieces(weight, seed, (length) => lent.subarray(0, length));
}

/** The values of derived weights too, made of those that a source gives. */
export function withDerived(source: WeightSource): WeightSource {
  return (weight) => (weight.derived === undefined ? source(weight) : cut(wholeWeight(weight, source)));
}

/** All values of a weight in one array; those of a derived one are made of those that a source gives. */
export function wholeWeight(weight: ProgramWeight, source: WeightSource): Float32Array {
  const { derived } = weight;
  if (derived !== undefined) return derived.values(derived.from.map((each) => wholeWeight(each, source)));
  const all = new Float32Array(elementCount(weight.shape));
  let end = 0;
  for (const piece of source(weight)) {
    all.set(piece, end);
    end += piece.length;
  }
  return all;
}

function* cut(values: Float32Array): Generator<Float32Array> {
  for (let start = 0; start < values.length; start += pieceElements)
    yield values.subarray(start, start + pieceElements);
}

/** All values of one weight, as `seededWeights` gives them. */
export function fillWeight(weight: ProgramWeight, seed: number): Float32Array {
  const all = new Float32Array(elementCount(weight.shape));
  fillPart(weight, seed, 0, all);
  return all;
}

function* pieces(weight: ProgramWeight, seed: number, make: PieceMaker): Generator<Float32Array> {
  const count = elementCount(weight.shape);
  for (let start = 0; start < count; start += pieceElements) {
    const piece = make(Math.min(count - start, pieceElements));
    fillPart(weight, seed, start, piece);
    yield piece;
  }
}

/** Fills `target` with the weight's values from its `first` on; no value depends on how a weight is cut. */
function fillPart(
  { name, shape, init }: ProgramWeight,
  seed: number,
  first: number,
  target: Float32Array,
): void {
  if (init === 'zeros' || init === 'ones') {
    target.fill(init === 'ones' ? 1 : 0);
    return;
  }
  const stream = new WordStream(seed, name, first);
  if (typeof init === 'object' && 'uniform' in init) stream.fillUniform(target, init.uniform);
  else stream.fillNormal(target, init === 'kaiming' ? kaimingDeviation(shape) : init.normal);
}
