"""Writes what models of public repositories compute, in the form that recorder.py says, under the names of the ready networks.

    /usr/bin/python3 scripts/structures/repositories.py FOLDER > src-core/lower/structures/repositories.txt

FOLDER holds the repositories, each in a folder of its own name, at the commits below. Their code runs under torch 1.13 and
is not copied: a list of attributes is all that is kept.
"""

import importlib
import sys
import warnings
from pathlib import Path
from types import ModuleType

import torch
from recorder import section

RES2NET = ("Res2Net/Res2Net-PretrainedModels", "219c8c6", "")
RES2NET_DLA = ("Res2Net/Res2Net-PretrainedModels", "13af788", "")
GHOST = ("huawei-noah/Efficient-AI-Backbones", "f90e129", "ghostnet_pytorch")
GHOST_V2 = ("huawei-noah/Efficient-AI-Backbones", "f90e129", "ghostnetv2_pytorch/model")
RESNEST = ("zhanghang1989/ResNeSt", "1dfb3e8", "")
CIFAR = ("akamaster/pytorch_resnet_cifar10", "d5489e8", "")
SEMSEG = ("hszhao/semseg", "4f274c3", "")
SMP = ("qubvel-org/segmentation_models.pytorch", "5006616", "segmentation_models_pytorch/decoders/fpn")
CADENE = ("Cadene/pretrained-models.pytorch", "8aae3d8", "pretrainedmodels/models")
HS_BASIC = ("2anchao/HS_resnet18", "255b776", "")
HS = ("bobo0810/HS-ResNet", "0eba015", "hsresnet")

# Ready network, repository with commit and folder, module, and what makes the model of it.
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
    ("semantic-fpn", SMP, "semantic_fpn", "on_resnet34", {}),
]

# Images are 224 pixels wide and high, but for these.
SIDES = {CIFAR: 32, SEMSEG: 241}


class Registry:
    """Stands for the list of fvcore in which the code of ResNeSt enters its models."""

    def __init__(self, name):
        self.register = lambda: lambda maker: maker


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    folder = Path(sys.argv[1])
    # GhostNetV2 enters itself in timm's list of models, and wants no more of timm.
    registry = ModuleType("timm.models.registry")
    registry.register_model = lambda maker: maker
    sys.modules |= {"timm": ModuleType("timm"), "timm.models": ModuleType("timm.models"), registry.__name__: registry}
    lists = ModuleType("fvcore.common.registry")
    lists.Registry = Registry
    sys.modules |= {"fvcore": ModuleType("fvcore"), "fvcore.common": ModuleType("fvcore.common"), lists.__name__: lists}
    print(f"torch {torch.__version__}; written by scripts/structures/repositories.py")
    for name, (repository, commit, inner), module, maker, *options in MODELS:
        sys.path.insert(0, str(folder / repository.split("/")[1] / inner))
        model = getattr(importlib.import_module(module), maker)(**dict(*options))
        print("\n".join(section(name, model.eval(), SIDES.get((repository, commit, inner), 224))))
        print(f"{name}: {repository} {commit}, {module}.{maker}", file=sys.stderr)
