import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';

/** Copies of the four stages. */
const depths = { A: [2, 4, 14, 1], B: [4, 6, 16, 1] } as const;

/** By how much the first three stages and the last are wider than 64, 128, 256 and 512 channels. */
const members = {
  A0: [0.75, 2.5],
  A1: [1, 2.5],
  A2: [1.5, 2.75],
  B0: [1, 2.5],
  B1: [2, 4],
  B2: [2.5, 5],
  B3: [3, 5],
} as const;
type Member = keyof typeof members;

const multiplier = (name: string, value: number) =>
  ({ name, kind: 'decimal', value, min: 0.25, max: 8, step: 0.25 }) as const;

/** RepVGG in training form; the variable `form` merges its branches. */
function repvgg(member: Member): ReadyNetwork {
  const [a, b] = members[member];
  const title = `RepVGG-${member}`;
  const stage = (id: string, depth: number, outChannels: string): NetworkItem => ({
    id,
    definition: 'rep-stage',
    fields: { depth, outChannels: expression(outChannels), stride: 2, form: expression('form') },
  });
  const [first, second, third, last] = depths[member[0] as 'A' | 'B'];
  return {
    name: title.toLowerCase(),
    title,
    subtitle: `a = ${a}, b = ${b}`,
    reference: `Ding et al., RepVGG, 2021, arXiv 2101.03697; timm repvgg_${member.toLowerCase()}`,
    family: 'Classic',
    features: ['stage1', 'stage2', 'stage3', 'stage4'],
    design: network(
      title,
      [
        multiplier('a', a),
        multiplier('b', b),
        { name: 'form', kind: 'choice', value: 'training', options: ['training', 'deploy'] },
      ],
      [
        { id: 'input', definition: 'input' },
        {
          id: 'stage0',
          definition: 'rep-conv',
          fields: { outChannels: expression('min(64, floor(64*a))'), stride: 2, form: expression('form') },
        },
        stage('stage1', first, 'floor(64*a)'),
        stage('stage2', second, 'floor(128*a)'),
        stage('stage3', third, 'floor(256*a)'),
        stage('stage4', last, 'floor(512*b)'),
        { id: 'head', definition: 'head' },
        { id: 'output', definition: 'output' },
      ],
    ),
  };
}

export const repvggs: readonly ReadyNetwork[] = (Object.keys(members) as Member[]).map(repvgg);
