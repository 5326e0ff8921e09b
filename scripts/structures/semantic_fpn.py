"""The FPN of segmentation_models.pytorch on ResNet-34, without what its package needs beside its decoder."""

import decoder
from torch import nn
from torchvision import models


class OnResnet34(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = models.resnet34()
        del self.body.fc
        self.decoder = decoder.FPNDecoder([3, 64, 64, 128, 256, 512])
        self.head = nn.Sequential(
            nn.Conv2d(self.decoder.out_channels, 21, 1),
            nn.Upsample(scale_factor=4, mode="bilinear", align_corners=True),
        )

    def forward(self, x):
        body = self.body
        x = body.maxpool(body.relu(body.bn1(body.conv1(x))))
        maps = []
        for stage in (body.layer1, body.layer2, body.layer3, body.layer4):
            x = stage(x)
            maps.append(x)
        return self.head(self.decoder(maps))


on_resnet34 = OnResnet34
