import { invertedResidual } from './inverted-residual.ts';
import { stageOf } from './stage.ts';

export const invertedResidualStage = stageOf(invertedResidual, {
  id: 'inverted-residual-stage',
  title: 'Inverted residual stage',
  examples: [
    {
      title: 'stage 2 of MobileNetV2',
      fields: { depth: 2, stride: 2 },
      inputs: [[1, 16, 8, 8]],
      outputs: [[1, 24, 4, 4]],
      params: 13_968n,
      macs: 280_320n,
    },
    {
      title: 'two MBConv, squeezed to a quarter of each input',
      fields: { depth: 2, outChannels: 8, ratio: 2, stride: 2, squeeze: 'input', activation: 'silu' },
      inputs: [[1, 4, 6, 6]],
      outputs: [[1, 8, 3, 3]],
      params: 803n,
      macs: 6_056n,
    },
  ],
});
