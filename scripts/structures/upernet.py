"""UPerNet of mmsegmentation on ResNet-50-C with its auxiliary head, without what its package needs beside its heads."""

import sys
from unittest.mock import MagicMock

import packages
import timm
from torch import nn
from torch.nn.functional import interpolate


class ConvModule(nn.Sequential):
    """Stands for that of mmcv: a convolution without bias, a norm and a ReLU."""

    def __init__(self, channels, count, kernel_size, padding=0, conv_cfg=None, norm_cfg=None, act_cfg=None, inplace=True):
        assert conv_cfg is None and norm_cfg == {"type": "BN"} and act_cfg == {"type": "ReLU"}
        conv = nn.Conv2d(channels, count, kernel_size, padding=padding, bias=False)
        super().__init__(conv, nn.BatchNorm2d(count), nn.ReLU(inplace))


class DecodeHead(nn.Module):
    """Stands for that of mmsegmentation: the map that a head reads, and the classes of every position."""

    def __init__(self, in_channels, channels, num_classes, in_index, input_transform=None):
        super().__init__()
        assert input_transform is None
        self.in_channels, self.channels, self.in_index = in_channels, channels, in_index
        self.conv_cfg, self.norm_cfg, self.act_cfg, self.align_corners = None, {"type": "BN"}, {"type": "ReLU"}, False
        self.scores = nn.Conv2d(channels, num_classes, 1)

    def _transform_inputs(self, inputs):
        return inputs[self.in_index]

    def cls_seg(self, x):
        return self.scores(x)


def heads(home):
    """The modules of both heads."""
    packages.enter(home, ["mmseg", "mmseg.models", "mmseg.models.decode_heads"])
    # The one registers its heads with brackets, the other without.
    registry = MagicMock(HEADS=MagicMock(register_module=lambda maker=None: maker or (lambda maker: maker)))
    sys.modules |= {
        "mmcv": MagicMock(),
        "mmcv.cnn": MagicMock(ConvModule=ConvModule),
        "mmseg.ops": MagicMock(ConvModule=ConvModule),
        "mmseg.models.builder": registry,
        "mmseg.models.registry": registry,
        "mmseg.models.utils": MagicMock(resize=interpolate),
        "mmseg.models.decode_heads.decode_head": MagicMock(DecodeHead=DecodeHead, BaseDecodeHead=DecodeHead),
    }
    from mmseg.models.decode_heads import fcn_head, uper_head

    return uper_head, fcn_head


class OnResnet50c(nn.Module):
    def __init__(self):
        super().__init__()
        # timm's, which is on the path as well, is ResNetV1c.
        self.body = timm.create_model("resnet50c", num_classes=0)
        uper_head, fcn_head = heads(sys.path[0])
        # Those of configs/_base_/models/upernet_r50.py, with the classes of ADE20K.
        self.head = uper_head.UPerHead([256, 512, 1024, 2048], channels=512, num_classes=150, in_index=3)
        self.aux_head = fcn_head.FCNHead(1, concat_input=False, in_channels=1024, channels=256, num_classes=150, in_index=2)

    def forward(self, image):
        body = self.body
        x = body.maxpool(body.act1(body.bn1(body.conv1(image))))
        maps = []
        for stage in (body.layer1, body.layer2, body.layer3, body.layer4):
            x = stage(x)
            maps.append(x)
        size = image.shape[-2:]
        return [interpolate(head(list(maps)), size, mode="bilinear") for head in (self.head, self.aux_head)]


on_resnet50c = OnResnet50c
