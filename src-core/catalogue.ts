import { definitionOf, definitions } from './definitions.ts';
import type { Design } from './document/design.ts';
import type { Result } from './errors.ts';
import { ok } from './errors.ts';
import type { Catalogue } from './language/definition.ts';
import { alexnet } from './networks/alexnet.ts';
import { attentionResnets } from './networks/attention-resnet.ts';
import { bnInception } from './networks/bn-inception.ts';
import { caits } from './networks/cait.ts';
import { cifarResnets } from './networks/cifar-resnet.ts';
import { convnexts } from './networks/convnext.ts';
import { crnn } from './networks/crnn.ts';
import { cspdarknet53 } from './networks/cspdarknet.ts';
import { densenets } from './networks/densenet.ts';
import { dlas, res2netDlas } from './networks/dla.ts';
import { dpns } from './networks/dpn.ts';
import { efficientdets } from './networks/efficientdet.ts';
import { efficientnets } from './networks/efficientnet.ts';
import { ghostResnet50 } from './networks/ghost-resnet.ts';
import { ghostVgg16 } from './networks/ghost-vgg.ts';
import { ghostnets } from './networks/ghostnet.ts';
import { googlenets } from './networks/googlenet.ts';
import { hardcorenasA } from './networks/hardcorenas.ts';
import { hrnetPoses, hrnets } from './networks/hrnet.ts';
import { hsResnet50, hsResnets } from './networks/hs-resnet.ts';
import { inceptionResnetV2 } from './networks/inception-resnet.ts';
import { inceptions } from './networks/inception-v3.ts';
import type { KeyRule } from './networks/keys/public-keys.ts';
import { maxvits } from './networks/maxvit.ts';
import { mixers } from './networks/mlp-mixer.ts';
import { mnasnets } from './networks/mnasnet.ts';
import { mobilenetV1 } from './networks/mobilenet-v1.ts';
import { mobilenetV2 } from './networks/mobilenet-v2.ts';
import { mobilenetsV3 } from './networks/mobilenet-v3.ts';
import { mobilevits } from './networks/mobilevit.ts';
import { nfResnets } from './networks/nf-resnet.ts';
import { polynet } from './networks/polynet.ts';
import { poolformers } from './networks/poolformer.ts';
import { pvts } from './networks/pvt.ts';
import type { ReadyNetwork } from './networks/ready-network.ts';
import { readyTasks } from './networks/ready-tasks.ts';
import { regnets } from './networks/regnet.ts';
import { repvggs } from './networks/repvgg.ts';
import { res2net50, res2nets } from './networks/res2net.ts';
import { resnests } from './networks/resnest.ts';
import { resnet50, resnet50d, resnets } from './networks/resnet.ts';
import { rexnets } from './networks/rexnet.ts';
import { senets } from './networks/senet.ts';
import { shufflenets } from './networks/shufflenet-v2.ts';
import { sknets } from './networks/sknet.ts';
import { squeezenets } from './networks/squeezenet.ts';
import { ssds } from './networks/ssd.ts';
import { superResolutions } from './networks/super-resolution.ts';
import { swins } from './networks/swin.ts';
import { taskOnBackbone } from './networks/tasks.ts';
import { unets } from './networks/unet.ts';
import { vggs } from './networks/vgg.ts';
import { visionTransformers } from './networks/vit.ts';
import { vovnets } from './networks/vovnet.ts';
import { xceptions } from './networks/xception.ts';
import { yolos } from './networks/yolo.ts';

export { blocks, definitions, operators } from './definitions.ts';

/** What the analysis and the lowering are handed: they know no particular definition. */
export const catalogue: Catalogue = { definitionOf, ids: definitions.map(({ id }) => id) };

/** Networks that classify images, family by family; those that name their feature maps can be backbones. */
const classifiers: readonly ReadyNetwork[] = [
  ...hsResnets,
  ...res2nets,
  ...res2netDlas,
  ghostResnet50,
  ghostVgg16,
  ...ghostnets,
  ...resnets,
  ...cifarResnets,
  ...nfResnets,
  ...attentionResnets,
  ...senets,
  ...sknets,
  ...resnests,
  mobilenetV1,
  mobilenetV2,
  ...mobilenetsV3,
  ...efficientnets,
  ...mnasnets,
  ...shufflenets,
  alexnet,
  ...vggs,
  ...repvggs,
  ...squeezenets,
  ...densenets,
  ...dlas,
  ...googlenets,
  bnInception,
  ...inceptions,
  ...regnets,
  ...convnexts,
  ...visionTransformers,
  ...caits,
  ...swins,
  ...maxvits,
  ...mobilevits,
  ...pvts,
  ...hrnets,
  ...xceptions,
  ...dpns,
  inceptionResnetV2,
  polynet,
  ...vovnets,
  ...rexnets,
  cspdarknet53,
  hardcorenasA,
  ...poolformers,
  ...mixers,
];

/** Every ready network, family by family; tasks stand on the backbone that they are published with. */
export const networks: readonly ReadyNetwork[] = [
  ...classifiers,
  ...readyTasks(catalogue),
  ...ssds,
  ...efficientdets,
  ...yolos,
  ...hrnetPoses,
  ...unets,
  ...superResolutions,
  crnn,
];

/** A ready network as a document that is opened: it says what it was made of where its weights have public names. */
export const documentOf = ({ name, design, publicKeys }: ReadyNetwork): Design =>
  publicKeys === undefined ? design : { ...design, network: name };

/** The names that the weights of a design have in published code; none where it was made of no ready network that has them. */
export const publicNamesOf = ({ network }: Design): readonly KeyRule[] =>
  (network === undefined ? undefined : networkOf(network)?.publicKeys?.names) ?? [];

/** The networks that are shown first: one of each way to spend a bottleneck's channels. */
export const featured: readonly ReadyNetwork[] = [hsResnet50, res2net50, resnet50, resnet50d, ghostResnet50];

const built = new Map<string, Result<ReadyNetwork>>();

/**
 * The network of that name: a ready one, or a task on a backbone such as `faster-rcnn@res2net-50`, made when it is first
 * asked for. Undefined where the name is neither.
 * Issues: task/unknown, task/unknown-backbone, task/no-features, task/not-dilated.
 */
export function findNetwork(name: string): Result<ReadyNetwork> | undefined {
  const ready = networks.find((network) => network.name === name);
  if (ready !== undefined) return ok(ready);
  const known = built.get(name) ?? taskOnBackbone(name, classifiers, catalogue);
  if (known?.ok === true) built.set(name, known);
  return known;
}

/** As `findNetwork`; undefined too where there is an issue. */
export function networkOf(name: string): ReadyNetwork | undefined {
  const found = findNetwork(name);
  return found?.ok === true ? found.value : undefined;
}
