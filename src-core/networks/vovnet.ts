import { imageInput, scoresOutput } from './classic-parts.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { network, residualFeatures } from './ready-network.ts';

interface Form {
  readonly name: string;
  readonly title: string;
  readonly model: string;
  /** Blocks of each stage. */
  readonly depths: readonly [number, number, number, number];
  /** The second form: inputs added from the second block of a stage on, and channels weighed in its last one. */
  readonly isSecond: boolean;
}

/** Channels inside a block and of its result, stage by stage. */
const widths = [
  [128, 256],
  [160, 512],
  [192, 768],
  [224, 1024],
] as const;

function stage(index: number, { depths, isSecond }: Form): NetworkItem[] {
  const [w, outChannels] = widths[index]!;
  const id = `stage${index + 1}`;
  const depth = depths[index]!;
  const blocks = Array.from({ length: depth }, (_, at): NetworkItem => {
    const isLast = at === depth - 1;
    return {
      id: isLast ? id : `${id}-${at + 1}`,
      definition: 'osa-block',
      fields: {
        w,
        outChannels,
        ...(isSecond && at > 0 && { residual: true }),
        ...(isSecond && isLast && { attention: true }),
      },
    };
  });
  const pool: NetworkItem = {
    id: `pool${index + 1}`,
    definition: 'max-pool',
    fields: { stride: 2, padding: 'none', ceil: true },
  };
  return index === 0 ? blocks : [pool, ...blocks];
}

const vovnet = (form: Form): ReadyNetwork => ({
  name: form.name,
  title: form.title,
  subtitle: form.isSecond ? 'one-shot aggregation, effective squeeze-excitation' : 'one-shot aggregation',
  reference: `Lee et al., VoVNet, 2019, arXiv 1904.09730; timm ${form.model}`,
  family: 'Classic',
  features: residualFeatures,
  design: network(
    form.title,
    [],
    [
      imageInput(),
      { id: 'stem1', definition: 'conv-unit', fields: { outChannels: 64, stride: 2 } },
      { id: 'stem2', definition: 'conv-unit', fields: { outChannels: 64 } },
      { id: 'stem3', definition: 'conv-unit', fields: { outChannels: 128, stride: 2 } },
      ...widths.flatMap((_, index) => stage(index, form)),
      { id: 'head', definition: 'head' },
      scoresOutput,
    ],
  ),
});

export const vovnets: readonly ReadyNetwork[] = [
  {
    name: 'vovnet-39a',
    title: 'VoVNet-39',
    model: 'vovnet39a',
    depths: [1, 1, 2, 2],
    isSecond: false,
  } as const,
  {
    name: 'ese-vovnet-39b',
    title: 'VoVNetV2-39',
    model: 'ese_vovnet39b',
    depths: [1, 1, 2, 2],
    isSecond: true,
  } as const,
  {
    name: 'ese-vovnet-57b',
    title: 'VoVNetV2-57',
    model: 'ese_vovnet57b',
    depths: [1, 1, 4, 3],
    isSecond: true,
  } as const,
].map(vovnet);
