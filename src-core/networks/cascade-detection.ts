import type { NetworkItem } from './ready-network.ts';
import { expression } from './ready-network.ts';
import type { Task } from './task.ts';
import { classesVariable, followed } from './task.ts';
import { boxesVariable, maskBranch, plainParts, proposing, rcnn, regions } from './two-stage-detection.ts';

const code = 'detectron2 02b5c4e, modeling/roi_heads/cascade_rcnn.py';
/** detectron2 takes a sample for every position that a bin covers, half a position further. */
const cut = { samples: 0, aligned: true } as const;
const stages = [1, 2, 3] as const;

/**
 * One stage: regions of its boxes, a head and a predictor of its own. The boxes of the first are the proposals, those of a
 * later one are what the stage before made of its own, which follows from its results, so all come in from outside. The
 * network's scores are the mean of the three.
 */
const stage = (index: (typeof stages)[number]): NetworkItem[] => [
  {
    id: `boxes${index}`,
    definition: 'boxes-input',
    fields: { boxes: expression('proposals') },
    from: [],
    column: index,
    row: 0,
  },
  withCut(regions(`regions${index}`, `boxes${index}`, 7, { column: index, row: 2 })),
  { id: `box-head${index}`, definition: 'box-head', column: index },
  {
    id: `predictor${index}`,
    definition: 'box-predictor',
    fields: { ...followed('classes'), background: 'apart', agnostic: true },
    column: index,
  },
  {
    id: `stage${index}-scores`,
    definition: 'output',
    from: [`predictor${index}.scores`],
    column: index,
    row: 5,
  },
  {
    id: `stage${index}-boxes`,
    definition: 'output',
    from: [`predictor${index}.boxes`],
    column: index,
    row: 6,
  },
];

const withCut = (item: NetworkItem): NetworkItem => ({ ...item, fields: { ...item.fields, ...cut } });

/** The masks stand behind the last column of the cascade. */
const masks = maskBranch(plainParts).map((item): NetworkItem => {
  const moved = { ...item, column: stages.length + 1 };
  return item.definition === 'pyramid-roi-align' ? withCut(moved) : moved;
});

const cascade = (isMasked: boolean): Task => ({
  ...rcnn,
  name: isMasked ? 'cascade-mask-rcnn' : 'cascade-rcnn',
  title: isMasked ? 'Cascade Mask R-CNN' : 'Cascade R-CNN',
  subtitle: 'FPN, three stages',
  reference: `Cai and Vasconcelos, Cascade R-CNN, 2017, arXiv 1712.00726; ${code}`,
  variables: [
    classesVariable(80),
    boxesVariable('proposals', 1000),
    ...(isMasked ? [boxesVariable('detections', 100)] : []),
  ],
  items: (backbone) => [
    ...proposing(backbone, plainParts),
    ...stages.flatMap(stage),
    ...(isMasked ? masks : []),
  ],
});

export const cascadeDetectors: readonly Task[] = [cascade(false), cascade(true)];
