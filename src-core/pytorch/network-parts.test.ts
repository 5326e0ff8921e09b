import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import { pythonWith } from '../lower/python.fixture.ts';
import { writePyTorch } from './write-pytorch.ts';

const python = pythonWith('torch');

/** What a network says of its maps, what it hands on, and whether its halves are the whole. */
const asker = `
import json, sys, torch
source = sys.stdin.read()
space = {"__name__": "exported"}
exec(compile(source, "exported", "exec"), space)
model = space[sys.argv[1]](num_classes=7).eval()
x = torch.randn(2, 3, 96, 64)
with torch.no_grad():
    y = model(x)
    halves = model.forward_head(model.forward_features(x))
    maps = model.forward_intermediates(x)
print(json.dumps({
    "scores": list(y.shape),
    "classes": model.num_classes,
    "equal": bool(torch.equal(y, halves)),
    "info": list(model.feature_info),
    "maps": [list(each.shape) for each in maps],
    "modules": [isinstance(model.get_submodule(each["module"]), torch.nn.Module) for each in model.feature_info],
}))
`;

it.skipIf(python === undefined).each(['resnet-18', 'hs-resnet-50'])(
  '%s has another number of classes, halves that are the whole, and maps of its own description',
  (name) => {
    const file = writePyTorch(
      analyze(networkOf(name)!.design, catalogue),
      networkOf(name)!.publicKeys?.names,
    );
    if (!file.ok) throw new Error(JSON.stringify(file.issues));
    const ran = spawnSync(python!, ['-c', asker, file.value.className], {
      input: file.value.text,
      encoding: 'utf8',
    });
    if (ran.status !== 0) throw new Error(ran.stderr);
    const { info, maps, ...said } = JSON.parse(ran.stdout) as {
      info: { num_chs: number; reduction: number }[];
      maps: number[][];
    };
    expect(said).toEqual({ scores: [2, 7], classes: 7, equal: true, modules: [true, true, true, true] });
    expect(maps).toEqual(info.map(({ num_chs, reduction }) => [2, num_chs, 96 / reduction, 64 / reduction]));
    expect(info.map(({ reduction }) => reduction)).toEqual([4, 8, 16, 32]);
  },
  60_000,
);
