import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import { pythonWith } from '../lower/python.fixture.ts';
import { writePyTorch } from './write-pytorch.ts';

const python = pythonWith('torch');

function exported(name: string) {
  const { design, publicKeys } = networkOf(name)!;
  const file = writePyTorch(analyze(design, catalogue), { names: publicKeys?.names ?? [] });
  if (!file.ok) throw new Error(JSON.stringify(file.issues));
  return file.value;
}

/** The sums of a file that leave a branch out, as its text has them. */
const drops = (text: string): number => text.split(/self\.drop_path\d*\(/).length - 1;

it('sums that close residual blocks leave the longer way out, and no other sums do', () => {
  const classes = (name: string): readonly (readonly [string, number])[] =>
    exported(name)
      .text.split(/^class /m)
      .map((text) => [text.split('(')[0]!, drops(text)] as const)
      .filter(([, count]) => count > 0);
  expect(classes('resnet-50')).toEqual([['Bottleneck', 1]]);
  expect(exported('resnet-50').text).toContain('self.downsample(x) + self.drop_path(out)');
  expect(classes('vit-b-16')).toEqual([['EncoderBlock', 2]]);
  expect(classes('res2net-50')).toEqual([
    ['Res2NetBottleneck', 1],
    ['Res2NetBottleneck2', 1],
  ]);
  expect(classes('vgg-16')).toEqual([]);
  expect(classes('unet')).toEqual([]);
  expect(exported('vgg-16').text).not.toContain('drop_path');
});

const asker = `
import json, sys, torch
def run(source, name):
    space = {"__name__": "exported"}
    exec(compile(source, "exported", "exec"), space)
    torch.manual_seed(1)
    plain = space[name]().eval()
    model = space[name](drop_path=0.3).eval()
    keys = list(plain.state_dict()) == list(model.state_dict())
    model.load_state_dict(plain.state_dict(), strict=True)
    paths = [each for each in model.modules() if isinstance(each, space["DropPath"])]
    holders = [own for own in model.modules() if any(isinstance(each, space["DropPath"]) for each in own.children())]
    rates = [sorted({each.rate for each in own.children() if isinstance(each, space["DropPath"])}) for own in holders]
    x = torch.randn(1, 3, 224, 224)
    with torch.no_grad():
        equal = torch.equal(plain(x), model(x))
    path = paths[-1].train()
    path.rate = 0.25
    ones = path(torch.ones(4000, 3, 2))
    values = sorted(set(ones.flatten().tolist()))
    per_image = bool((ones.flatten(1).amax(1) == ones.flatten(1).amin(1)).all())
    share = (ones == 0).float().mean().item()
    path.rate = 1.0
    return {"keys": keys, "equal": equal, "rates": rates, "values": values, "perImage": per_image, "share": share, "all": path(torch.ones(5, 2)).abs().sum().item()}
for case in json.load(sys.stdin):
    print(json.dumps(run(case["source"], case["name"])), flush=True)
`;

describe.skipIf(python === undefined)('stochastic depth in PyTorch', () => {
  it('grows from block to block, changes no key and nothing in eval, and leaves images out at random', () => {
    const depths = { 'resnet-18': 8, ghostnet: 16, 'deit-tiny': 12 };
    const cases = Object.keys(depths).map((name) => {
      const { text, className } = exported(name);
      return { source: text, name: className };
    });
    const ran = spawnSync(python!, ['-c', asker], { input: JSON.stringify(cases), encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(ran.stderr);
    const answers = ran.stdout.trim().split('\n');
    expect(answers.length).toBe(cases.length);
    for (const [index, depth] of Object.values(depths).entries()) {
      const { rates, values, share, ...said } = JSON.parse(answers[index]!);
      expect(said).toEqual({ keys: true, equal: true, perImage: true, all: 0 });
      expect(rates.length).toBe(depth);
      for (const [at, own] of rates.entries()) {
        expect(own.length).toBe(1);
        expect(own[0]).toBeCloseTo((0.3 * at) / (depth - 1), 12);
      }
      expect(values.length).toBe(2);
      expect(values[0]).toBe(0);
      expect(values[1]).toBeCloseTo(4 / 3, 6);
      // Five standard deviations of 4,000 images.
      expect(Math.abs(share - 0.25)).toBeLessThan(5 * Math.sqrt((0.25 * 0.75) / 4000));
    }
  }, 120_000);
});
