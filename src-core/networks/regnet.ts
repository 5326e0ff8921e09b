import type { FieldValue } from '../document/design.ts';
import { regnetKeys } from './keys/classic-keys.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network, residualFeatures } from './ready-network.ts';

/** What a RegNet is generated from: block j is w0 + wa j wide, quantized to w0 times a power of wm. */
interface Generation {
  readonly depth: number;
  readonly w0: number;
  readonly wa: number;
  readonly wm: number;
}

export interface RegnetStage {
  readonly depth: number;
  /** A multiple of 8, before it is fitted to the width of groups. */
  readonly width: number;
}

/** The nearest integer, and of two the even one, as NumPy and PyTorch round. */
export function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  return rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : below + 1;
}

/** Depths and widths of the stages (Radosavovic et al., section 3.3): blocks of one quantized width make a stage. */
export function regnetStages({ depth, w0, wa, wm }: Generation): readonly RegnetStage[] {
  const stages: { depth: number; width: number }[] = [];
  for (let j = 0; j < depth; j++) {
    const power = roundHalfEven(Math.log((w0 + wa * j) / w0) / Math.log(wm));
    const width = 8 * roundHalfEven((w0 * wm ** power) / 8);
    const last = stages.at(-1);
    if (last?.width === width) last.depth++;
    else stages.push({ depth: 1, width });
  }
  return stages;
}

/** Whose rule fits a width to the groups: they differ where it lies halfway between, and where it is far from both. */
const fits = {
  torchvision: (width: number) => `makeDivisible(${width}, g)`,
  pycls: (width: number) => `round(${width}/g)*g`,
} as const;
type Fit = keyof typeof fits;

/** Width and group width of a stage: the width becomes a multiple of g, and no group is wider than its stage. */
function fitted(width: number, groupWidth: number, fit: Fit): Readonly<Record<string, FieldValue>> {
  if (groupWidth > width) return { w: width, groupWidth: expression(`min(g, ${width})`) };
  return { w: expression(fits[fit](width)), groupWidth: expression('g') };
}

interface Form extends Generation {
  readonly group: number;
  readonly fit: Fit;
  /** Where it is, and under which name. */
  readonly source: string;
}

function regnet(kind: 'x' | 'y', size: string, { group, fit, source, ...generation }: Form): ReadyNetwork {
  const title = `RegNet${kind.toUpperCase()}-${size.toUpperCase()}`;
  const stages = regnetStages(generation).map(
    ({ depth, width }, index): NetworkItem => ({
      id: `stage${index + 1}`,
      definition: 'regnet-stage',
      fields: { depth, ...fitted(width, group, fit), stride: 2, ...(kind === 'y' && { se: true }) },
    }),
  );
  return {
    name: `regnet-${kind}-${size}`,
    title,
    subtitle: kind === 'y' ? 'squeeze-and-excitation' : 'groups of one width',
    reference: `Radosavovic et al., Designing Network Design Spaces, 2020, arXiv 2003.13678; ${source}`,
    family: 'Modern',
    features: residualFeatures,
    publicKeys: regnetKeys,
    design: network(
      title,
      [{ name: 'g', kind: 'integer', value: group, min: 1, max: 4096 }],
      [
        { id: 'input', definition: 'input' },
        { id: 'stem', definition: 'conv-unit', fields: { outChannels: 32, stride: 2 } },
        ...stages,
        { id: 'head', definition: 'head' },
        { id: 'output', definition: 'output' },
      ],
    ),
  };
}

type Row = readonly [
  size: string,
  depth: number,
  w0: number,
  wa: number,
  wm: number,
  group: number,
  name: string,
];

/**
 * What the paper's models are generated from, as pycls publishes it in configs/dds_baselines. The last entry is the name
 * in torchvision, or in timm where torchvision has none; the counts are those of that implementation.
 */
const x: readonly Row[] = [
  ['200mf', 13, 24, 36.44, 2.49, 8, 'regnetx_002'],
  ['400mf', 22, 24, 24.48, 2.54, 16, 'regnet_x_400mf'],
  ['600mf', 16, 48, 36.97, 2.24, 24, 'regnetx_006'],
  ['800mf', 16, 56, 35.73, 2.28, 16, 'regnet_x_800mf'],
  ['1.6gf', 18, 80, 34.01, 2.25, 24, 'regnet_x_1_6gf'],
  ['3.2gf', 25, 88, 26.31, 2.25, 48, 'regnet_x_3_2gf'],
  ['4.0gf', 23, 96, 38.65, 2.43, 40, 'regnetx_040'],
  ['6.4gf', 17, 184, 60.83, 2.07, 56, 'regnetx_064'],
  ['8.0gf', 23, 80, 49.56, 2.88, 120, 'regnet_x_8gf'],
  ['12gf', 19, 168, 73.36, 2.37, 112, 'regnetx_120'],
  ['16gf', 22, 216, 55.59, 2.1, 128, 'regnet_x_16gf'],
  ['32gf', 23, 320, 69.86, 2.0, 168, 'regnet_x_32gf'],
];

const y: readonly Row[] = [
  ['200mf', 13, 24, 36.44, 2.49, 8, 'regnety_002'],
  ['400mf', 16, 48, 27.89, 2.09, 8, 'regnet_y_400mf'],
  ['600mf', 15, 48, 32.54, 2.32, 16, 'regnety_006'],
  ['800mf', 14, 56, 38.84, 2.4, 16, 'regnet_y_800mf'],
  ['1.6gf', 27, 48, 20.71, 2.65, 24, 'regnet_y_1_6gf'],
  ['3.2gf', 21, 80, 42.63, 2.66, 24, 'regnet_y_3_2gf'],
  ['4.0gf', 22, 96, 31.41, 2.24, 64, 'regnety_040'],
  ['6.4gf', 25, 112, 33.22, 2.27, 72, 'regnety_064'],
  ['8.0gf', 17, 192, 76.82, 2.19, 56, 'regnet_y_8gf'],
  ['12gf', 19, 168, 73.36, 2.37, 112, 'regnety_120'],
  ['16gf', 18, 200, 106.23, 2.48, 112, 'regnet_y_16gf'],
  ['32gf', 20, 232, 115.89, 2.53, 232, 'regnet_y_32gf'],
];

function members(kind: 'x' | 'y', rows: readonly Row[]): ReadyNetwork[] {
  return rows.map(([size, depth, w0, wa, wm, group, name]) => {
    // torchvision writes regnet_x_400mf, timm regnetx_004.
    const isTorchvision = name.startsWith('regnet_');
    const [fit, home] = isTorchvision
      ? (['torchvision', 'torchvision'] as const)
      : (['pycls', 'timm'] as const);
    return regnet(kind, size, { depth, w0, wa, wm, group, fit, source: `${home} ${name}` });
  });
}

export const regnets: readonly ReadyNetwork[] = [...members('x', x), ...members('y', y)];
