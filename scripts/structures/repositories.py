"""Writes what models of public repositories compute, in the form that recorder.py says, under the names of the ready networks.

    /usr/bin/python3 scripts/structures/repositories.py FOLDER [NETWORK...] > src-core/lower/structures/repositories.txt

FOLDER holds the repositories, each in a folder of its own name, at the commits below, and pytorch-image-models at aa4b585.
Their code runs under torch 1.13 and is not copied: a list of attributes is all that is kept. With networks named, only
these are written.
"""

import importlib
import sys
import warnings
from copy import deepcopy
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import MagicMock, patch

import torch
from pkg_resources import packaging
from recorder import section

RES2NET = ("Res2Net/Res2Net-PretrainedModels", "219c8c6", "")
RES2NET_DLA = ("Res2Net/Res2Net-PretrainedModels", "13af788", "")
GHOST = ("huawei-noah/Efficient-AI-Backbones", "f90e129", "ghostnet_pytorch")
GHOST_V2 = ("huawei-noah/Efficient-AI-Backbones", "f90e129", "ghostnetv2_pytorch/model")
RESNEST = ("zhanghang1989/ResNeSt", "1dfb3e8", "")
CIFAR = ("akamaster/pytorch_resnet_cifar10", "d5489e8", "")
SEMSEG = ("hszhao/semseg", "4f274c3", "")
SMP = ("qubvel-org/segmentation_models.pytorch", "5006616", "segmentation_models_pytorch/decoders/fpn")
SMP_DEEPLAB = ("qubvel-org/segmentation_models.pytorch", "5006616", "segmentation_models_pytorch/decoders/deeplabv3")
CADENE = ("Cadene/pretrained-models.pytorch", "8aae3d8", "pretrainedmodels/models")
HS_BASIC = ("2anchao/HS_resnet18", "255b776", "")
HS = ("bobo0810/HS-ResNet", "0eba015", "hsresnet")
UNET = ("milesial/Pytorch-UNet", "21d7850", "")
UNET_NESTED = ("4uiiurz1/pytorch-nested-unet", "557ea02", "")
EFFDET = ("rwightman/efficientdet-pytorch", "c6dff77", "")
ESPCN = ("yjn870/ESPCN-pytorch", "ab84ee1", "")
HRNET_POSE = ("leoxiaobin/deep-high-resolution-net.pytorch", "6f69e46", "lib/models")
CRNN = ("meijieru/crnn.pytorch", "3cc7904", "")
CBAM = ("Jongchan/attention-module", "c06383c", "")
DEEPLAB_PLUS = ("VainF/DeepLabV3Plus-Pytorch", "4e1087d", "")
YOLOV5 = ("ultralytics/yolov5", "5081342", "")
YOLOX = ("Megvii-BaseDetection/YOLOX", "6ddff48", "")
DETECTRON = ("facebookresearch/detectron2", "02b5c4e", "")
MMSEG = ("open-mmlab/mmsegmentation", "0d003bc", "")
PYTORCHCV = ("osmr/pytorchcv", "7f31dc8", "")
PADDLECLAS = ("PaddlePaddle/PaddleClas", "d178931", "")
EDSR = ("sanghyun-son/EDSR-PyTorch", "3dd71ae", "src")


def yolov5(module, cfg):
    """A YOLOv5 that hands out what its levels say without making boxes of it, as it does in training."""
    model = module.DetectionModel(cfg).eval()
    model.model[-1].training = True
    return model


def yolox(module, depth, width):
    """A YOLOX that lists its boxes without decoding them."""
    exp = module.Exp()
    exp.depth, exp.width = depth, width
    model = exp.get_model().eval()
    model.head.decode_in_inference = False
    return model


def res2net(*depths):
    """Makes a Res2Net of its code with depths that no function there has."""
    return lambda module: module.Res2Net(module.Bottle2neck, list(depths), baseWidth=26, scale=4).eval()


class Supervised(torch.nn.Module):
    """A PSPNet that hands out what both its heads say, as it gives it to its loss in training; its layers are told of none."""

    def __init__(self, module, classes):
        super().__init__()
        self.said = []
        # Only a network that trains has its auxiliary head, which it has from the start.
        self.model = module.PSPNet(classes=classes, pretrained=False, criterion=lambda scores, _: self.said.append(scores)).eval()
        self.model.training = True

    def forward(self, image):
        self.said.clear()
        # What follows, which the recorder does not know, is the choice of a class.
        with patch.object(torch.Tensor, "max", lambda *_: (None, None)):
            self.model(image)
        return list(self.said)


def edsr(module, depth, w, scale, factor):
    """An EDSR by its depth and width, and the factor of its residual branches and of its image."""
    options = {"n_resblocks": depth, "n_feats": w, "res_scale": scale, "scale": [factor], "n_colors": 3, "rgb_range": 255}
    return module.EDSR(SimpleNamespace(**options)).eval()


EFFDET_SIDES = [("d0", 512), ("d1", 640), ("d2", 768), ("d3", 896), ("d4", 1024), ("d5", 1280), ("d6", 1280), ("d7", 1536), ("d7x", 1536)]


def efficientdet(family, size, side):
    """A row of MODELS for a member of either family of EfficientDets."""
    name = f"{family}_{size}"
    return name.replace("_", "-"), EFFDET, "effdet", "create_model", {"model_name": name, "pretrained_backbone": False}, side


# Ready network, repository with commit and folder, module, and what makes the model of it; then its options, among which a
# path stands for what that YAML file of the repository says, and the side, or rows and columns, and channels of the image, which are those of SIDES
# and 3 where none are said.
MODELS = [
    ("res2net-50", RES2NET, "res2net", "res2net50_26w_4s"),
    ("res2net-101", RES2NET, "res2net", "res2net101_26w_4s"),
    ("res2net-50-v1b", RES2NET, "res2net_v1b", "res2net50_v1b_26w_4s"),
    ("res2net-101-v1b", RES2NET, "res2net_v1b", "res2net101_v1b_26w_4s"),
    ("res2net-152-v1b", RES2NET, "res2net_v1b", "res2net152_v1b_26w_4s"),
    ("res2next-50", RES2NET, "res2next", "res2next50"),
    ("res2net-dla-60", RES2NET_DLA, "dla", "res2net_dla60"),
    ("res2next-dla-60", RES2NET_DLA, "dla", "res2next_dla60"),
    ("ghostnet", GHOST, "ghostnet", "ghostnet"),
    ("ghostnet-v2", GHOST_V2, "ghostnetv2_torch", "ghostnetv2", {"num_classes": 1000, "width": 1.0, "dropout": 0.2, "args": None}),
    ("hs-resnet-50-public", HS, "hs_resnet", "hs_resnet50"),
    ("hs-resnet-101-public", HS, "hs_resnet", "hs_resnet101"),
    ("hs-resnet-152-public", HS, "hs_resnet", "hs_resnet152"),
    ("hs-resnext-50-public", HS, "hs_resnet", "hs_resnext50_32x4d"),
    ("hs-resnext-101-public", HS, "hs_resnet", "hs_resnext101_32x8d"),
    ("hs-wide-resnet-50-public", HS, "hs_resnet", "hs_wide_resnet50_2"),
    ("hs-wide-resnet-101-public", HS, "hs_resnet", "hs_wide_resnet101_2"),
    ("hs-resnet-18-public", HS_BASIC, "hsresnet", "HS_ResNet18"),
    ("se-resnet-50-caffe", CADENE, "senet", "se_resnet50", {"pretrained": None}),
    ("se-resnet-101-caffe", CADENE, "senet", "se_resnet101", {"pretrained": None}),
    ("se-resnet-152-caffe", CADENE, "senet", "se_resnet152", {"pretrained": None}),
    ("se-resnext-50-caffe", CADENE, "senet", "se_resnext50_32x4d", {"pretrained": None}),
    ("se-resnext-101-caffe", CADENE, "senet", "se_resnext101_32x4d", {"pretrained": None}),
    ("senet-154", CADENE, "senet", "senet154", {"pretrained": None}),
    *[(f"resnest-{n}", RESNEST, "resnest.torch.models.resnest", f"resnest{n}") for n in (50, 101, 200, 269)],
    *[(f"cifar-resnet-{n}", CIFAR, "resnet", f"resnet{n}") for n in (20, 32, 44, 56, 110, 1202)],
    ("pspnet-no-aux", SEMSEG, "model.pspnet", "PSPNet", {"classes": 150, "pretrained": False}),
    ("deeplab-v3-plus", DEEPLAB_PLUS, "network.modeling", "deeplabv3plus_resnet50", {"output_stride": 16, "pretrained_backbone": False}, 241),
    ("deeplab-v3-plus-separable", SMP_DEEPLAB, "separable_deeplab", "on_resnet50", {}, 256),
    ("semantic-fpn", SMP, "semantic_fpn", "on_resnet34", {}),
    ("hrnet-pose-w48", HRNET_POSE, "pose_hrnet", "PoseHighResolutionNet", {"cfg": Path("experiments/coco/hrnet/w48_384x288_adam_lr1e-3.yaml")}, 384),
    ("hrnet-pose-w32", HRNET_POSE, "pose_hrnet", "PoseHighResolutionNet", {"cfg": Path("experiments/coco/hrnet/w32_256x192_adam_lr1e-3.yaml")}, 256),
    ("unet", UNET, "unet.unet_model", "UNet", {"n_channels": 3, "n_classes": 2, "bilinear": False}, 256),
    ("unet-bilinear", UNET, "unet.unet_model", "UNet", {"n_channels": 3, "n_classes": 2, "bilinear": True}, 320),
    ("unet-plus-plus", UNET_NESTED, "archs", "NestedUNet", {"num_classes": 1}, 96),
    ("unet-plus-plus-supervised", UNET_NESTED, "archs", "NestedUNet", {"num_classes": 1, "deep_supervision": True}, 96),
    *[efficientdet("efficientdet", size, side) for size, side in EFFDET_SIDES[:4]],
    *[efficientdet("tf_efficientdet", size, side) for size, side in EFFDET_SIDES],
    *[(f"yolov5{size}", YOLOV5, "models.yolo", yolov5, {"cfg": Path(f"models/yolov5{size}.yaml")}, 320) for size in "nsmlx"],
    ("yolox-tiny", YOLOX, "yolox.exp.yolox_base", yolox, {"depth": 0.33, "width": 0.375}, 416),
    ("yolox-s", YOLOX, "yolox.exp.yolox_base", yolox, {"depth": 0.33, "width": 0.5}, 640),
    ("yolox-m", YOLOX, "yolox.exp.yolox_base", yolox, {"depth": 0.67, "width": 0.75}, 640),
    ("yolox-l", YOLOX, "yolox.exp.yolox_base", yolox, {"depth": 1, "width": 1}, 640),
    ("yolox-x", YOLOX, "yolox.exp.yolox_base", yolox, {"depth": 1.33, "width": 1.25}, 640),
    ("xception", CADENE, "xception", "xception", {"pretrained": None}, 299),
    ("dpn-68b", CADENE, "dpn", "dpn68b", {"pretrained": None}),
    ("dpn-92", CADENE, "dpn", "dpn92", {"pretrained": None}),
    ("dpn-107", CADENE, "dpn", "dpn107", {"pretrained": None}),
    ("bn-inception", CADENE, "bninception", "bninception", {"pretrained": None}),
    ("polynet", CADENE, "polynet", "polynet", {"pretrained": None}, 331),
    *[(f"dpn-{n}", CADENE, "dpn", f"dpn{n}", {"pretrained": None}) for n in ("68", "68b", "92", "98", "131", "107")],
    ("inception-resnet-v2", CADENE, "inceptionresnetv2", "inceptionresnetv2", {"pretrained": None}, 299),
    ("espcn-x3", ESPCN, "models", "ESPCN", {"scale_factor": 3}, 64, 1),
    ("crnn", CRNN, "models.crnn", "CRNN", {"imgH": 32, "nc": 1, "nclass": 37, "nh": 256}, (32, 100), 1),
    ("res2net-152", RES2NET, "res2net", res2net(3, 8, 36, 3)),
    ("res2net-200-v1b", RES2NET, "res2net_v1b", res2net(3, 12, 48, 3)),
    ("se-resnet-18", PYTORCHCV, "pytorchcv.models.seresnet", "seresnet18"),
    ("se-resnet-34", PYTORCHCV, "pytorchcv.models.seresnet", "seresnet34"),
    ("resnet-200-d", PADDLECLAS, "paddle_resnet", "resnet200_vd", {}),
    ("resnet-50-v1", DETECTRON, "detectron", "Classifier", {}),
    ("pspnet", SEMSEG, "model.pspnet", Supervised, {"classes": 150}),
    ("upernet", MMSEG, "upernet", "on_resnet50c", {}, 320),
    ("cascade-rcnn", DETECTRON, "detectron", "Cascade", {"masked": False}, 320),
    ("cascade-mask-rcnn", DETECTRON, "detectron", "Cascade", {"masked": True}, 320),
]

# These do the same by other operations, so that their outputs alone are compared.
UNLISTED = [
    (f"cbam-resnet-{depth}", CBAM, "MODELS.model_resnet", "ResidualNet", {"network_type": "ImageNet", "depth": depth, "num_classes": 1000, "att_type": "CBAM"})
    for depth in (50, 101)
] + [
    (f"{name}-x{factor}", EDSR, "model.edsr", edsr, {"depth": depth, "w": w, "scale": scale, "factor": factor}, side)
    for name, depth, w, scale, side in (("edsr-baseline", 16, 64, 1, 24), ("edsr", 32, 256, 0.1, 12))
    for factor in (2, 3, 4)
]

# Images are 224 pixels wide and high, but for these.
SIDES = {CIFAR: 32, SEMSEG: 241}

# Packages that the repositories import for data, plots and logs.
UNUSED = set(
    "pycocotools loguru tqdm munch tabulate cv2 pandas requests seaborn matplotlib ultralytics fvcore iopath termcolor cloudpickle".split()
)


class Absent(MetaPathFinder, Loader):
    """Finds a module that does nothing for each of those packages, and for any inside."""

    def find_spec(self, name, path=None, target=None):
        return ModuleSpec(name, self, is_package=True) if name.split(".")[0] in UNUSED else None

    def create_module(self, spec):
        module = MagicMock(initialize_weights=initialize_weights, make_divisible=make_divisible, Registry=Registry, CfgNode=Settings)
        # Without a version YOLOv5 would install the package, and detectron2 stop.
        module.__version__ = "1.0.0"
        return module

    def exec_module(self, module):
        pass


def make_divisible(count, divisor):
    """Stands for that function of ultralytics, by which YOLOv5 rounds channels up."""
    return int(-(-count // divisor) * divisor)


def initialize_weights(model):
    """Stands for that function of ultralytics, by which YOLOv5 sets its norms."""
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.eps, module.momentum = 1e-3, 0.03


class Registry:
    """Stands for the list of fvcore in which ResNeSt and detectron2 enter their models."""

    def __init__(self, name):
        self.register = lambda: lambda maker: maker


class Settings(dict):
    """What effdet and detectron2 ask of omegaconf and fvcore: a dictionary whose keys are attributes too."""

    __getattr__ = dict.get
    __setattr__ = dict.__setitem__

    def __deepcopy__(self, memo):
        return Settings({key: deepcopy(value, memo) for key, value in self.items()})


def read(home, value):
    """An option as it is, or what the file says that it stands for."""
    if not isinstance(value, Path):
        return value
    import yaml

    return yaml.safe_load((home / value).read_text())


def built(folder, names=(), rows=MODELS):
    """The models with those names, or all of the rows, one by one: name, model, side and channels of its image, and where it comes from."""
    sys.meta_path.insert(0, Absent())
    sys.modules["omegaconf"] = MagicMock(DictConfig=Settings, **{"OmegaConf.create": Settings})
    sys.modules |= {"packaging": packaging, "packaging.version": packaging.version}
    # effdet stands on timm, and GhostNetV2 enters itself in its list of models.
    sys.path.insert(0, str(folder / "pytorch-image-models"))
    for name, source, module, maker, *rest in rows:
        if names and name not in names:
            continue
        repository, commit, inner = source
        home = folder / repository.split("/")[1]
        options = {key: read(home, value) for key, value in (rest[0] if rest else {}).items()}
        sys.path.insert(0, str(home / inner))
        code = importlib.import_module(module)
        model = maker(code, **options) if callable(maker) else getattr(code, maker)(**options).eval()
        size, channels = (*(rest[1:] or [SIDES.get(source, 224)]), 3)[:2]
        yield name, model, size, channels, f"{repository} {commit}, {module}"
        # Repositories name their modules alike.
        sys.path.remove(str(home / inner))
        for known, loaded in list(sys.modules.items()):
            places = [getattr(loaded, "__file__", None), *getattr(loaded, "__path__", [])]
            if any(str(place).startswith(f"{home}/") for place in places):
                del sys.modules[known]


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    print(f"torch {torch.__version__}; written by scripts/structures/repositories.py")
    for name, model, size, channels, origin in built(Path(sys.argv[1]), sys.argv[2:]):
        print("\n".join(section(name, model, size, channels)))
        print(f"{name}: {origin}", file=sys.stderr)
