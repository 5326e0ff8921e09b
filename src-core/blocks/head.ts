import { defineBlock, onePort } from '../language/definition.ts';
import { dimension } from '../language/field.ts';
import { linear } from '../operators/linear.ts';
import { globalAvgPool } from '../operators/pooling.ts';
import { flatten } from '../operators/reshape.ts';

/** Global average pool and a linear classifier; the softmax is not included. */
export const head = defineBlock({
  id: 'head',
  title: 'Head',
  summary: 'Averages each channel and scores the classes with one linear layer; softmax not included.',
  reference: 'He et al., 2015, arXiv 1512.03385',
  family: 'linear',
  section: 'Stems and heads',
  fields: {
    classes: dimension({
      label: 'Classes',
      help: 'Scores that leave the network.',
      symbol: 'n',
      min: 1,
      max: 1_048_576,
      default: 1000,
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ classes }, [x], graph) => {
    const pooled = graph.add('pool', globalAvgPool, {}, x!);
    return [graph.add('fc', linear, { outFeatures: classes }, graph.add('flatten', flatten, {}, pooled))];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'ImageNet head',
      inputs: [[1, 2048, 7, 7]],
      outputs: [[1, 1000]],
      params: 2_049_000n,
      macs: 2_048_000n,
    },
  ],
});
