import { efficientnetTrunk } from './efficientnet.ts';
import type { NetworkItem, ReadyNetwork } from './ready-network.ts';
import { expression, network } from './ready-network.ts';
import { classesVariable } from './task.ts';

type FieldValues = NonNullable<NetworkItem['fields']>;

interface Form {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  /** Name of the model and of its backbone in the code. */
  readonly model: string;
  readonly backbone: number;
  readonly side: number;
  readonly channels: number;
  /** Layers of the pyramid, and convolutions of the heads ahead of the last. */
  readonly layers: number;
  readonly convs: number;
  readonly levels?: number;
  /** Plain sums in place of learned shares. */
  readonly sums?: boolean;
  /** Padding and epsilon of TensorFlow in the backbone. */
  readonly isTensorflow: boolean;
  /** Padding of TensorFlow in the pyramid, and biases ahead of norms. */
  readonly isFirst: boolean;
}

const ports = (item: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${item}.out${index + 1}`);

function efficientdet(form: Form): ReadyNetwork {
  const { name, title, subtitle, model, side, channels, layers, convs, levels = 5 } = form;
  const trunk = efficientnetTrunk(
    form.backbone,
    form.isTensorflow ? { epsilon: '1e-3', padding: 'same' } : { epsilon: '1e-5' },
  );
  const bias: FieldValues = form.isFirst ? { bias: true } : {};
  const head = (id: string, values: number | 'classes', column: number): NetworkItem => ({
    id,
    definition: 'efficientdet-head',
    fields: {
      levels,
      convs,
      values: values === 'classes' ? expression(values) : values,
      ...bias,
    },
    from: ports('pyramid', levels),
    column,
    row: trunk.items.length + 2,
  });
  const outputs = (id: string, column: number): NetworkItem[] =>
    ports(id, levels).map((port, index) => ({
      id: `${id}${index + 3}`,
      definition: 'output',
      from: [port],
      column,
      row: trunk.items.length + 4 + index,
    }));
  return {
    name,
    title,
    subtitle,
    reference: `Tan et al., EfficientDet, 2019, arXiv 1911.09070; effdet c6dff77, ${model}`,
    family: 'Detection',
    design: network(
      title,
      [
        ...trunk.variables,
        { name: 'channels', kind: 'integer', value: channels, min: 1, max: 4096 },
        classesVariable(90),
      ],
      [
        { id: 'input', definition: 'input', fields: { height: side, width: side } },
        ...trunk.items,
        {
          id: 'pyramid',
          definition: 'bifpn',
          fields: {
            levels,
            depth: layers,
            channels: expression('channels'),
            ...(form.sums && { fusion: 'sum' }),
            ...(form.isFirst && { padding: 'same' }),
            ...bias,
          },
          from: ['stage3', 'stage5', 'stage7'],
        },
        head('scores', 'classes', 0),
        head('boxes', 4, 1),
        ...outputs('scores', 0),
        ...outputs('boxes', 1),
      ],
    ),
  };
}

type Row = readonly [
  size: string,
  backbone: number,
  side: number,
  channels: number,
  layers: number,
  convs: number,
  more?: Pick<Form, 'levels' | 'sums'>,
];

/** D0 to D7 as the first code has them: of the file model_config.py. */
const rows: readonly Row[] = [
  ['0', 0, 512, 64, 3, 3],
  ['1', 1, 640, 88, 4, 3],
  ['2', 2, 768, 112, 5, 3],
  ['3', 3, 896, 160, 6, 4],
  ['4', 4, 1024, 224, 7, 4],
  ['5', 5, 1280, 288, 7, 4],
  ['6', 6, 1280, 384, 8, 5, { sums: true }],
  ['7', 6, 1536, 384, 8, 5, { sums: true }],
  ['7x', 7, 1536, 384, 8, 5, { sums: true, levels: 6 }],
];

const published = rows.map(([size, backbone, side, channels, layers, convs, more]) =>
  efficientdet({
    name: `tf-efficientdet-d${size}`,
    title: `EfficientDet-D${size}`,
    subtitle: `padded as TensorFlow pads, ${side} px`,
    model: `tf_efficientdet_d${size}`,
    backbone,
    side,
    channels,
    layers,
    convs,
    ...more,
    isTensorflow: true,
    isFirst: true,
  }),
);

/** The four that are trained anew in PyTorch: padded alike on both sides, without biases ahead of norms. */
const symmetric = rows.slice(0, 4).map(([size, backbone, side, channels, layers, convs]) =>
  efficientdet({
    name: `efficientdet-d${size}`,
    title: `EfficientDet-D${size}, PyTorch`,
    subtitle: `padded alike on both sides, ${side} px`,
    model: `efficientdet_d${size}`,
    backbone,
    side,
    channels,
    layers,
    convs,
    isTensorflow: false,
    isFirst: false,
  }),
);

export const efficientdets: readonly ReadyNetwork[] = [...published, ...symmetric];
