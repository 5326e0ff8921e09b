import type { Expr } from '../algebra/expression.ts';
import { isInteger, mul, NotSymbolic, sub, symbolsOf } from '../algebra/expression.ts';
import { channelsOf, requireChannels } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { choice, dimension, structural, toggle } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { sum } from '../operators/arithmetic.ts';
import { maxPool } from '../operators/max-pool.ts';
import { pad } from '../operators/pad.ts';
import { avgPool } from '../operators/pooling.ts';
import type { Activation } from './activate.ts';
import { activate } from './activate.ts';
import type { Attention } from './attention.ts';
import { attend, attentionField } from './attention.ts';
import type { norms } from './conv-unit.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import { groupDilation } from './split-fields.ts';

/** Output channels of a bottleneck are this many times its planes. */
const expansion = 4n;

export const planesField = dimension({
  label: 'Planes',
  help: 'Inner width of the bottleneck; it leaves four times as many channels.',
  symbol: 'p',
  unit: 'ch',
  min: 1,
  max: 65_536,
  default: 64,
});

export const strideField = structural({
  label: 'Stride',
  help: 'Step of the first copy; 2 halves rows and columns.',
  unit: 'px',
  min: 1,
  max: 8,
  default: 1,
});

/** Set by the stage: whether this copy opens it, so that it changes channels and carries a projection shortcut. */
export const firstField = toggle({
  label: 'Opens a stage',
  help: 'The first copy of a stage changes channels and size, and its shortcut is a projection.',
  default: true,
});

export const shortcuts = ['pool', 'conv', 'conv-3x3', 'pad'] as const;
export const shortcutField = choice({
  label: 'Shortcut',
  help: 'How the first copy reduces its shortcut: an average pool before a 1 × 1 convolution, a strided one, one of 3 × 3, or no weights: every stride-th position with channels of zeros around.',
  options: shortcuts,
  default: 'conv',
});

/** Fields of every residual copy that say how its convolutions step, what follows them and what weighs their result. */
export const residualUnit = {
  attention: attentionField,
  dilation: groupDilation,
  norm: normField,
  activation: activationField,
} as const;

/** What follows the convolutions of a copy; the last one's activation follows the addition. */
export interface ResidualUnit {
  readonly norm: (typeof norms)[number];
  readonly activation: Activation;
}
export const unitOf = ({ norm, activation }: ResidualUnit): ResidualUnit => ({ norm, activation });

/** In a stage the first copy opens it and the others do not. */
export const opensOnce = { first: { first: true }, others: { first: false } } as const;

export interface ResidualShape {
  /** Channels that leave the copy. */
  readonly outChannels: Expr;
  readonly stride: number;
  /** Step between the taps of its filters. */
  readonly dilation: number;
  /** Whether the shortcut is a projection; without one the input is added unchanged. */
  readonly projects: boolean;
}

/** What a bottleneck is as a residual copy: it leaves 4 × planes channels, and projects where it opens a stage. */
export const bottleneckShape = (v: {
  readonly planes: Expr;
  readonly stride: number;
  readonly dilation: number;
  readonly first: boolean;
}): ResidualShape => ({
  outChannels: mul(expansion, v.planes),
  stride: v.first ? v.stride : 1,
  dilation: v.dilation,
  projects: v.first,
});

/** A copy without a projection adds its input unchanged, so it needs as many channels as leave it. */
export function requireResidual({ outChannels, projects }: ResidualShape, x: Wire): void {
  if (!projects) requireChannels('in', channelsOf(x.shape), outChannels);
}

/** Every stride-th position, between as many channels of zeros on either side: the shortcut without weights, option A of ResNet. */
function paddedShortcut(graph: GraphBuilder, x: Wire, { outChannels, stride }: ResidualShape): Wire {
  const added = sub(outChannels, channelsOf(x.shape));
  if (!isInteger(added)) throw new NotSymbolic('the channels of zeros', [...symbolsOf(added)]);
  const kept = stride > 1 ? graph.add('subsample', maxPool, { kernel: 1, stride, padding: 'none' }, x) : x;
  // The source writes x[:, :, ::2, ::2].
  if (stride > 1) graph.callAs('subsample', 'operator');
  const front = Number(added / 2n);
  return graph.add('pad', pad, { front, back: Number(added) - front }, kept);
}

/**
 * The shortcut of a copy: its input, or a projection by a pool (ceil mode, padding not counted) before a 1 × 1 convolution,
 * or by a strided one.
 */
export function residualShortcut(
  graph: GraphBuilder,
  x: Wire,
  shape: ResidualShape,
  kind: (typeof shortcuts)[number],
  { norm }: ResidualUnit,
): Wire {
  const { outChannels, stride, dilation, projects } = shape;
  if (!projects) return x;
  if (kind === 'pad') return paddedShortcut(graph, x, shape);
  const pooled =
    kind === 'pool' && stride > 1
      ? graph.add(
          'pool',
          avgPool,
          { kernel: stride, stride, padding: 'none', ceil: true, countPadding: false },
          x,
        )
      : x;
  return graph.add(
    'shortcut',
    convUnit,
    {
      outChannels,
      ...(kind === 'conv-3x3' ? { kernel: 3, dilation } : { kernel: 1 }),
      stride: kind === 'pool' ? 1 : stride,
      norm,
      activation: 'none',
    },
    pooled,
  );
}

/** The addition that closes a residual copy, and the activation after it. */
export function closeResidual(
  graph: GraphBuilder,
  main: Wire,
  shortcut: Wire,
  { activation }: ResidualUnit,
): Wire {
  return activate(graph, 'act', activation, graph.add('add', sum, {}, main, shortcut));
}

interface BottleneckBody {
  readonly residual: ResidualShape;
  /** Channels between the two 1 × 1 convolutions. */
  readonly inner: Expr;
  /** Step of the first 1 × 1 convolution. */
  readonly narrowStride?: number;
  readonly shortcut: (typeof shortcuts)[number];
  readonly unit: ResidualUnit;
  readonly attention: Attention;
}

/**
 * What bottlenecks share: narrows with 1 × 1, runs `middle` on the narrow map, widens with 1 × 1, weighs by the attention
 * and adds the shortcut.
 */
export function bottleneckBody(
  graph: GraphBuilder,
  x: Wire,
  { residual, inner, narrowStride = 1, shortcut, unit, attention }: BottleneckBody,
  middle: (narrowed: Wire) => Wire,
): Wire {
  requireResidual(residual, x);
  const narrow = { outChannels: inner, kernel: 1, stride: narrowStride, ...unit };
  const narrowed = graph.add('conv1', convUnit, narrow, x);
  const wide = { outChannels: residual.outChannels, kernel: 1, ...unit, activation: 'none' } as const;
  const widened = graph.add('conv3', convUnit, wide, middle(narrowed));
  const weighed = attend(graph, widened, { attention, norm: unit.norm });
  return closeResidual(graph, weighed, residualShortcut(graph, x, residual, shortcut, unit), unit);
}

/** Free input sizes of a residual copy: any channels where its shortcut is a projection, else as many as leave it. */
export const residualInput = (
  { outChannels, projects }: ResidualShape,
  free: (name: string) => Expr,
): Expr[] => [1n, projects ? free('C_in') : outChannels, free('H'), free('W')];
