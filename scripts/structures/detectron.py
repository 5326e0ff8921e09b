"""The networks of detectron2, without what its package needs beside them, and without what stands between their operations.

As in detectors.py, the boxes that regions are cut out of come in from outside, and `regions` stands for the cutting.
"""

import sys
from unittest.mock import MagicMock

import detectors  # noqa: F401  it defines what stands for regions
import packages
import torch

packages.enter(sys.path[0], ["detectron2", "detectron2.modeling", "detectron2.data"])
sys.modules["detectron2.data.detection_utils"] = MagicMock()
from detectron2.layers import ShapeSpec  # noqa: E402
from detectron2.modeling.backbone import FPN, BasicStem, ResNet  # noqa: E402
from detectron2.modeling.backbone.fpn import LastLevelMaxPool  # noqa: E402
from detectron2.modeling.box_regression import Box2BoxTransform  # noqa: E402
from detectron2.modeling.matcher import Matcher  # noqa: E402
from detectron2.modeling.poolers import ROIPooler  # noqa: E402
from detectron2.modeling.proposal_generator.rpn import StandardRPNHead  # noqa: E402
from detectron2.modeling.roi_heads import CascadeROIHeads, FastRCNNConvFCHead, FastRCNNOutputLayers, MaskRCNNConvUpsampleHead  # noqa: E402
from torch import nn  # noqa: E402

# Those of configs/common/models/mask_rcnn_fpn.py and cascade_rcnn.py.
CLASSES = 80
LEVELS = ["p2", "p3", "p4", "p5"]
STAGES = [(10, 5), (20, 10), (30, 15)]


def body(norm, strides_first, **options):
    """ResNet-50, whose blocks step in their first convolution as first published, or in their second as torchvision's do."""
    stages = ResNet.make_default_stages(depth=50, stride_in_1x1=strides_first, norm=norm)
    return ResNet(BasicStem(3, 64, norm=norm), stages, **options)


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = body("BN", True, num_classes=1000)

    def forward(self, image):
        return self.body(image)["linear"]


def pooler(size):
    return ROIPooler(size, [1 / 4, 1 / 8, 1 / 16, 1 / 32], 0, "ROIAlignV2")


class Regions(nn.Module):
    """Cuts as a pooler of detectron2 does, of which it has the settings."""

    def __init__(self, pooler):
        super().__init__()
        (self.size, _), poolers = pooler.output_size, pooler.level_poolers
        self.stride = round(1 / poolers[0].spatial_scale)
        assert [round(1 / one.spatial_scale) for one in poolers] == [self.stride * 2**i for i in range(len(poolers))]
        self.samples, self.aligned = poolers[0].sampling_ratio, poolers[0].aligned
        # A box as wide as canonical_box_size belongs to canonical_level, at 1 / 2^level of the image.
        self.side = pooler.canonical_box_size // 2**pooler.canonical_level

    def forward(self, levels, _):
        boxes = levels[0].new_empty(10, 4)
        guard = torch._C._AutoDispatchBelowAutograd()
        cut = torch.ops.structures.regions(levels, boxes, self.size, self.stride, self.samples, self.aligned, self.side)
        del guard
        return cut


class Cascade(nn.Module):
    def __init__(self, masked):
        super().__init__()
        features = ["res2", "res3", "res4", "res5"]
        self.backbone = FPN(body("FrozenBN", False, out_features=features), features, 256, top_block=LastLevelMaxPool())
        self.rpn = StandardRPNHead(in_channels=256, num_anchors=3)
        heads = [FastRCNNConvFCHead(ShapeSpec(channels=256, height=7, width=7), conv_dims=[], fc_dims=[1024, 1024]) for _ in STAGES]
        options = {"num_classes": CLASSES, "cls_agnostic_bbox_reg": True}
        predictors = [
            FastRCNNOutputLayers(ShapeSpec(channels=1024), box2box_transform=Box2BoxTransform((a, a, b, b)), **options)
            for a, b in STAGES
        ]
        masks = {
            "mask_in_features": LEVELS,
            "mask_pooler": Regions(pooler(14)),
            "mask_head": MaskRCNNConvUpsampleHead(ShapeSpec(channels=256, width=14, height=14), num_classes=CLASSES, conv_dims=[256] * 5),
        }
        self.heads = CascadeROIHeads(
            num_classes=CLASSES,
            batch_size_per_image=512,
            positive_fraction=0.25,
            box_in_features=LEVELS,
            box_pooler=Regions(pooler(7)),
            box_heads=heads,
            box_predictors=predictors,
            proposal_matchers=[Matcher([threshold], [0, 1]) for threshold in (0.5, 0.6, 0.7)],
            **(masks if masked else {}),
        )

    def forward(self, image):
        maps, heads = self.backbone(image), self.heads
        scores, boxes = self.rpn(list(maps.values()))
        # As RPN.forward puts them behind each other.
        outputs = [
            torch.cat([score.permute(0, 2, 3, 1).flatten(1) for score in scores], 1),
            torch.cat([box.view(1, -1, 4, *box.shape[-2:]).permute(0, 3, 4, 1, 2).flatten(1, -2) for box in boxes], 1),
        ]
        levels = [maps[name] for name in LEVELS]
        for stage in range(len(STAGES)):
            outputs += heads._run_stage(levels, [], stage)
        if heads.mask_on:
            outputs.append(heads.mask_head.layers(heads.mask_pooler(levels, None)))
        return outputs
