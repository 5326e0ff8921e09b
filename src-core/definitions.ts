import { aspp } from './blocks/aspp.ts';
import { googlenetAuxiliary, inceptionAuxiliary } from './blocks/auxiliary-heads.ts';
import { basic } from './blocks/basic.ts';
import { bifpn, bifpnLayer } from './blocks/bifpn.ts';
import { bottleneck } from './blocks/bottleneck.ts';
import { boxHead, boxPredictor } from './blocks/box-head.ts';
import { cbam } from './blocks/cbam.ts';
import { classAttentionBlock } from './blocks/class-attention.ts';
import { condConv } from './blocks/cond-conv.ts';
import { convTower } from './blocks/conv-tower.ts';
import { convUnit } from './blocks/conv-unit.ts';
import { convnextBlock, convnextStage } from './blocks/convnext-block.ts';
import { convnextHead, convnextStem } from './blocks/convnext-ends.ts';
import { crossStage, darkBlock } from './blocks/cross-stage.ts';
import { cspBlock, cspBottleneck } from './blocks/csp-block.ts';
import { denseLayer, denseStage } from './blocks/dense-layer.ts';
import { denseTransition } from './blocks/dense-transition.ts';
import { depthwiseSeparable, depthwiseSeparableStage } from './blocks/depthwise-separable.ts';
import { dfcGhostModule } from './blocks/dfc-ghost-module.ts';
import { dlaBasic } from './blocks/dla-basic.ts';
import { dlaBottleneck } from './blocks/dla-bottleneck.ts';
import { dlaRoot } from './blocks/dla-root.ts';
import { dlaTree } from './blocks/dla-tree.ts';
import { dotProductAttention } from './blocks/dot-product-attention.ts';
import { doubleInception } from './blocks/double-inception.ts';
import { lanes, repeat, sequence } from './blocks/drawn.ts';
import { dualPathBlock, dualPathStage } from './blocks/dual-path.ts';
import { eca } from './blocks/eca.ts';
import { edsrBlock, edsrStage } from './blocks/edsr-block.ts';
import { efficientdetHead } from './blocks/efficientdet-head.ts';
import { encoderBlock, encoderStage } from './blocks/encoder-block.ts';
import { fcosHead, fcosLevel } from './blocks/fcos-head.ts';
import { fire, fireStage } from './blocks/fire.ts';
import { focus } from './blocks/focus.ts';
import { fpn } from './blocks/fpn.ts';
import { fusedMbconv, fusedMbconvStage } from './blocks/fused-mbconv.ts';
import { ghostBottleneck, ghostStage } from './blocks/ghost-bottleneck.ts';
import { ghostModule } from './blocks/ghost-module.ts';
import { ghostResnetBottleneck } from './blocks/ghost-resnet-bottleneck.ts';
import { ghostV3Bottleneck, repGhostModule } from './blocks/ghost-v3.ts';
import { globalResponseNorm } from './blocks/global-response-norm.ts';
import { googlenetModule } from './blocks/googlenet-module.ts';
import { googlenetStem } from './blocks/googlenet-stem.ts';
import { head } from './blocks/head.ts';
import { hrnetHead } from './blocks/hrnet-head.ts';
import { hrnetModule, hrnetStage } from './blocks/hrnet-module.ts';
import { hsBasic } from './blocks/hs-basic.ts';
import { hsBlock } from './blocks/hs-block.ts';
import { hsBottleneck } from './blocks/hs-bottleneck.ts';
import { hsPublicBasic } from './blocks/hs-public-basic.ts';
import { hsChunkBlock, hsPublicBottleneck } from './blocks/hs-public-bottleneck.ts';
import { inceptionA } from './blocks/inception-a.ts';
import { inceptionB } from './blocks/inception-b.ts';
import { inceptionC } from './blocks/inception-c.ts';
import { inceptionD } from './blocks/inception-d.ts';
import { inceptionE } from './blocks/inception-e.ts';
import { inceptionResnetBlock, inceptionResnetStage } from './blocks/inception-resnet.ts';
import { inceptionStem } from './blocks/inception-stem.ts';
import { invertedResidual } from './blocks/inverted-residual.ts';
import { invertedResidualStage } from './blocks/inverted-residual-stage.ts';
import { involution } from './blocks/involution.ts';
import { lrasppHead } from './blocks/lraspp-head.ts';
import { keypointHead, maskHead } from './blocks/mask-head.ts';
import { maxvitBlock, maxvitStage } from './blocks/maxvit-block.ts';
import { mixerBlock, mixerStage } from './blocks/mixer-block.ts';
import { mlpHead } from './blocks/mlp-head.ts';
import { mobilevitBlock } from './blocks/mobilevit-block.ts';
import { mobilevitV2Block } from './blocks/mobilevit-v2-block.ts';
import { nfBottleneck, nfStage } from './blocks/nf-bottleneck.ts';
import { normActivation } from './blocks/norm-act.ts';
import { effectiveSe, osaBlock } from './blocks/osa-block.ts';
import { panNeck } from './blocks/pan-neck.ts';
import { parallelGroups } from './blocks/parallel-groups.ts';
import { partitionAttention } from './blocks/partition-attention.ts';
import { passThrough } from './blocks/pass-through.ts';
import { patchMerging } from './blocks/patch-merging.ts';
import { pathAttention } from './blocks/path-attention.ts';
import { polyInception } from './blocks/poly-inception.ts';
import { poolformerBlock, poolformerStage } from './blocks/poolformer-block.ts';
import { preNormMbconv } from './blocks/pre-norm-mbconv.ts';
import { pvtBlock, pvtStage } from './blocks/pvt-block.ts';
import { pspHead, pyramidPooling, uperHead } from './blocks/pyramid-pooling.ts';
import { pyramidRoiAlign } from './blocks/pyramid-roi-align.ts';
import { regnetBlock, regnetStage } from './blocks/regnet-block.ts';
import { repConv, repStage } from './blocks/rep-conv.ts';
import { res2netBlock } from './blocks/res2net-block.ts';
import { res2netBottleneck } from './blocks/res2net-bottleneck.ts';
import {
  basicStage,
  ghostResnetStage,
  hsBasicStage,
  hsPublicBasicStage,
  hsPublicStage,
  hsStage,
  res2netStage,
  resnestStage,
  resnetStage,
  senetStage,
  skBasicStage,
  skStage,
} from './blocks/residual-stages.ts';
import { retinanetHead, retinanetLevel } from './blocks/retinanet-head.ts';
import { rexnetBlock } from './blocks/rexnet-block.ts';
import { rpnHead, rpnLevel } from './blocks/rpn-head.ts';
import { scoreMapHead } from './blocks/score-map-head.ts';
import { deeplabDecoder, deeplabHead, fcnHead } from './blocks/segmentation-heads.ts';
import { skBasic, skBottleneck } from './blocks/selective-blocks.ts';
import { selectiveKernel } from './blocks/selective-kernel.ts';
import { selfAttention } from './blocks/self-attention.ts';
import { semanticFpnHead } from './blocks/semantic-fpn-head.ts';
import { senetBottleneck } from './blocks/senet-bottleneck.ts';
import {
  separableAttention,
  separableEncoderBlock,
  separableEncoderStage,
} from './blocks/separable-attention.ts';
import { separableConv } from './blocks/separable-conv.ts';
import { shuffleStage, shuffleUnit } from './blocks/shuffle-unit.ts';
import { cropTo, padTo, resizeTo } from './blocks/size-like.ts';
import { resnestBottleneck, splitAttention } from './blocks/split-attention.ts';
import { sppBlock } from './blocks/spp-block.ts';
import { squeezeExcitation } from './blocks/squeeze-excitation.ts';
import { ssdExtra } from './blocks/ssd-extra.ts';
import { ssdHead, ssdLevel } from './blocks/ssd-head.ts';
import { stem } from './blocks/stem.ts';
import { subpixelConv } from './blocks/subpixel-conv.ts';
import { swinBlock, swinStage } from './blocks/swin-block.ts';
import { swinHead, swinStem } from './blocks/swin-ends.ts';
import { patchEmbedding, tokenHead } from './blocks/transformer-ends.ts';
import { unetUp } from './blocks/unet-up.ts';
import { vggStage } from './blocks/vgg-stage.ts';
import { weightedFusion } from './blocks/weighted-fusion.ts';
import { windowAttention } from './blocks/window-attention.ts';
import { xceptionBlock } from './blocks/xception-block.ts';
import { yolov5Head, yoloxHead } from './blocks/yolo-heads.ts';
import type { BlockDefinition, Definition, OperatorDefinition } from './language/definition.ts';
import {
  hardSigmoid,
  hardSwish,
  hardTanh,
  leakyRelu,
  relu,
  relu6,
  sigmoid,
  silu,
  tanh,
} from './operators/activation.ts';
import { adaptiveAvgPool, adaptiveMaxPool } from './operators/adaptive-pooling.ts';
import { difference, maximum, minimum, product, quotient, sum } from './operators/arithmetic.ts';
import { broadcastTo } from './operators/broadcast-to.ts';
import { channelShuffle } from './operators/channel-shuffle.ts';
import { constant } from './operators/constant.ts';
import { conv2d } from './operators/convolution.ts';
import { crop } from './operators/crop.ts';
import { deformConv2d } from './operators/deformable-convolution.ts';
import { dynamicConv2d } from './operators/dynamic-convolution.ts';
import { einsum } from './operators/einsum.ts';
import {
  absolute,
  exponential,
  logarithm,
  negative,
  power,
  squareRoot,
} from './operators/function-of-one.ts';
import { gelu } from './operators/gelu.ts';
import { glu } from './operators/glu.ts';
import { groupNorm, instanceNorm } from './operators/group-norm.ts';
import { gru } from './operators/gru.ts';
import { boxesInput, input, output, sequenceInput } from './operators/io.ts';
import { l2Norm } from './operators/l2-norm.ts';
import { layerNorm } from './operators/layer-norm.ts';
import { linear } from './operators/linear.ts';
import { localFilter } from './operators/local-filter.ts';
import { lpPool } from './operators/lp-pool.ts';
import { lstm } from './operators/lstm.ts';
import { matmul } from './operators/matmul.ts';
import { maxPool } from './operators/max-pool.ts';
import { maxUnpool } from './operators/max-unpool.ts';
import { nonMaxSuppression } from './operators/non-max-suppression.ts';
import { batchNorm } from './operators/normalization.ts';
import { opaque } from './operators/opaque.ts';
import { pad } from './operators/pad.ts';
import { parameter } from './operators/parameter.ts';
import { carryInput, carryOutput, partInput, partOutput, wholeInput } from './operators/part.ts';
import { permute } from './operators/permute.ts';
import { pickLevel } from './operators/pick-level.ts';
import { avgPool, globalAvgPool, globalMaxPool } from './operators/pooling.ts';
import { prelu } from './operators/prelu.ts';
import { reduceMax, reduceMean, reduceMin, reduceSum } from './operators/reduce.ts';
import { dropout, stochasticDepth } from './operators/regularization.ts';
import { relativePosition } from './operators/relative-position.ts';
import { flatten, reshape } from './operators/reshape.ts';
import { resize } from './operators/resize.ts';
import { responseNorm } from './operators/response-norm.ts';
import { filterResponseNorm, rmsNorm } from './operators/rms-norm.ts';
import { roiAlign } from './operators/roi-align.ts';
import { scale } from './operators/scale.ts';
import { scaledConv2d } from './operators/scaled-convolution.ts';
import {
  avgPool1d,
  conv1d,
  globalAvgPool1d,
  globalMaxPool1d,
  maxPool1d,
  transposedConv1d,
} from './operators/sequence.ts';
import { slice } from './operators/slice.ts';
import { celu, elu, mish, selu, softplus, softsign } from './operators/smooth-activation.ts';
import { logSoftmax, softmax } from './operators/softmax.ts';
import { depthToSpace, spaceToDepth } from './operators/space-depth.ts';
import { concat, split } from './operators/tensor.ts';
import { transposedConv2d } from './operators/transposed-convolution.ts';
import { windowMask } from './operators/window-mask.ts';
import { windowPartition, windowReverse } from './operators/window-partition.ts';

/** Every operator, in palette order. */
export const operators: readonly OperatorDefinition[] = [
  input,
  sequenceInput,
  boxesInput,
  output,
  partInput,
  partOutput,
  wholeInput,
  carryInput,
  carryOutput,
  conv2d,
  transposedConv2d,
  deformConv2d,
  dynamicConv2d,
  scaledConv2d,
  localFilter,
  conv1d,
  transposedConv1d,
  batchNorm,
  layerNorm,
  groupNorm,
  instanceNorm,
  responseNorm,
  l2Norm,
  rmsNorm,
  filterResponseNorm,
  scale,
  relu,
  relu6,
  leakyRelu,
  prelu,
  silu,
  gelu,
  hardSwish,
  sigmoid,
  hardSigmoid,
  tanh,
  hardTanh,
  mish,
  elu,
  selu,
  celu,
  softplus,
  softsign,
  glu,
  softmax,
  maxPool,
  avgPool,
  lpPool,
  globalAvgPool,
  globalMaxPool,
  adaptiveAvgPool,
  adaptiveMaxPool,
  maxUnpool,
  maxPool1d,
  avgPool1d,
  globalAvgPool1d,
  globalMaxPool1d,
  roiAlign,
  pickLevel,
  linear,
  matmul,
  einsum,
  lstm,
  gru,
  sum,
  product,
  difference,
  quotient,
  maximum,
  minimum,
  exponential,
  logarithm,
  squareRoot,
  power,
  absolute,
  negative,
  logSoftmax,
  reduceMean,
  reduceSum,
  reduceMax,
  reduceMin,
  windowPartition,
  windowReverse,
  windowMask,
  relativePosition,
  split,
  concat,
  parameter,
  constant,
  broadcastTo,
  slice,
  channelShuffle,
  resize,
  depthToSpace,
  spaceToDepth,
  pad,
  crop,
  flatten,
  reshape,
  permute,
  dropout,
  stochasticDepth,
  nonMaxSuppression,
];

/** Every block, section by section, each in palette order. */
export const blocks: readonly BlockDefinition[] = [
  hsBlock,
  res2netBlock,
  parallelGroups,
  hsBottleneck,
  hsBasic,
  res2netBottleneck,
  hsStage,
  hsBasicStage,
  res2netStage,
  hsChunkBlock,
  hsPublicBottleneck,
  hsPublicBasic,
  hsPublicStage,
  hsPublicBasicStage,
  hrnetModule,
  hrnetStage,
  convUnit,
  normActivation,
  separableConv,
  subpixelConv,
  convTower,
  repConv,
  repStage,
  passThrough,
  padTo,
  cropTo,
  resizeTo,
  sequence,
  repeat,
  lanes,
  bottleneck,
  basic,
  resnetStage,
  basicStage,
  nfBottleneck,
  nfStage,
  polyInception,
  regnetBlock,
  regnetStage,
  convnextBlock,
  convnextStage,
  darkBlock,
  crossStage,
  xceptionBlock,
  dualPathBlock,
  dualPathStage,
  edsrBlock,
  edsrStage,
  dlaBottleneck,
  dlaBasic,
  dlaRoot,
  dlaTree,
  ghostModule,
  dfcGhostModule,
  ghostBottleneck,
  ghostStage,
  repGhostModule,
  ghostV3Bottleneck,
  ghostResnetBottleneck,
  ghostResnetStage,
  squeezeExcitation,
  effectiveSe,
  eca,
  cbam,
  separableAttention,
  involution,
  condConv,
  dotProductAttention,
  selfAttention,
  encoderBlock,
  encoderStage,
  classAttentionBlock,
  windowAttention,
  patchMerging,
  swinBlock,
  swinStage,
  partitionAttention,
  maxvitBlock,
  maxvitStage,
  pvtBlock,
  pvtStage,
  pathAttention,
  selectiveKernel,
  skBottleneck,
  skBasic,
  skStage,
  skBasicStage,
  splitAttention,
  resnestBottleneck,
  resnestStage,
  senetBottleneck,
  senetStage,
  globalResponseNorm,
  poolformerBlock,
  poolformerStage,
  mixerBlock,
  mixerStage,
  depthwiseSeparable,
  depthwiseSeparableStage,
  invertedResidual,
  invertedResidualStage,
  fusedMbconv,
  fusedMbconvStage,
  preNormMbconv,
  mobilevitBlock,
  separableEncoderBlock,
  separableEncoderStage,
  mobilevitV2Block,
  rexnetBlock,
  shuffleUnit,
  shuffleStage,
  googlenetModule,
  doubleInception,
  inceptionA,
  inceptionB,
  inceptionC,
  inceptionD,
  inceptionE,
  inceptionResnetBlock,
  inceptionResnetStage,
  osaBlock,
  denseLayer,
  denseStage,
  denseTransition,
  fire,
  fireStage,
  vggStage,
  stem,
  convnextStem,
  patchEmbedding,
  swinStem,
  googlenetStem,
  inceptionStem,
  focus,
  head,
  convnextHead,
  tokenHead,
  swinHead,
  hrnetHead,
  mlpHead,
  scoreMapHead,
  googlenetAuxiliary,
  inceptionAuxiliary,
  fpn,
  rpnHead,
  rpnLevel,
  pyramidRoiAlign,
  boxHead,
  boxPredictor,
  maskHead,
  keypointHead,
  retinanetHead,
  retinanetLevel,
  fcosHead,
  fcosLevel,
  ssdExtra,
  ssdHead,
  ssdLevel,
  weightedFusion,
  bifpn,
  bifpnLayer,
  efficientdetHead,
  cspBottleneck,
  cspBlock,
  sppBlock,
  panNeck,
  yolov5Head,
  yoloxHead,
  fcnHead,
  aspp,
  deeplabHead,
  deeplabDecoder,
  lrasppHead,
  pyramidPooling,
  pspHead,
  uperHead,
  semanticFpnHead,
  unetUp,
];

/** Every definition; a duplicate id is a programmer's error. */
export const definitions: readonly Definition[] = [...operators, ...blocks];

/** Definitions that only files bring: they are not offered, and have nothing to be explained by. */
const ofFiles: readonly Definition[] = [opaque];

const all = [...definitions, ...ofFiles];
const byId = new Map(all.map((definition) => [definition.id, definition]));
if (byId.size !== all.length) throw new Error('two definitions share an id');

/** The definition of that id. */
export const definitionOf = (id: string): Definition | undefined => byId.get(id);
