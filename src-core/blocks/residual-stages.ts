import { basic } from './basic.ts';
import { bottleneck } from './bottleneck.ts';
import { ghostResnetBottleneck } from './ghost-resnet-bottleneck.ts';
import { hsBasic } from './hs-basic.ts';
import { hsBottleneck } from './hs-bottleneck.ts';
import { hsPublicBasic } from './hs-public-basic.ts';
import { hsPublicBottleneck } from './hs-public-bottleneck.ts';
import { res2netBottleneck } from './res2net-bottleneck.ts';
import { skBasic, skBottleneck } from './selective-blocks.ts';
import { senetBottleneck } from './senet-bottleneck.ts';
import { resnestBottleneck } from './split-attention.ts';
import { stageOf } from './stage.ts';

export const resnetStage = stageOf(bottleneck, {
  id: 'resnet-stage',
  title: 'ResNet stage',
  examples: [
    {
      title: 'layer1 of ResNet-50',
      inputs: [[1, 64, 8, 8]],
      outputs: [[1, 256, 8, 8]],
      params: 215_808n,
      macs: 13_631_488n,
    },
    {
      title: 'layer3 of a dilated ResNet-50: the size stays, later filters step by 2',
      fields: { depth: 2, planes: 4, stride: 2, dilate: true },
      inputs: [[1, 8, 6, 6]],
      outputs: [[1, 16, 6, 6]],
      params: 768n,
      macs: 23_040n,
    },
  ],
});

export const hsStage = stageOf(hsBottleneck, {
  id: 'hs-stage',
  title: 'HS stage',
  examples: [
    {
      title: 'stage 1 of HS-ResNet-50',
      inputs: [[1, 64, 8, 8]],
      outputs: [[1, 256, 8, 8]],
      params: 238_572n,
      macs: 15_057_664n,
    },
  ],
});

export const res2netStage = stageOf(res2netBottleneck, {
  id: 'res2net-stage',
  title: 'Res2Net stage',
  examples: [
    {
      title: 'layer1 of Res2Net-50',
      inputs: [[1, 64, 8, 8]],
      outputs: [[1, 256, 8, 8]],
      params: 214_056n,
      macs: 13_498_624n,
    },
  ],
});

export const ghostResnetStage = stageOf(ghostResnetBottleneck, {
  id: 'ghost-resnet-stage',
  title: 'Ghost-ResNet stage',
  examples: [
    {
      title: 'two copies',
      fields: { depth: 2 },
      inputs: [[1, 64, 8, 8]],
      outputs: [[1, 256, 8, 8]],
      params: 78_336n,
      macs: 4_882_432n,
    },
  ],
});

export const basicStage = stageOf(basic, {
  id: 'basic-stage',
  title: 'Basic stage',
  examples: [
    {
      title: 'layer2 of ResNet-18',
      fields: { depth: 2, planes: 128, stride: 2 },
      inputs: [[1, 64, 8, 8]],
      outputs: [[1, 128, 4, 4]],
      params: 525_568n,
      macs: 8_388_608n,
    },
  ],
});

export const hsBasicStage = stageOf(hsBasic, {
  id: 'hs-basic-stage',
  title: 'HS basic stage',
  examples: [
    {
      title: 'two copies',
      fields: { depth: 2, project: false },
      inputs: [[1, 64, 8, 8]],
      outputs: [[1, 64, 8, 8]],
      params: 177_328n,
      macs: 11_298_816n,
    },
  ],
});

export const hsPublicStage = stageOf(hsPublicBottleneck, {
  id: 'hs-public-stage',
  title: 'HS stage, public',
  examples: [
    {
      title: 'layer1',
      inputs: [[1, 64, 8, 8]],
      outputs: [[1, 256, 8, 8]],
      params: 165_860n,
      macs: 10_415_104n,
    },
  ],
});

export const hsPublicBasicStage = stageOf(hsPublicBasic, {
  id: 'hs-public-basic-stage',
  title: 'HS basic stage, public',
  examples: [
    {
      title: 'layer2 of HS-ResNet-18',
      fields: { depth: 2, planes: 128, stride: 2 },
      inputs: [[1, 64, 8, 8]],
      outputs: [[1, 128, 4, 4]],
      params: 640_588n,
      macs: 10_213_952n,
    },
  ],
});

export const senetStage = stageOf(senetBottleneck, {
  id: 'senet-stage',
  title: 'SENet stage',
  examples: [
    {
      title: 'two copies of the bottleneck of SENet-154',
      fields: { depth: 2, attention: 'se' },
      inputs: [[1, 128, 4, 4]],
      outputs: [[1, 256, 4, 4]],
      params: 242_208n,
      macs: 3_571_712n,
    },
  ],
});

export const skStage = stageOf(skBottleneck, {
  id: 'sk-stage',
  title: 'SK stage',
  examples: [
    {
      title: 'two copies of the bottleneck of SK-ResNet-50',
      fields: { depth: 2, planes: 16, reduced: 8 },
      inputs: [[1, 32, 4, 4]],
      outputs: [[1, 64, 4, 4]],
      params: 11_616n,
      macs: 164_608n,
    },
  ],
});

export const skBasicStage = stageOf(skBasic, {
  id: 'sk-basic-stage',
  title: 'SK basic stage',
  examples: [
    {
      title: 'two copies of the basic block of SK-ResNet-34',
      fields: { depth: 2, planes: 16, stride: 2, reduced: 8 },
      inputs: [[1, 8, 6, 6]],
      outputs: [[1, 16, 3, 3]],
      params: 9_216n,
      macs: 74_496n,
    },
  ],
});

export const resnestStage = stageOf(resnestBottleneck, {
  id: 'resnest-stage',
  title: 'ResNeSt stage',
  examples: [
    {
      title: 'two copies of the bottleneck of ResNeSt-50',
      fields: { depth: 2, planes: 16, reduced: 8 },
      inputs: [[1, 32, 4, 4]],
      outputs: [[1, 64, 4, 4]],
      params: 11_696n,
      macs: 164_608n,
    },
  ],
});
