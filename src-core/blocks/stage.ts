import type { BlockDefinition, Example } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import type { Fields, StructuralField, ToggleField } from '../language/field.ts';
import { structural } from '../language/field.ts';
import { basic } from './basic.ts';
import { bottleneck } from './bottleneck.ts';
import { ghostResnetBottleneck } from './ghost-resnet-bottleneck.ts';
import { hsBasic } from './hs-basic.ts';
import { hsBottleneck } from './hs-bottleneck.ts';
import { hsPublicBottleneck } from './hs-public-bottleneck.ts';
import { res2netBottleneck } from './res2net-bottleneck.ts';

const depth = structural({
  label: 'Depth',
  help: 'Copies of the block.',
  unit: 'blocks',
  min: 1,
  max: 200,
  default: 3,
});

/** A block that knows whether it opens a stage, and by how much it strides when it does. */
type Repeatable = Fields & { readonly first: ToggleField; readonly stride: StructuralField };

/** Makes the stage of a block: `depth` copies, of which the first reduces and changes channels. */
function stageOf<F extends Repeatable>(
  block: BlockDefinition<F>,
  { id, title, example }: { id: string; title: string; example: Example },
): BlockDefinition {
  const { first: _, ...fields } = block.fields;
  return defineBlock<Fields>({
    id,
    title,
    summary: `Repeats the ${block.title}; the first copy strides and changes channels.`,
    ...(block.reference !== undefined && { reference: block.reference }),
    family: 'block',
    fields: { depth, ...fields },
    inputs: onePort('in'),
    outputs: onePort('out'),
    expand: ({ depth: copies, ...values }, [x], graph) => {
      let y = x!;
      for (let i = 1; i <= (copies as number); i++) {
        y = graph.add(`block${i}`, block as BlockDefinition, { ...values, first: i === 1 }, y);
      }
      return [y];
    },
    symbolicInputs: (_values, free) => [[1n, free('C_in'), free('H'), free('W')]],
    examples: [example],
  });
}

export const resnetStage = stageOf(bottleneck, {
  id: 'resnet-stage',
  title: 'ResNet stage',
  example: {
    title: 'layer1 of ResNet-50',
    inputs: [[1, 64, 8, 8]],
    outputs: [[1, 256, 8, 8]],
    params: 215_808n,
    macs: 13_631_488n,
  },
});

export const hsStage = stageOf(hsBottleneck, {
  id: 'hs-stage',
  title: 'HS stage',
  example: {
    title: 'stage 1 of HS-ResNet-50',
    inputs: [[1, 64, 8, 8]],
    outputs: [[1, 256, 8, 8]],
    params: 238_572n,
    macs: 15_057_664n,
  },
});

export const res2netStage = stageOf(res2netBottleneck, {
  id: 'res2net-stage',
  title: 'Res2Net stage',
  example: {
    title: 'layer1 of Res2Net-50',
    inputs: [[1, 64, 8, 8]],
    outputs: [[1, 256, 8, 8]],
    params: 214_056n,
    macs: 13_498_624n,
  },
});

export const ghostResnetStage = stageOf(ghostResnetBottleneck, {
  id: 'ghost-resnet-stage',
  title: 'Ghost-ResNet stage',
  example: {
    title: 'two copies',
    fields: { depth: 2 },
    inputs: [[1, 64, 8, 8]],
    outputs: [[1, 256, 8, 8]],
    params: 78_336n,
    macs: 4_882_432n,
  },
});

export const basicStage = stageOf(basic, {
  id: 'basic-stage',
  title: 'Basic stage',
  example: {
    title: 'layer2 of ResNet-18',
    fields: { depth: 2, planes: 128, stride: 2 },
    inputs: [[1, 64, 8, 8]],
    outputs: [[1, 128, 4, 4]],
    params: 525_568n,
    macs: 8_388_608n,
  },
});

export const hsBasicStage = stageOf(hsBasic, {
  id: 'hs-basic-stage',
  title: 'HS basic stage',
  example: {
    title: 'two copies',
    fields: { depth: 2, project: false },
    inputs: [[1, 64, 8, 8]],
    outputs: [[1, 64, 8, 8]],
    params: 177_328n,
    macs: 11_298_816n,
  },
});

export const hsPublicStage = stageOf(hsPublicBottleneck, {
  id: 'hs-public-stage',
  title: 'HS stage, public',
  example: {
    title: 'layer1',
    inputs: [[1, 64, 8, 8]],
    outputs: [[1, 256, 8, 8]],
    params: 165_860n,
    macs: 10_415_104n,
  },
});
