import { count } from './classic-parts.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';

const family = 'Super-resolution';

const side = (pixels: number) => ({ height: pixels, width: pixels });

/** Luma alone goes through ESPCN; chroma is enlarged by interpolation beside it. */
const espcn = (factor: number): ReadyNetwork => {
  const title = `ESPCN × ${factor}`;
  const narrow = { bias: true, norm: 'none', activation: 'tanh' } as const;
  return {
    name: `espcn-x${factor}`,
    title,
    subtitle: 'sub-pixel convolution, luma alone',
    reference: 'Shi et al., ESPCN, 2016, arXiv 1609.05158; ESPCN-pytorch ab84ee1, models.py ESPCN',
    family,
    design: network(
      title,
      [count('factor', factor, 16)],
      [
        { id: 'input', definition: 'input', fields: { channels: 1, ...side(64) } },
        { id: 'conv1', definition: 'conv-unit', fields: { outChannels: 64, kernel: 5, ...narrow } },
        { id: 'conv2', definition: 'conv-unit', fields: { outChannels: 32, ...narrow } },
        {
          id: 'up',
          definition: 'subpixel-conv',
          fields: { outChannels: 1, factor: expression('factor') },
        },
        { id: 'output', definition: 'output' },
      ],
    ),
  };
};

/** Means of red, green and blue over DIV2K, of values up to 255. */
const colours: readonly number[] = [0.4488, 0.4371, 0.404].map((mean) => Number((255 * mean).toFixed(4)));

interface Form {
  readonly name: string;
  readonly title: string;
  readonly w: number;
  readonly depth: number;
  readonly scale: number;
}

/** Sub-pixel steps that make up a factor: powers of 2 go by twos. */
const steps = (factor: 2 | 3 | 4): readonly number[] => (factor === 4 ? [2, 2] : [factor]);

/**
 * The code subtracts and adds the mean colour by 1 × 1 convolutions that are not trained; here it is a constant that is
 * subtracted and added, which gives the same values without their multiplications.
 */
function edsr({ name, title: named, w, depth, scale }: Form, factor: 2 | 3 | 4): ReadyNetwork {
  const title = `${named} × ${factor}`;
  const conv = { kernel: 3, bias: true } as const;
  const body: NetworkItem[] = [
    { id: 'centred', definition: 'sub', from: ['input', 'colour'], to: ['a', 'b'] },
    { id: 'first', definition: 'conv2d', fields: { outChannels: expression('w'), ...conv } },
    { id: 'body', definition: 'edsr-stage', fields: { depth, scale } },
    { id: 'last', definition: 'conv2d', fields: { outChannels: expression('w'), ...conv } },
    { id: 'add', definition: 'add', from: ['last', 'first'], to: ['a', 'b'] },
    ...steps(factor).map(
      (step, index): NetworkItem => ({
        id: `up${index + 1}`,
        definition: 'subpixel-conv',
        fields: { outChannels: expression('w'), factor: step },
      }),
    ),
    { id: 'image', definition: 'conv2d', fields: { outChannels: 3, ...conv } },
  ];
  return {
    name: `${name}-x${factor}`,
    title,
    subtitle: `${depth} blocks of ${w} channels`,
    reference: 'Lim et al., EDSR, 2017, arXiv 1707.02921; EDSR-PyTorch 3dd71ae, src/model/edsr.py EDSR',
    family,
    design: network(
      title,
      [count('w', w)],
      [
        { id: 'input', definition: 'input', fields: side(192 / factor) },
        {
          id: 'colour',
          definition: 'constant',
          fields: { sizes: [3, 1, 1], values: colours },
          from: [],
          column: 1,
          row: 0,
        },
        ...body,
        { id: 'coloured', definition: 'add', from: ['image', 'colour'], to: ['a', 'b'] },
        { id: 'output', definition: 'output' },
      ],
    ),
  };
}

const baseline: Form = { name: 'edsr-baseline', title: 'EDSR baseline', w: 64, depth: 16, scale: 1 };
const full: Form = { name: 'edsr', title: 'EDSR', w: 256, depth: 32, scale: 0.1 };
const factors = [2, 3, 4] as const;

export const superResolutions: readonly ReadyNetwork[] = [
  espcn(3),
  ...[baseline, full].flatMap((form) => factors.map((factor) => edsr(form, factor))),
];
