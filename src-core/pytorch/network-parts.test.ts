import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import { pythonWith } from '../lower/python.fixture.ts';
import { writePyTorch } from './write-pytorch.ts';

const python = pythonWith('torch');

/**
 * What networks say of their maps, what they hand on, and whether their halves are the whole. timm is not here: two modules
 * stand for it, which note what they are given; its rules for features are those of timm/models/_features.py: modules right
 * inside the model, or inside a row of it where rows are laid flat, are run in the order in which they were made, each once.
 */
const asker = `
import json, sys, types, torch
from torch import nn
noted = []
def register_model(fn):
    space["entry"] = fn
    return fn
def build_model_with_cfg(cls, variant, pretrained, feature_cfg=None, **kwargs):
    noted.append({"cls": cls, "variant": variant, "feature_cfg": feature_cfg})
    return cls(**kwargs)
timm, models = types.ModuleType("timm"), types.ModuleType("timm.models")
models.register_model, models.build_model_with_cfg = register_model, build_model_with_cfg
sys.modules.update({"timm": timm, "timm.models": models})
def run(source, name):
    global space
    space = {"__name__": "exported"}
    exec(compile(source, "exported", "exec"), space)
    model = space[name](num_classes=7).eval()
    x = torch.randn(2, 3, 96, 64)
    called = []
    for path, module in model.named_modules():
        if not list(module.children()):
            module.register_forward_hook(lambda *_, path=path: called.append(path))
    with torch.no_grad():
        y = model(x)
        order, called = list(called), []
        halves = model.forward_head(model.forward_features(x))
        maps = model.forward_intermediates(x)
        model.features_only = True
        only = model(x)
    entry = space["entry"](in_chans=1, num_classes=5, features_only=False).eval()
    config = space["default_cfgs"][noted[-1]["variant"]]
    state = model.state_dict()
    first, last = config["first_conv"] + ".weight", config["classifier"] + ".weight"
    adapted = {key: value for key, value in state.items() if not key.startswith(config["classifier"] + ".")}
    adapted[first] = state[first].sum(1, keepdim=True)
    loaded = entry.load_state_dict(adapted, strict=False)
    flat = []
    for name, child in entry.named_children():
        rows = noted[-1]["feature_cfg"].get("flatten_sequential") and isinstance(child, nn.Sequential)
        flat += [(name + "." + own, each) for own, each in child.named_children()] if rows else [(name, child)]
    left, z, found = [each["module"] for each in entry.feature_info], x[:, :1], []
    with torch.no_grad():
        for name, module in flat:
            z = module(z)
            if name in left:
                left.remove(name)
                found.append(list(z.shape))
            if not left:
                break
    return {
        "scores": list(y.shape),
        "equal": bool(torch.equal(y, halves)),
        "info": list(model.feature_info),
        "maps": [list(each.shape) for each in maps],
        "only": len(only) == len(maps) and all(torch.equal(a, b) for a, b in zip(only, maps)),
        "modules": all(isinstance(model.get_submodule(each["module"]), nn.Module) for each in model.feature_info),
        "once": len(order) == len(set(order)),
        "sorted": order == [path for path, _ in model.named_modules() if path in set(order)],
        "input": list(config["input_size"]),
        "first": list(state[first].shape)[1],
        "last": list(state[last].shape)[0],
        "missing": sorted({key.rsplit(".", 1)[0] for key in loaded.missing_keys}) == [config["classifier"]],
        "unexpected": loaded.unexpected_keys,
        "timm": found,
    }
for case in json.load(sys.stdin):
    print(json.dumps(run(case["source"], case["name"])), flush=True)
`;

interface Said {
  readonly info: readonly { num_chs: number; reduction: number }[];
  readonly maps: readonly number[][];
  readonly timm: readonly number[][];
}

/** A plain row of stages, one with other names than its own, one in a row of rows, and one without public names. */
const names = ['resnet-18', 'mobilenet-v2', 'ghostnet', 'hs-resnet-50'];

describe.skipIf(python === undefined)('a network for classification', () => {
  it('has other classes and channels, halves that are the whole, and maps as it and timm find them', () => {
    const cases = names.map((each) => {
      const { design, publicKeys } = networkOf(each)!;
      const rules = publicKeys?.names ?? [];
      const file = writePyTorch(analyze(design, catalogue), { names: rules, isForTimm: true });
      if (!file.ok) throw new Error(JSON.stringify(file.issues));
      return { source: file.value.text, name: file.value.className };
    });
    const ran = spawnSync(python!, ['-c', asker], { input: JSON.stringify(cases), encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(ran.stderr);
    const answers = ran.stdout.trim().split('\n');
    expect(answers.length).toBe(names.length);
    for (const answer of answers) {
      const { info, maps, timm, ...said } = JSON.parse(answer) as Said;
      expect(said).toEqual({
        ...{ scores: [2, 7], equal: true, only: true, modules: true, once: true, sorted: true },
        ...{ input: [3, 224, 224], first: 3, last: 7, missing: true, unexpected: [] },
      });
      expect(maps).toEqual(
        info.map(({ num_chs, reduction }) => [2, num_chs, 96 / reduction, 64 / reduction]),
      );
      expect(timm).toEqual(maps);
      expect(info.map(({ reduction }) => reduction)).toEqual([4, 8, 16, 32]);
    }
  }, 120_000);

  it('is refused as a model of timm where it scores no image', () => {
    const file = writePyTorch(analyze(networkOf('unet')!.design, catalogue), { isForTimm: true });
    expect(file.ok ? [] : file.issues.map(({ code }) => code)).toEqual(['pytorch/not-timm']);
  });
});
