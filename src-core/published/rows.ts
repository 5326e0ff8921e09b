import { classifierRows } from './classifiers.ts';
import { counterRows } from './counters.ts';
import { detectionRows } from './detection.ts';
import { efficientdetRows } from './efficientdet.ts';
import type { PublishedRow } from './figure.ts';
import { ghostnetRows } from './ghostnet.ts';
import { hrnetRows } from './hrnet.ts';
import { hsResnetRows } from './hs-resnet.ts';
import { paddleclasRows } from './paddleclas.ts';
import { readmeRows } from './readmes.ts';
import { res2netRows } from './res2net.ts';
import { timmRows } from './timm.ts';
import { torchvisionRows } from './torchvision.ts';
import { yoloRows } from './yolo.ts';

/** Every published row: the seed families first. */
export const publishedRows: readonly PublishedRow[] = [
  ...hsResnetRows,
  ...res2netRows,
  ...ghostnetRows,
  ...torchvisionRows,
  ...timmRows,
  ...classifierRows,
  ...readmeRows,
  ...paddleclasRows,
  ...counterRows,
  ...detectionRows,
  ...hrnetRows,
  ...efficientdetRows,
  ...yoloRows,
];
