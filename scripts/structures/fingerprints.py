"""Writes a few values of what models of public code compute with weights that everybody can make again.

    /usr/bin/python3 scripts/structures/fingerprints.py FOLDER [NETWORK...] > src-core/lower/structures/fingerprints.txt

FOLDER is that of repositories.py. The code runs under torch 1.13 in double precision and is not copied. Weights are numbered
by their first use, and number and shape alone say what they hold (values.py). A section is `# name side weights gain`,
then a line for each output: its elements, the largest size of a value, the mean, and values at equal steps.
"""

import sys
import warnings
from pathlib import Path

import repositories
import timm_models
import torch
import torchvision
import values
from recorder import listed
from torch.utils._python_dispatch import TorchDispatchMode

# Values of each output, at the middle of as many equal parts.
SHOWN = 24
# Where the scale, and the variance if there is one, stand among what a norm is called with.
SCALES = {"native_batch_norm": (1, 4), "native_layer_norm": (2,), "native_group_norm": (1,)}
# These read the same numbers in another shape.
VIEWS = {"view", "expand", "unsqueeze", "_reshape_alias"}
# Mean scales of the norms of networks that add up many branches, which else would grow values until gates only snap.
GAINS = {"ghostnetv3_100": 0.25}
# Names and sides.
TORCHVISION = {name: 224 for name in ("vit_b_16", "vit_b_32", "vit_l_16", "vit_l_32", "swin_t", "swin_s", "swin_b", "maxvit_t")}
TORCHVISION |= {name: 256 for name in ("swin_v2_t", "swin_v2_s", "swin_v2_b")}
TIMM = ["vit_small_patch16_224", "deit_tiny_patch16_224", "deit_small_patch16_224", "deit_base_patch16_224"]
# These take minutes, and others of their families do not.
LARGE = {"tf-efficientdet-d4", "tf-efficientdet-d5", "tf-efficientdet-d6", "tf-efficientdet-d7", "tf-efficientdet-d7x"}
# In these, regions are stood for on the meta device alone.
WITHOUT_VALUES = {"cascade-rcnn", "cascade-mask-rcnn"}


class Filling(TorchDispatchMode):
    """Gives each weight its values when something reads it first."""

    def __init__(self, weights, gain):
        super().__init__()
        self.weights = {id(weight): weight for weight in weights}
        self.gain = gain
        self.filled = {}
        self.alive = []

    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        name = function.__name__.split(".")[0]
        if name in VIEWS and id(args[0]) in self.weights:
            result = function(*args, **(kwargs or {}))
            self.weights[id(result)] = self.weights[id(args[0])]
            self.alive.append(result)
            return result
        scales = SCALES.get(name, ())
        # What is added to a product is listed after its factors.
        for place, arg in enumerate([*args[1:], args[0]] if name == "addcmul" else args):
            for each in arg if isinstance(arg, (list, tuple)) else [arg]:
                weight = self.weights.get(id(each))
                if weight is not None and id(weight) not in self.filled:
                    gain = None if place not in scales else self.gain if place == scales[0] else 1
                    made = values.weight(str(len(self.filled)), tuple(weight.shape), gain)
                    weight.copy_(torch.from_numpy(made))
                    self.filled[id(weight)] = weight
        return function(*args, **(kwargs or {}))


def fingerprint(name, model, size, channels=3):
    """The lines of a model, whose weights are overwritten, but for those that it does not train."""
    model.double()
    image = torch.from_numpy(values.image((1, channels, size, size))).double()
    trained = [weight for weight in model.parameters() if weight.requires_grad]
    norms = [buffer for key, buffer in model.named_buffers() if "running_" in key]
    gain = GAINS.get(name, 1)
    with torch.no_grad(), Filling([*trained, *norms], gain) as filling:
        outputs = listed(model(image))
    lines = [f"# {name} {size} {len(filling.filled)} {gain}"]
    for output in outputs:
        flat = output.flatten()
        count = flat.numel()
        shown = [flat[int((i + 0.5) * count / SHOWN)] for i in range(SHOWN)] if count > SHOWN else flat
        numbers = [flat.abs().max(), flat.mean(), *shown]
        lines.append(" ".join([str(count), *(f"{float(number):.7g}" for number in numbers)]))
    return lines


def models(folder, names):
    """The models with those names, or all: name, model, side and channels of its image."""
    rows = [row for row in repositories.MODELS + repositories.UNLISTED if row[0] not in LARGE | WITHOUT_VALUES]
    for name, model, size, channels, _ in repositories.built(folder, names, rows):
        yield name, model, size, channels
    import timm

    for name in timm_models.MODELS + TIMM:
        if not names or name in names:
            yield name, timm.create_model(name).eval(), timm_models.SIDES.get(name, 224), 3
    for name, side in TORCHVISION.items():
        if not names or name in names:
            yield name, getattr(torchvision.models, name)(weights=None).eval(), side, 3


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    for random in ("kaiming_uniform_", "kaiming_normal_", "xavier_uniform_", "trunc_normal_", "normal_", "uniform_"):
        # All values are overwritten, so the first ones need not be drawn.
        setattr(torch.nn.init, random, lambda tensor, *_, **__: tensor)
    print(f"torch {torch.__version__}; written by scripts/structures/fingerprints.py")
    for name, *model in models(Path(sys.argv[1]), sys.argv[2:]):
        print("\n".join(fingerprint(name, *model)), flush=True)
        print(name, file=sys.stderr)
