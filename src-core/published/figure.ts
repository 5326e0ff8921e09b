import type { ConventionName } from '../analysis/conventions/rules.ts';

/** A ready network at given variables and input sizes, batch first; the network's own where nothing is said. */
export interface NetworkSubject {
  readonly network: string;
  readonly settings?: Readonly<Record<string, number | string>>;
  readonly input?: readonly [number, number, number, number];
}

/** A block on its own. */
export interface BlockSubject {
  readonly block: string;
  readonly fields: Readonly<Record<string, number | string>>;
  readonly input: readonly [number, number, number, number];
}

export type Subject = NetworkSubject | BlockSubject;

/**
 * Why a figure may differ from ours. It only names what to recount: the audit believes it where the recount gives the figure.
 */
export type Claim =
  /** The source has exchanged this row's figure with that of another of its models. */
  | { readonly kind: 'swapped'; readonly model: string }
  /** The scale and shift of the backbone's batch norms are not among the parameters. */
  | { readonly kind: 'frozen-norm' }
  /** The code registers tensors that it never uses. */
  | { readonly kind: 'unused-tensors' }
  /** The code registers projections, and runs them, whose results nothing reads. */
  | { readonly kind: 'idle-projections' }
  /** Heads that only train are among the parameters, as in that other ready network. */
  | { readonly kind: 'auxiliary-heads'; readonly network: string }
  /** Nothing was found in the image that the cost was measured on, so that these items did not run. */
  | { readonly kind: 'nothing-found'; readonly items: readonly string[] }
  /** Linear layers are not among the multiply-accumulates. */
  | { readonly kind: 'convolutions-only' }
  /** The cost is counted otherwise than the source says: as a tool does, twice what it says, of a model whose norms are folded. */
  | {
      readonly kind: 'convention';
      readonly name: ConventionName;
      readonly doubled?: true;
      readonly folded?: true;
    }
  /** The additions of linear layers are counted beside their multiplications, one less for each output. */
  | { readonly kind: 'linear-additions' }
  /** Each convolution's growth factor is printed once where both its channel counts grow. */
  | { readonly kind: 'linear-formula' };

/** A figure as it is printed: digits, with a suffix for rounded ones: `25.70M`, `4.2G`, `11,689,512`. */
export interface Printed {
  readonly text: string;
  readonly claim?: Claim;
}

export interface PrintedCost extends Printed {
  /** How the source counts, as far as it says. */
  readonly convention: ConventionName;
}

/** An accuracy or another measure of quality, in percent. */
export interface Score {
  readonly measure: string;
  readonly percent: string;
  /** Which weights, where a source has several. */
  readonly weights?: string;
}

export interface Latency {
  readonly ms: string;
  readonly device: string;
  readonly precision: 'FP32' | 'FP16';
  readonly batch: number;
}

/** What one source prints of one model. */
export interface PublishedRow {
  readonly subject: Subject;
  /** The model as the source names it. */
  readonly model: string;
  readonly source: SourceName;
  /** Whether the figures were read in the source itself, not in what others write of it. */
  readonly confirmed: boolean;
  readonly params?: Printed;
  readonly cost?: PrintedCost;
  /** Weights of the convolutions alone. */
  readonly convWeights?: Printed;
  readonly scores?: readonly Score[];
  readonly latency?: readonly Latency[];
  /** What the source is known to print but could not be read. */
  readonly unread?: string;
}

/** Where figures were read: paper and table, or repository, commit and file. */
export const sources = {
  'hs-resnet': 'Yuan et al., HS-ResNet, 2020, arXiv 2010.07621, abstract',
  'hs-formula':
    'Yuan et al., HS-ResNet, 2020, arXiv 2010.07621, complexity of the block by way of an article on it and PaddleClas #383, evaluated',
  'hs-complexity':
    'Yuan et al., HS-ResNet, 2020, arXiv 2010.07621, complexity of the block by way of an article on it and PaddleClas #383',
  'hs-correction':
    'bobo0810/HS-ResNet 0eba015, README.md, and PaddleClas #383, where an author answers that the derivation has an error',
  derived: 'derived here, printed nowhere',
  'res2net-code': 'Res2Net/Res2Net-PretrainedModels 219c8c6, res2net.py, read as a formula',
  'ghost-formula':
    'Han et al., GhostNet, 2020, arXiv 1911.11907, analysis of complexities, compression ratio',
  'res2net-readme': 'Res2Net/Res2Net-PretrainedModels 219c8c6, README.md',
  'ghostnet-paper':
    'Han et al., GhostNet, 2020, arXiv 1911.11907, ImageNet results, by way of Papers with Code',
  'ghostnet-readme': 'huawei-noah/Efficient-AI-Backbones f90e129, ghostnet_pytorch/readme.md',
  'ghostnetv2-readme': 'huawei-noah/Efficient-AI-Backbones f90e129, ghostnetv2_pytorch/README.md',
  'ghost-resnet-code':
    'huawei-noah/Efficient-AI-Backbones f90e129, ghostnet_pytorch/ghost_resnet.py, parameters it registers',
  slimconv: 'JiaxiongQ/SlimConv, README.md',
  torchvision: 'torchvision 0.28.0, metadata of its weights',
  timm: 'huggingface/pytorch-image-models aa4b5850, results/results-imagenet.csv',
  'cifar-resnet-readme': 'akamaster/pytorch_resnet_cifar10 d5489e8, README.md',
  'cadene-readme': 'Cadene/pretrained-models.pytorch 8aae3d8, README.md',
  'resnest-readme': 'zhanghang1989/ResNeSt 1dfb3e8, README.md',
  'resnest-ablation': 'zhanghang1989/ResNeSt 1dfb3e8, ablation.md',
  'convnextv2-readme': 'facebookresearch/ConvNeXt-V2 2553895, README.md, ImageNet-1K fine-tuned models',
  'poolformer-readme': 'sail-sg/poolformer a075575, README.md, PoolFormer models',
  'rexnet-readme': 'clovaai/rexnet 61debcc, README.md, ImageNet pretrained',
  'sknet-readme': 'implus/SKNet 17dd708, README.md',
  'cbam-readme': 'Jongchan/attention-module 459efad, README.md',
  'vovnet-readme': 'stigma0617/VoVNet.pytorch 039d9dc, README.md',
  'dpn-readme': 'cypw/DPNs 5766ebe, README.md, ImageNet-1k',
  'cvnets-zoo': 'apple/ml-cvnets 7771756, docs/source/en/general/README-model-zoo.md',
  'edsr-readme': 'sanghyun-son/EDSR-PyTorch 027639c, README.md',
  'semseg-readme': 'hszhao/semseg 4f274c3, README.md, ADE20K',
  'upernet-readme': 'open-mmlab/mmsegmentation 0b127a5, configs/upernet/README.md, ADE20K',
  paddleclas: 'PaddlePaddle/PaddleClas d178931fc, docs/zh_CN/models/ImageNet1k',
  detectron2: 'facebookresearch/detectron2, tests/test_model_analysis.py',
  'hrnet-readme': 'HRNet/HRNet-Image-Classification f760c98, README.md',
  'hrnet-pose-readme': 'leoxiaobin/deep-high-resolution-net.pytorch 6f69e46, README.md',
  'effdet-readme': 'rwightman/efficientdet-pytorch c6dff77, README.md',
  'yolov5-readme': 'ultralytics/yolov5 5081342, README.md',
  'yolox-readme': 'Megvii-BaseDetection/YOLOX 6ddff48, README.md',
  ptflops: 'sovrasov/flops-counter.pytorch d612c75, README.md',
  thop: 'Lyken17/pytorch-OpCounter 43c064a, README.md',
  calflops: 'MrYxJ/calculate-flops.pytorch 29ca584, README.md',
  mmengine: 'open-mmlab/mmengine, documentation of its model analysis',
} as const satisfies Record<string, string>;
export type SourceName = keyof typeof sources;
