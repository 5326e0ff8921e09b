"""Writes what torchvision's models compute, one operation a line, for the test that holds the ready networks against it.

    /usr/bin/python3 scripts/structures/torchvision_models.py > src-core/lower/structures/torchvision.txt

With a model, a side and numbers on its standard input it runs that model instead, and writes what it computes.

Origin: torchvision 0.14.1 (BSD 3-Clause) under torch 1.13. The models are built without weights on the meta device, run once
in inference form, and every ATen call is read off torch's dispatcher with its arguments. Nothing of their code is copied.

The form of the lines is said in recorder.py.
"""

import sys
import warnings

import detectors
import torch
from recorder import listed, run, section
from torchvision import __version__, models

CLASSIFIERS = """
alexnet vgg11 vgg13 vgg16 vgg19 vgg11_bn vgg13_bn vgg16_bn vgg19_bn squeezenet1_0 squeezenet1_1
densenet121 densenet161 densenet169 densenet201 googlenet inception_v3
resnet18 resnet34 resnet50 resnet101 resnet152 wide_resnet50_2 wide_resnet101_2 resnext50_32x4d resnext101_32x8d
mobilenet_v2 mobilenet_v3_large mobilenet_v3_small
efficientnet_b0 efficientnet_b1 efficientnet_b2 efficientnet_b3 efficientnet_b4 efficientnet_b5 efficientnet_b6
efficientnet_b7 efficientnet_v2_s efficientnet_v2_m efficientnet_v2_l mnasnet0_5 mnasnet0_75 mnasnet1_0 mnasnet1_3
shufflenet_v2_x0_5 shufflenet_v2_x1_0 shufflenet_v2_x1_5 shufflenet_v2_x2_0
regnet_x_400mf regnet_x_800mf regnet_x_1_6gf regnet_x_3_2gf regnet_x_8gf regnet_x_16gf regnet_x_32gf
regnet_y_400mf regnet_y_800mf regnet_y_1_6gf regnet_y_3_2gf regnet_y_8gf regnet_y_16gf regnet_y_32gf
convnext_tiny convnext_small convnext_base convnext_large
""".split()
SEGMENTERS = "fcn_resnet50 deeplabv3_resnet50 deeplabv3_mobilenet_v3_large lraspp_mobilenet_v3_large".split()

# Boxes of each list that comes in from outside.
BOXES = 12


def side(name):
    """The image on which the ready network of that model stands: it takes part in sizes of bins and of enlarged maps only."""
    if name in detectors.SIDES:
        return detectors.SIDES[name]
    return 520 if name in SEGMENTERS else 299 if name.startswith("inception") else 224


def built(name):
    if name in detectors.SIDES:
        return detectors.built(name)
    aided = name in ("googlenet", "inception_v3")
    options = {"weights": None} | ({"init_weights": False} if aided else {})
    if name in SEGMENTERS:
        options |= {"weights_backbone": None, "num_classes": 21}
        options |= {} if name.startswith("lraspp") else {"aux_loss": True}
    family = models.segmentation if name in SEGMENTERS else models
    model = getattr(family, name)(**options).eval()
    # The auxiliary heads run in training alone: the model is told so, its layers are not.
    model.training = aided
    return model


def computed(name, size, read):
    """What the model computes with all that is read, which is fp32 numbers: weights line by line, the image, lists of boxes."""
    import numpy

    # On the CPU the dispatcher would see other operations than on the meta device, so the weights are found there.
    model = built(name).to("meta")
    _, recorder = run(model, torch.empty(1, 3, size, size, device="meta"))
    numbers = torch.from_numpy(numpy.frombuffer(bytearray(read), dtype=numpy.float32))
    values, at = {}, 0
    held = {id(tensor) for tensor in [*model.parameters(), *model.buffers()]}
    for line in sorted(recorder.tensors):
        for used in recorder.tensors[line]:
            tensor = used if id(used) in held else recorder.origins.get(id(used), used)
            if id(tensor) not in values:
                values[id(tensor)] = numbers[at : at + tensor.numel()].reshape(tensor.shape)
                at += tensor.numel()
    for module in model.modules():
        for table in (module._parameters, module._buffers):
            for key, tensor in table.items():
                if id(tensor) in values:
                    table[key] = torch.nn.Parameter(values[id(tensor)], False) if table is module._parameters else values[id(tensor)]
    image, *boxes = numbers[at:].split([3 * size * size, *[4 * BOXES] * ((len(numbers) - at - 3 * size * size) // (4 * BOXES))])
    with torch.no_grad():
        outputs = listed(model(image.reshape(1, 3, size, size), *(each.reshape(BOXES, 4) for each in boxes)))
    return b"".join(output.contiguous().numpy().tobytes() for output in outputs)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    if len(sys.argv) > 1:
        sys.stdout.buffer.write(computed(sys.argv[1], int(sys.argv[2]), sys.stdin.buffer.read()))
    else:
        print(f"torchvision {__version__}, torch {torch.__version__}; written by scripts/structures/torchvision_models.py")
        for model in [*CLASSIFIERS, *SEGMENTERS, *detectors.SIDES]:
            print("\n".join(section(model, built(model), side(model))))
