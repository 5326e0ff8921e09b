import type { KeyRule, PublicKeys } from './public-keys.ts';
import { torchvision, under, unitRow } from './public-keys.ts';

/** A small head of torchvision: a unit, dropout, and the scores behind it. */
const fcnHead = (path: string, name: string): readonly KeyRule[] => [
  ...unitRow(`${path}/conv`, name),
  [`${path}/score`, `${name}.4`],
];

/** The backbone's own names; of one that has its layers in a row, torchvision takes the row itself. */
const backboneRules = (backbone: readonly KeyRule[]): readonly KeyRule[] =>
  under(
    'backbone',
    backbone.map(([path, name]) => [path, name.replace(/^features\./, '')]),
  );

export const fcnKeys = (backbone: readonly KeyRule[]): PublicKeys => ({
  origin: torchvision('segmentation/fcn.py'),
  names: [
    ...fcnHead('aux-head', 'aux_classifier'),
    ...fcnHead('head', 'classifier'),
    ...backboneRules(backbone),
  ],
});

export const deeplabKeys = (backbone: readonly KeyRule[]): PublicKeys => ({
  origin: torchvision('segmentation/deeplabv3.py'),
  names: [
    ...fcnHead('aux-head', 'aux_classifier'),
    ...unitRow('head/aspp/point', 'classifier.0.convs.0'),
    ...unitRow('head/aspp/rate{i}', 'classifier.0.convs.{i}'),
    ...unitRow('head/aspp/image', 'classifier.0.convs.4', 1),
    ...unitRow('head/aspp/project', 'classifier.0.project'),
    ...unitRow('head/conv', 'classifier', 1),
    ['head/score', 'classifier.4'],
    ...backboneRules(backbone),
  ],
});
