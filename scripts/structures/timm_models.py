"""Writes what models of timm compute, in the form that recorder.py says, under their names in timm.

    /usr/bin/python3 scripts/structures/timm_models.py FOLDER [MODEL...] > src-core/lower/structures/timm.txt

FOLDER is huggingface/pytorch-image-models at aa4b585 (Apache 2.0), whose code runs under torch 1.13 and is not copied: a list
of attributes is all that is kept. With models named, only these are written.
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
hrnet_w18_small hrnet_w18_small_v2 hrnet_w18 xception41 xception65 xception71 vovnet39a ese_vovnet39b ese_vovnet57b
rexnet_100 rexnet_150 convnextv2_atto convnextv2_tiny cspdarknet53 hardcorenas_a poolformer_s12 poolformer_m36
mixer_s32_224 mixer_b16_224 mobilevit_xxs mobilevit_xs mobilevit_s mobilevitv2_050 mobilevitv2_100
vit_small_patch16_224 deit_tiny_patch16_224 deit_small_patch16_224 deit_base_patch16_224
deit_tiny_distilled_patch16_224 deit_small_distilled_patch16_224 deit_base_distilled_patch16_224
pvt_v2_b0 pvt_v2_b2 cait_xxs24_224 cait_s24_224
mobilevitv2_075 mobilevitv2_125 mobilevitv2_150 mobilevitv2_175 mobilevitv2_200
pvt_v2_b1 pvt_v2_b3 pvt_v2_b4 pvt_v2_b5 cait_xxs36_224 cait_xs24_384 cait_s36_384 cait_m36_384 cait_m48_448
nf_resnet26 nf_resnet50 nf_resnet101
resnet50c ecaresnet50d ecaresnet101d hrnet_w30 hrnet_w32 hrnet_w40 hrnet_w44 hrnet_w48 hrnet_w64
rexnet_130 rexnet_200 convnextv2_femto convnextv2_pico convnextv2_nano convnextv2_base
poolformer_s24 poolformer_s36 poolformer_m48 mixer_s16_224 mixer_b32_224 mixer_l16_224
""".split()

# Images are 224 pixels wide and high, but for these, which stand on the image of the ready network.
SIDES = {"xception41": 299, "xception65": 299, "xception71": 299, "cait_m48_448": 448, "cspdarknet53": 256} | {
    name: 256 for name in MODELS if name.startswith("mobilevit")
} | {name: 384 for name in MODELS if name.endswith("_384")}

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    folder, *names = sys.argv[1:]
    sys.path.insert(0, folder)
    import timm

    print(f"timm {timm.__version__} under torch {torch.__version__}; written by scripts/structures/timm_models.py")
    for name in MODELS:
        if not names or name in names:
            print("\n".join(section(name, timm.create_model(name).eval(), SIDES.get(name, 224))))
            print(name, file=sys.stderr)
