import type { PublishedRow } from './figure.ts';

/** Top-1 at 224 × 224 of the weights whose tag is named, where a model has several, and its millions of parameters. */
const row = (
  network: string,
  model: string,
  percent: string,
  weights?: string,
  params?: string,
): PublishedRow => ({
  subject: { network },
  model,
  source: 'timm',
  confirmed: true,
  ...(params !== undefined && { params: { text: params } }),
  scores: [{ measure: 'top-1', percent, ...(weights !== undefined && { weights }) }],
});

export const timmRows: readonly PublishedRow[] = [
  row('resnet-18-d', 'resnet18d', '72.296', 'ra2'),
  row('resnet-50-d', 'resnet50d', '80.546', 'ra2'),
  row('resnet-50-d', 'resnet50d', '79.080', 'gluon'),
  row('resnet-101-d', 'resnet101d', '80.466', 'gluon'),
  row('se-resnet-50', 'seresnet50', '80.260', 'ra2'),
  row('se-resnext-50', 'seresnext50_32x4d', '79.916', 'gluon'),
  row('eca-resnet-50-d', 'ecaresnet50d', '80.634', 'miil'),
  row('sk-resnext-50', 'skresnext50_32x4d', '80.168'),
  row('resnest-26-d', 'resnest26d', '78.476'),
  row('resnest-50', 'resnest50d', '80.958'),
  row('mobilenet-v1', 'mobilenetv1_100', '75.388', 'ra4'),
  row('regnet-x-4.0gf', 'regnetx_040', '78.486', 'pycls'),
  row('regnet-y-4.0gf', 'regnety_040', '79.246', 'pycls'),
  row('hrnet-w18', 'hrnet_w18', '76.770', 'ms'),
  row('ghostnet-v3', 'ghostnetv3_100', '76.936'),
  row('vit-s-16', 'vit_small_patch16_224', '81.402', 'augreg_in21k_ft_in1k', '22.05M'),
  row('deit-tiny', 'deit_tiny_patch16_224', '72.190', 'fb_in1k', '5.72M'),
  row('deit-small', 'deit_small_patch16_224', '79.856', 'fb_in1k', '22.05M'),
  row('deit-base', 'deit_base_patch16_224', '81.980', 'fb_in1k', '86.57M'),
  row('lcnet-1.0', 'lcnet_100', '72.130'),
];
