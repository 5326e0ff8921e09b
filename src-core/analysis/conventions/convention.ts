import type { SourceCall } from '../../document/design.ts';
import type { Operation } from '../../language/operation.ts';
import type { ModelMode } from './model-mode.ts';
import type { Quantity } from './quantities.ts';
import type { Term, TermCondition } from './terms.ts';

/** What each operation costs; what is not priced costs nothing. */
export type Prices = Readonly<Partial<Record<Operation, readonly Term[]>>>;

/** Prices by how the source calls the operation: tools that hook modules do not see functions, others see only some calls. */
export type PricesByCall = Readonly<Record<SourceCall, Prices>>;

/** Where a tool stops instead of counting. */
export interface Failure {
  readonly operation: Operation;
  /** The mode in which it happens; both where this is absent. */
  readonly mode?: ModelMode;
  /** What must hold for it; always where this is absent, as for a whole block. */
  readonly when?: TermCondition;
  /** The tool's own error. */
  readonly error: string;
}

/** How one tool counts the cost of a network. */
export interface Convention {
  readonly name: string;
  /** The tool, as people name it. */
  readonly title: string;
  /** What the tool calls its number. */
  readonly calls: string;
  /** Operations counted for one multiply-accumulate: 1 makes the number one of MACs, 2 one of FLOPs. */
  readonly perMac: bigint;
  /** What is counted, in a few words. */
  readonly counts: string;
  /** Where the rule was read, with the commit that it describes. */
  readonly source: string;
  /** What the tool gets wrong, and is reproduced. */
  readonly note?: string;
  readonly prices: PricesByCall;
  /** The mode in which the model is counted. */
  readonly mode: ModelMode;
  /** Whether another mode can be asked for; a tool that puts every model into its own mode leaves no choice. */
  readonly keepsMode: boolean;
  readonly failures?: readonly Failure[];
  /**
   * What the weights of functions cost where no item is a module: they then belong to the network itself, and the tool
   * takes this for a layer.
   */
  readonly ownWeights?: 'leadingSizesOfOutput';
}

/** `times` operations for each of a quantity, where the condition holds. */
export const per = (times: number, quantity: Quantity, when?: Term['when']): Term => ({
  times: BigInt(times),
  per: quantity,
  ...(when !== undefined && { when }),
});

export const once = [per(1, 'input')] as const;
export const twice = [per(2, 'input')] as const;

/** Norms that learn a scale and shift cost `affine` for each value, others `plain`. */
export const norms = (affine: number, plain: number): readonly Term[] => [
  per(affine, 'input', 'affine'),
  per(plain, 'input', 'plain'),
];

/** Prices of a tool that follows the operations themselves, however they are called. */
export const however = (prices: Prices): PricesByCall => ({
  module: prices,
  function: prices,
  method: prices,
  operator: prices,
  bmm: prices,
  einsum: prices,
});

/** Prices of a tool that sees some ways of calling and nothing of the others. */
export const seen = (prices: Partial<PricesByCall>): PricesByCall => ({ ...however({}), ...prices });

/** torch itself refuses to norm what has no spread, under every tool that runs the model. */
export const torchFailures: readonly Failure[] = [
  {
    operation: 'batch-norm',
    mode: 'train',
    when: 'oneValuePerChannel',
    error: 'ValueError: Expected more than 1 value per channel when training',
  },
  {
    operation: 'instance-norm',
    when: 'onePosition',
    error: 'ValueError: Expected more than 1 spatial element when training',
  },
];
