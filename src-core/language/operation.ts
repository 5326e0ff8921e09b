/**
 * What an operator computes, in the words in which the tools that count operations tell operators apart.
 * `none` moves or names values without computing on them. Operators of one kind may differ in everything else.
 */
export type Operation =
  // products with weights or between tensors
  | 'convolution'
  | 'transposed-convolution'
  | 'linear'
  | 'matmul'
  // norms
  | 'batch-norm'
  | 'layer-norm'
  | 'group-norm'
  | 'instance-norm'
  | 'response-norm'
  | 'l2-norm'
  // activations
  | 'relu'
  | 'relu6'
  | 'leaky-relu'
  | 'prelu'
  | 'silu'
  | 'hard-swish'
  | 'hard-sigmoid'
  | 'sigmoid'
  | 'gelu'
  | 'tanh'
  | 'softmax'
  // pools: a global pool is an adaptive one that leaves a single position
  | 'max-pool'
  | 'average-pool'
  | 'adaptive-max-pool'
  | 'adaptive-average-pool'
  // elementwise arithmetic, reductions and resampling
  | 'add'
  | 'mul'
  | 'sub'
  | 'div'
  | 'maximum'
  | 'minimum'
  | 'mean'
  | 'max'
  | 'resize'
  // detection
  | 'roi-align'
  | 'non-max-suppression'
  // left out of an exported network
  | 'dropout'
  | 'stochastic-depth'
  | 'none';
