"""Writes what models of timm compute, in the form that recorder.py says, under their names in timm.

    /usr/bin/python3 scripts/structures/timm_models.py FOLDER > src-core/lower/structures/timm.txt

FOLDER is huggingface/pytorch-image-models at aa4b585 (Apache 2.0), whose code runs under torch 1.13 and is not copied: a list
of attributes is all that is kept.
"""

import sys
import warnings

import torch
from recorder import section

MODELS = """
resnet26 resnet18d resnet26d resnet34d resnet50d resnet101d resnet152d resnet50s resnet101s resnet152s resnet50t
seresnet50 seresnet101 seresnet152 seresnext50_32x4d seresnext101_32x4d
skresnet18 skresnet34 skresnet50 skresnet50d skresnext50_32x4d resnest14d resnest26d
resnest50d_1s4x24d resnest50d_4s2x40d mobilenetv1_100
dla34 dla46_c dla46x_c dla60x_c dla60 dla60x dla102 dla102x dla102x2 dla169
ghostnetv3_100 repvgg_a0 repvgg_a1 repvgg_a2 repvgg_b0 repvgg_b1 repvgg_b2 repvgg_b3
regnetx_002 regnetx_006 regnetx_040 regnetx_064 regnetx_120 regnety_002 regnety_006 regnety_040 regnety_064 regnety_120
""".split()

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.path.insert(0, sys.argv[1])
    import timm

    print(f"timm {timm.__version__} under torch {torch.__version__}; written by scripts/structures/timm_models.py")
    for name in MODELS:
        print("\n".join(section(name, timm.create_model(name).eval(), 224)))
        print(name, file=sys.stderr)
