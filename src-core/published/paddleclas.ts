import type { Claim, Latency, NetworkSubject, PublishedRow } from './figure.ts';

interface Times {
  /** T4 and V100, TensorRT, FP32, one image. */
  readonly t4?: string;
  readonly v100?: string;
}

const latencies = ({ t4, v100 }: Times): Latency[] => [
  ...(t4 === undefined ? [] : [{ ms: t4, device: 'T4, TensorRT', precision: 'FP32', batch: 1 } as const]),
  ...(v100 === undefined
    ? []
    : [{ ms: v100, device: 'V100, TensorRT', precision: 'FP32', batch: 1 } as const]),
];

/**
 * A row of the tables of "model metrics": FLOPs there count a MAC twice, and what else they count is not said. The pages
 * pad figures with a zero, which is left out here.
 */
function row(
  subject: NetworkSubject,
  model: string,
  [top1, flops, params]: readonly [top1: string, flops: string, params: string],
  times: Times = {},
  claim?: Claim,
): PublishedRow {
  return {
    subject,
    model,
    source: 'paddleclas',
    confirmed: true,
    params: { text: `${params}M`, ...(claim !== undefined && { claim }) },
    cost: { text: `${flops}G`, convention: 'flops', ...(claim !== undefined && { claim }) },
    scores: [{ measure: 'top-1', percent: top1 }],
    latency: latencies(times),
  };
}

const of = (network: string): NetworkSubject => ({ network });
const res2net50 = (w: number, s: number): NetworkSubject => ({ network: 'res2net-50', settings: { w, s } });
const swappedWith = (model: string): Claim => ({ kind: 'swapped', model });

export const paddleclasRows: readonly PublishedRow[] = [
  row(of('resnet-18'), 'ResNet18', ['71.0', '3.66', '11.69'], { t4: '1.45606', v100: '1.22' }),
  row(of('resnet-18-d'), 'ResNet18_vd', ['72.3', '4.14', '11.71'], { t4: '1.54557', v100: '1.26' }),
  row(of('resnet-34'), 'ResNet34', ['74.6', '7.36', '21.80'], { t4: '2.34957', v100: '1.97' }),
  row(of('resnet-34-d'), 'ResNet34_vd', ['76.0', '7.39', '21.82'], { t4: '2.43427', v100: '2.00' }),
  row(of('resnet-50'), 'ResNet50', ['76.5', '8.19', '25.56'], { t4: '3.47712', v100: '2.54' }),
  row(of('resnet-50-c'), 'ResNet50_vc', ['78.4', '8.67', '25.58'], { t4: '3.52346', v100: '2.57' }),
  row(of('resnet-50-d'), 'ResNet50_vd', ['79.1', '8.67', '25.58'], { t4: '3.53131', v100: '2.60' }),
  row(of('resnet-50-d'), 'ResNet50_vd_ssld', ['83.0', '8.67', '25.58'], { t4: '3.53131', v100: '2.59' }),
  row(of('resnet-101'), 'ResNet101', ['77.6', '15.52', '44.55'], { t4: '6.07125', v100: '4.37' }),
  row(of('resnet-101-d'), 'ResNet101_vd', ['80.2', '16.10', '44.57'], { t4: '6.11704', v100: '4.43' }),
  row(of('resnet-152'), 'ResNet152', ['78.3', '23.05', '60.19'], { t4: '8.50198', v100: '6.05' }),
  row(of('resnet-152-d'), 'ResNet152_vd', ['80.6', '23.53', '60.21'], { t4: '8.54376', v100: '6.11' }),
  row(of('resnet-200-d'), 'ResNet200_vd', ['80.9', '30.53', '74.74'], { t4: '10.80619', v100: '7.70' }),
  row(res2net50(26, 4), 'Res2Net50_26w_4s', ['79.3', '8.52', '25.70'], { t4: '4.47188', v100: '3.52' }),
  row(
    of('res2net-50-v1b'),
    'Res2Net50_vd_26w_4s',
    ['79.8', '8.37', '25.06'],
    { t4: '4.52712', v100: '3.59' },
    swappedWith('Res2Net50_14w_8s'),
  ),
  row(
    res2net50(14, 8),
    'Res2Net50_14w_8s',
    ['79.5', '9.01', '25.72'],
    { t4: '5.4026', v100: '4.39' },
    swappedWith('Res2Net50_vd_26w_4s'),
  ),
  row(of('res2net-101-v1b'), 'Res2Net101_vd_26w_4s', ['80.6', '16.67', '45.22'], {
    t4: '8.08729',
    v100: '6.34',
  }),
  row(of('res2net-200-v1b'), 'Res2Net200_vd_26w_4s', ['81.2', '31.49', '76.21'], {
    t4: '14.67806',
    v100: '11.45',
  }),
  row({ network: 'ghostnet', settings: { width: 0.5 } }, 'GhostNet_x0_5', ['66.8', '0.082', '2.6'], {
    v100: '1.66',
  }),
  row(of('ghostnet'), 'GhostNet_x1_0', ['74.0', '0.294', '5.2'], { v100: '1.69' }),
  row({ network: 'ghostnet', settings: { width: 1.3 } }, 'GhostNet_x1_3', ['75.7', '0.440', '7.3'], {
    v100: '1.84',
  }),
];
