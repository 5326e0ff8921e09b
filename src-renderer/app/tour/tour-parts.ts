import type { Analysis } from '../../../src-core/analysis/analyzer.ts';
import type { Design, DesignNode, PortRef } from '../../../src-core/document/design.ts';
import { channelsOf } from '../../../src-core/language/checks.ts';

/** What of an HS-Block of three groups is on the canvas; found by its wires, whatever items are called. */
export interface TourParts {
  readonly input: DesignNode | undefined;
  /** True once the input has the channels that the groups need. */
  readonly isWide: boolean;
  readonly split: DesignNode | undefined;
  readonly second: DesignNode | undefined;
  readonly cut: DesignNode | undefined;
  readonly joined: DesignNode | undefined;
  readonly third: DesignNode | undefined;
  readonly all: DesignNode | undefined;
  readonly output: DesignNode | undefined;
}

/** Channels of the input, in three groups. */
export const tourChannels = 24;

type State = Pick<Analysis, 'design' | 'items'>;

/** Whether an item has outputs of known sizes: its fields are as they have to be. */
const isSound = ({ items }: State, { id }: DesignNode): boolean =>
  items.get(id)?.outputs.every((shape) => shape !== null) ?? false;

const feeds = ({ edges }: Design, from: PortRef, to: DesignNode): boolean =>
  edges.some(
    (edge) => edge.from.node === from.node && edge.from.port === from.port && edge.to.node === to.id,
  );

/** The sound item of a definition that a port feeds. */
const fedBy = (
  state: State,
  definition: string,
  from: DesignNode | undefined,
  port = 'out',
): DesignNode | undefined =>
  from &&
  state.design.nodes.find(
    (node) =>
      node.definition === definition &&
      feeds(state.design, { node: from.id, port }, node) &&
      isSound(state, node),
  );

const outputCount = ({ items }: State, node: DesignNode): number => items.get(node.id)?.outputs.length ?? 0;

/** Finds the parts in the order in which they are drawn; what stands behind one that is missing is missing too. */
export function tourParts(state: State): TourParts {
  const { design, items } = state;
  const input = design.nodes.find(({ definition }) => definition === 'input');
  const shape = input && items.get(input.id)?.outputs[0];
  const isWide = shape != null && channelsOf(shape) === BigInt(tourChannels);
  const split = isWide ? withOutputs(fedBy(state, 'split', input), 3) : undefined;
  const second = fedBy(state, 'conv2d', split, 'out2');
  const cut = withOutputs(fedBy(state, 'split', second), 2);
  const joined = (['out2', 'out1'] as const).map(joinOf).find((found) => found !== undefined);
  const third = fedBy(state, 'conv2d', joined?.node);
  const all = third && joined && wholeOf(third, joined.kept);
  const output =
    all &&
    design.nodes.find(
      (node) => node.definition === 'output' && feeds(design, { node: all.id, port: 'out' }, node),
    );
  return { input, isWide, split, second, cut, joined: joined?.node, third, all, output };

  function withOutputs(node: DesignNode | undefined, count: number): DesignNode | undefined {
    return node !== undefined && outputCount(state, node) === count ? node : undefined;
  }

  /** Half of the second group joined with the third; the other half is kept. */
  function joinOf(handedOn: 'out1' | 'out2'): { node: DesignNode; kept: string } | undefined {
    if (cut === undefined || split === undefined) return undefined;
    const node = fedBy(state, 'concat', cut, handedOn);
    if (node === undefined || !feeds(design, { node: split.id, port: 'out3' }, node)) return undefined;
    return { node, kept: handedOn === 'out2' ? 'out1' : 'out2' };
  }

  function wholeOf(last: DesignNode, kept: string): DesignNode | undefined {
    const node = fedBy(state, 'concat', last);
    if (node === undefined || split === undefined || cut === undefined) return undefined;
    const isFed =
      feeds(design, { node: split.id, port: 'out1' }, node) &&
      feeds(design, { node: cut.id, port: kept }, node);
    return isFed ? node : undefined;
  }
}
