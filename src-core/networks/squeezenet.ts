import { count, imageInput, scoresOutput } from './classic-parts.ts';
import { squeezenetKeys } from './keys/classic-keys.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';

/** A run of fire modules of one width: how many, and the squeeze channels as a multiple of those of the first run. */
type FireRun = readonly [depth: number, multiple: number];

/** A place among the fire modules where the map is halved. */
const pool = 'pool';

interface Version {
  readonly version: '1.0' | '1.1';
  readonly subtitle: string;
  /** The first convolution, which is not padded. */
  readonly stem: Readonly<Record<string, number>>;
  readonly body: readonly (FireRun | typeof pool)[];
}

function items({ body }: Version): NetworkItem[] {
  let modules = 1;
  let pools = 0;
  return body.map((part): NetworkItem => {
    if (part === pool) {
      pools += 1;
      return { id: `pool${pools}`, definition: 'max-pool', fields: { padding: 'none', ceil: true } };
    }
    const [depth, multiple] = part;
    const squeeze = multiple === 1 ? 's' : `${multiple}*s`;
    const expanded = expression(`expand*${squeeze}`);
    const id = `fire${modules + 1}`;
    modules += depth;
    return {
      id,
      definition: 'fire-stage',
      fields: { depth, squeeze: expression(squeeze), expand1: expanded, expand3: expanded },
    };
  });
}

function squeezenet(form: Version): ReadyNetwork {
  const { version, subtitle, stem } = form;
  const title = `SqueezeNet ${version}`;
  return {
    name: `squeezenet-${version}`,
    title,
    subtitle,
    reference: `Iandola et al., SqueezeNet, 2016, arXiv 1602.07360; torchvision squeezenet${version.replace('.', '_')}`,
    family: 'Classic',
    publicKeys: squeezenetKeys(form.body.map((part) => (part === pool ? part : part[0]))),
    design: network(
      title,
      [count('s', 16, 1024), count('expand', 4, 64)],
      [
        imageInput(),
        {
          id: 'conv1',
          definition: 'conv-unit',
          fields: { stride: 2, padding: 'none', bias: true, norm: 'none', ...stem },
        },
        ...items(form),
        { id: 'head', definition: 'score-map-head' },
        scoresOutput,
      ],
    ),
  };
}

export const squeezenets: readonly ReadyNetwork[] = [
  squeezenet({
    version: '1.0',
    subtitle: 'late pools',
    stem: { outChannels: 96, kernel: 7 },
    body: [pool, [2, 1], [1, 2], pool, [1, 2], [2, 3], [1, 4], pool, [1, 4]],
  }),
  squeezenet({
    version: '1.1',
    subtitle: 'early pools',
    stem: { outChannels: 64, kernel: 3 },
    body: [pool, [2, 1], pool, [2, 2], pool, [2, 3], [2, 4]],
  }),
];
