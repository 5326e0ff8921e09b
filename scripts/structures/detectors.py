"""The detectors of torchvision without what stands between their operations: anchors, choice of boxes, and suppression.

Backbone, pyramid, heads and the joining of levels are called as torchvision's own `forward` calls them. Which boxes are cut
out of the levels follows from results, so they come in from outside, and `regions` stands for the cutting with all its
settings, which are read off the model.
"""

import torch
from torch import nn
from torchvision.models import detection
from torchvision.models.detection.rpn import concat_box_prediction_layers

LIBRARY = torch.library.Library("structures", "DEF")
LIBRARY.define("regions(Tensor[] levels, Tensor boxes, int size, int stride, int samples, bool aligned, int side) -> Tensor")
LIBRARY.impl("regions", lambda levels, boxes, size, *_: levels[0].new_empty(len(boxes), levels[0].shape[1], size, size), "Meta")


class OneStage(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, image):
        return self.model.head(list(self.model.backbone(image).values()))


class TwoStage(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def regions(self, pool, maps, image, boxes):
        """The regions that a pool cuts out of its levels; without boxes, its settings, in which scales follow from sizes."""
        if boxes is not None:
            return pool(maps, [boxes], [tuple(image.shape[-2:])])
        levels = [maps[name] for name in pool.featmap_names if name in maps]
        strides = [round(image.shape[-1] / level.shape[-1]) for level in levels]
        # Levels are told apart by their scales: of two maps of one size the first alone is read.
        levels = levels[: strides[-1].bit_length() - strides[0].bit_length() + 1]
        assert strides[: len(levels)] == [strides[0] * 2**i for i in range(len(levels))]
        # A box as wide as canonical_scale belongs to canonical_level, at 1 / 2^level of the image.
        side = pool.canonical_scale // 2**pool.canonical_level
        boxes = image.new_empty(10, 4)
        guard = torch._C._AutoDispatchBelowAutograd()
        cut = torch.ops.structures.regions(levels, boxes, pool.output_size[0], strides[0], pool.sampling_ratio, False, side)
        del guard
        return cut

    def forward(self, image, proposals=None, detections=None):
        maps, heads = self.model.backbone(image), self.model.roi_heads
        levels = list(maps.values())
        outputs = [*concat_box_prediction_layers(*self.model.rpn.head(levels))]
        outputs += heads.box_predictor(heads.box_head(self.regions(heads.box_roi_pool, maps, image, proposals)))
        if heads.mask_roi_pool is not None:
            regions = self.regions(heads.mask_roi_pool, maps, image, detections)
            outputs.append(heads.mask_predictor(heads.mask_head(regions)))
        if heads.keypoint_roi_pool is not None:
            regions = self.regions(heads.keypoint_roi_pool, maps, image, detections)
            outputs.append(heads.keypoint_predictor(heads.keypoint_head(regions)))
        return outputs


# Image sides: odd levels tell more of paddings and enlarged maps. The SSDs stand on one image alone.
SIDES = {
    "fasterrcnn_resnet50_fpn": 320,
    "fasterrcnn_resnet50_fpn_v2": 320,
    "fasterrcnn_mobilenet_v3_large_fpn": 320,
    "maskrcnn_resnet50_fpn": 320,
    "maskrcnn_resnet50_fpn_v2": 320,
    "keypointrcnn_resnet50_fpn": 320,
    "retinanet_resnet50_fpn": 320,
    "retinanet_resnet50_fpn_v2": 320,
    "fcos_resnet50_fpn": 320,
    "ssd300_vgg16": 300,
    "ssdlite320_mobilenet_v3_large": 320,
}


def built(name):
    model = getattr(detection, name)(weights=None, weights_backbone=None).eval()
    return (TwoStage if hasattr(model, "roi_heads") else OneStage)(model)
