import { inTurn, isOwnOrder } from '../../language/axis-order.ts';
import type { OperatorDefinition } from '../../language/definition.ts';
import { gru } from '../../operators/gru.ts';
import { lstm } from '../../operators/lstm.ts';
import { permute } from '../../operators/permute.ts';
import { reshape } from '../../operators/reshape.ts';
import { slice } from '../../operators/slice.ts';
import { concat } from '../../operators/tensor.ts';
import type { NodeReading, Reader } from '../node-reading.ts';
import { inputsOf } from '../patterns/look.ts';
import type { Computed } from '../value.ts';

const directions = { forward: 'forward', reverse: 'reverse', bidirectional: 'both' } as const;

const isDirection = (text: string): text is keyof typeof directions => Object.hasOwn(directions, text);

/** The places of its inputs: the lengths of sequences, and the states that they begin with. */
const lengths = 4;
const firstStates = [5, 6];

/** Whether it begins with nothing, as an item does: no state is given, or one of zeros. */
const beginsAtZero = (node: NodeReading): boolean =>
  firstStates.every(
    (index) => node.input(index) === undefined || node.known(index)?.values.every((value) => value === 0),
  );

/** A sequence [L, N, C] as [N, C, L]: what brought its steps ahead, and this, are one. */
function withBatchFirst(node: NodeReading, x: Computed): Computed | null {
  const order = [1, 2, 0];
  const [before] = inputsOf(x, permute) ?? [];
  if (before === undefined) return node.add(permute, { order }, [x])?.[0] ?? null;
  const both = inTurn(x.item.given.order as readonly number[], order);
  if (isOwnOrder(both)) return before;
  return node.add(permute, { order: both }, [before])?.[0] ?? null;
}

/** One step's part of what leaves a sequence [N, C, L]. */
const stepOf = (node: NodeReading, x: Computed | undefined, start: number): Computed | undefined =>
  x && node.add(slice, { axis: 'rows', start, channels: 1 }, [x])?.[0];

/**
 * A recurrent layer. Files have the steps ahead, [L, N, C], and give each direction an axis, [L, directions, N, h]; an item reads
 * [N, C, L] and joins the channels of its directions.
 * @param hasPeepholes whether weights from the cell to the gates may follow, which an item has none of
 * @param isAsItems what else has to be said of a node that computes what the item does
 */
const recurrent =
  (
    definition: OperatorDefinition,
    hasPeepholes: boolean,
    isAsItems: (node: NodeReading) => boolean = () => true,
  ): Reader =>
  (node) => {
    const x = node.tensor(0);
    const weights = node.weights(1);
    const direction = node.text('direction', 'forward');
    const hidden = node.integer('hidden_size', 0);
    const bias = node.weight(3) !== null;
    const isPlain =
      !['activations', 'clip'].some((name) => node.node.attributes.has(name)) &&
      node.integer('layout', 0) === 0 &&
      node.integer('input_forget', 0) === 0 &&
      node.input(lengths) === undefined &&
      (bias || node.input(3) === undefined) &&
      !(hasPeepholes && node.input(7) !== undefined);
    if (x?.shape.length !== 3 || !isPlain || !isDirection(direction)) return null;
    if (node.weight(1) === null || node.weight(2) === null) return null;
    if (!beginsAtZero(node) || !isAsItems(node)) return null;
    const steps = x.shape[0] ?? 0;
    const count = direction === 'bidirectional' ? 2 : 1;
    const given = { hidden, bias, direction: directions[direction] };
    const sequence = withBatchFirst(node, x);
    const y = sequence && node.add(definition, given, [sequence], weights.slice(0, bias ? 3 : 2))?.[0];
    const apart = y && node.add(reshape, { sizes: [count, hidden, steps] }, [y]);
    const all = apart && node.add(permute, { order: [3, 1, 0, 2] }, apart)?.[0];
    if (y === null || y === undefined || all === undefined || all === null) return null;

    // The state after the last step that a direction reads.
    const ends = Array.from({ length: count }, (_, at) => {
      const own =
        count === 1
          ? y
          : node.add(slice, { axis: 'channels', start: at * hidden, channels: hidden }, [y])?.[0];
      const isReverse = direction === 'reverse' || at === 1;
      return stepOf(node, own ?? undefined, isReverse ? 0 : steps - 1) ?? null;
    });
    const joined = count === 1 ? ends : (node.add(concat, { inputs: count }, ends) ?? []);
    const last = joined[0] && node.add(reshape, { sizes: [count, hidden] }, [joined[0]]);
    const turned = last && node.add(permute, { order: [1, 0, 2] }, last)?.[0];
    return turned ? [all, turned] : [all];
  };

export const recurrentReaders: Readonly<Record<string, Reader>> = {
  LSTM: recurrent(lstm, true),
  GRU: recurrent(gru, false, (node) => node.integer('linear_before_reset', 0) === 1),
};
