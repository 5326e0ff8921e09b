"""DeepLabV3+ of segmentation_models.pytorch on ResNet-50, without what its package needs beside its decoder."""

import sys
from pathlib import Path

import decoder
from torch import nn
from torchvision import models

sys.path.insert(0, str(Path(decoder.__file__).parents[2] / "encoders"))
import _utils  # noqa: E402

sys.path.pop(0)


class OnResnet50(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = models.resnet50()
        del self.body.fc
        _utils.replace_strides_with_dilation(self.body.layer4, 2)
        options = {"encoder_depth": 5, "atrous_rates": (12, 24, 36), "output_stride": 16, "aspp_separable": True}
        self.decoder = decoder.DeepLabV3PlusDecoder([3, 64, 256, 512, 1024, 2048], out_channels=256, aspp_dropout=0.5, **options)
        self.head = nn.Sequential(nn.Conv2d(256, 21, 1), nn.Upsample(scale_factor=4, mode="bilinear", align_corners=True))

    def forward(self, x):
        body = self.body
        x = body.relu(body.bn1(body.conv1(x)))
        maps = [None, x]
        x = body.maxpool(x)
        for stage in (body.layer1, body.layer2, body.layer3, body.layer4):
            x = stage(x)
            maps.append(x)
        return self.head(self.decoder(maps))


on_resnet50 = OnResnet50
