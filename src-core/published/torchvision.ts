import type { Claim, NetworkSubject, PublishedRow, Score } from './figure.ts';

const scoresOf = (v1: string, v2?: string): Score[] => [
  { measure: 'top-1', percent: v1, weights: 'IMAGENET1K_V1' },
  ...(v2 === undefined ? [] : [{ measure: 'top-1', percent: v2, weights: 'IMAGENET1K_V2' }]),
];

/** `meta["num_params"]`, `meta["_ops"]` (in billions, three decimals) and the accuracies of the weights. */
function row(
  network: string,
  model: string,
  params: string,
  ops: string,
  scores: readonly Score[],
  { input, claim }: { readonly input?: NetworkSubject['input']; readonly claim?: Claim } = {},
): PublishedRow {
  return {
    subject: { network, ...(input !== undefined && { input }) },
    model,
    source: 'torchvision',
    confirmed: true,
    params: { text: params, ...(claim !== undefined && { claim }) },
    cost: { text: `${ops}G`, convention: 'torchvision' },
    scores,
  };
}

export const torchvisionRows: readonly PublishedRow[] = [
  row('resnet-18', 'resnet18', '11,689,512', '1.814', scoresOf('69.758')),
  row('resnet-34', 'resnet34', '21,797,672', '3.664', scoresOf('73.314')),
  row('resnet-50', 'resnet50', '25,557,032', '4.089', scoresOf('76.130', '80.858')),
  row('resnet-101', 'resnet101', '44,549,160', '7.801', scoresOf('77.374', '81.886')),
  row('resnext-50', 'resnext50_32x4d', '25,028,904', '4.230', scoresOf('77.618', '81.198')),
  row('mobilenet-v2', 'mobilenet_v2', '3,504,872', '0.301', scoresOf('71.878', '72.154')),
  row('mobilenet-v3-large', 'mobilenet_v3_large', '5,483,032', '0.217', scoresOf('74.042', '75.274')),
  row('efficientnet-b0', 'efficientnet_b0', '5,288,548', '0.386', scoresOf('77.692')),
  row('shufflenet-v2-1.0', 'shufflenet_v2_x1_0', '2,278,604', '0.145', scoresOf('69.362')),
  row('shufflenet-v2-1.5', 'shufflenet_v2_x1_5', '3,503,624', '0.296', scoresOf('72.996')),
  row('densenet-121', 'densenet121', '7,978,856', '2.834', scoresOf('74.434')),
  row('squeezenet-1.1', 'squeezenet1_1', '1,235,496', '0.349', scoresOf('58.178')),
  row('alexnet', 'alexnet', '61,100,840', '0.714', scoresOf('56.522')),
  row('vgg-16', 'vgg16', '138,357,544', '15.470', scoresOf('71.592')),
  row('vgg-16-bn', 'vgg16_bn', '138,365,992', '15.470', scoresOf('73.360')),
  row('googlenet', 'googlenet', '6,624,904', '1.498', scoresOf('69.778')),
  row('inception-v3', 'inception_v3', '27,161,264', '5.713', scoresOf('77.294'), {
    input: [1, 3, 299, 299],
    claim: { kind: 'auxiliary-heads', network: 'inception-v3-aux' },
  }),
  row('mnasnet-1.0', 'mnasnet1_0', '4,383,312', '0.314', scoresOf('73.456')),
  row('regnet-x-400mf', 'regnet_x_400mf', '5,495,976', '0.414', scoresOf('72.834', '74.864')),
  row('regnet-y-400mf', 'regnet_y_400mf', '4,344,144', '0.402', scoresOf('74.046', '75.804')),
  row('regnet-y-800mf', 'regnet_y_800mf', '6,432,512', '0.834', scoresOf('76.420', '78.828')),
  row('regnet-x-3.2gf', 'regnet_x_3_2gf', '15,296,552', '3.177', scoresOf('78.364', '81.196')),
  row('convnext-tiny', 'convnext_tiny', '28,589,128', '4.456', scoresOf('82.520')),
  row('vit-b-16', 'vit_b_16', '86,567,656', '17.564', scoresOf('81.072')),
  row('vit-b-32', 'vit_b_32', '88,224,232', '4.409', scoresOf('75.912')),
  row('vit-l-16', 'vit_l_16', '304,326,632', '61.555', scoresOf('79.662')),
  row('vit-l-32', 'vit_l_32', '306,535,400', '15.378', scoresOf('76.972')),
  row('vit-h-14', 'vit_h_14', '632,045,800', '167.295', [
    { measure: 'top-1', percent: '85.708', weights: 'IMAGENET1K_SWAG_LINEAR_V1' },
  ]),
  row('swin-t', 'swin_t', '28,288,354', '4.491', scoresOf('81.474')),
  row('swin-s', 'swin_s', '49,606,258', '8.741', scoresOf('83.196')),
  row('swin-b', 'swin_b', '87,768,224', '15.431', scoresOf('83.582')),
  row('swin-v2-t', 'swin_v2_t', '28,351,570', '5.94', scoresOf('82.072')),
  row('swin-v2-s', 'swin_v2_s', '49,737,442', '11.546', scoresOf('83.712')),
  row('swin-v2-b', 'swin_v2_b', '87,930,848', '20.325', scoresOf('84.112')),
  row('maxvit-t', 'maxvit_t', '30,919,624', '5.558', scoresOf('83.700')),
];
