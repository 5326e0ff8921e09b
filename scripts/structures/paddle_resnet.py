"""The ResNet of PaddleClas under torch: what its code asks of Paddle, in the words of torch."""

import importlib
import sys
from contextlib import nullcontext
from unittest.mock import MagicMock

import packages
import torch
from torch import nn


def conv2d(in_channels, out_channels, kernel_size, stride, padding, groups, weight_attr, bias_attr, data_format):
    assert bias_attr is False and data_format == "NCHW"
    return nn.Conv2d(in_channels, out_channels, kernel_size, stride, padding, groups=groups, bias=False)


def batch_norm(channels, param_attr, bias_attr, data_layout):
    # Paddle keeps 0.9 of what it knew, which torch calls a momentum of 0.1.
    return nn.BatchNorm2d(channels, eps=1e-5, momentum=0.1)


def avg_pool2d(kernel_size, stride, padding, ceil_mode, data_format):
    # "SAME" pads behind the map as far as windows reach beyond it, and what is padded does not count.
    assert padding == "SAME" and ceil_mode
    return nn.AvgPool2d(kernel_size, stride, ceil_mode=True, count_include_pad=False)


def max_pool2d(kernel_size, stride, padding, data_format):
    return nn.MaxPool2d(kernel_size, stride, padding)


def linear(in_features, out_features, weight_attr):
    return nn.Linear(in_features, out_features)


class TheseusLayer(nn.Module):
    """Stands for the layer of PaddleClas that can hand out what its parts made."""

    def init_res(self, *_, **__):
        pass


def resnet200_vd():
    kinds = {"Layer": nn.Module, "Conv2D": conv2d, "BatchNorm": batch_norm, "Linear": linear, "MaxPool2D": max_pool2d, "AvgPool2D": avg_pool2d}
    layers = MagicMock(Sequential=nn.Sequential, ReLU=nn.ReLU, Flatten=nn.Flatten, **kinds)
    paddle = MagicMock(nn=layers, add=lambda x, y: torch.add(x, y))
    paddle.static.amp.fp16_guard = nullcontext
    base = "ppcls.arch.backbone"
    packages.enter(sys.path[0], ["ppcls", "ppcls.arch", base, f"{base}.base", f"{base}.legendary_models"])
    sys.modules |= {
        "paddle": paddle,
        "paddle.nn": layers,
        "paddle.nn.initializer": MagicMock(),
        "paddle.regularizer": MagicMock(),
        "ppcls.utils": MagicMock(),
        "ppcls.utils.save_load": MagicMock(),
        f"{base}.legendary_models.custom_devices_layers": MagicMock(AdaptiveAvgPool2D=lambda size, data_format: nn.AdaptiveAvgPool2d(size)),
        f"{base}.base.theseus_layer": MagicMock(TheseusLayer=TheseusLayer),
        f"{base}.base.dbb": MagicMock(),
        f"{base}.base.dbb.dbb_block": MagicMock(),
    }
    return importlib.import_module(f"{base}.legendary_models.resnet").ResNet200_vd()
