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
resnet26 resnet18d resnet26d resnet34d resnet50d resnet101d resnet152d resnet50s resnet50t
seresnet50 seresnet101 seresnet152 seresnext50_32x4d seresnext101_32x4d
mobilenetv1_100 dla60 dla60x dla102
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
