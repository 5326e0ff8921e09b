import { expect, test } from 'vitest';
import { modulesOf } from './modules.ts';

const of = (name: string, scopes?: string) => {
  const found = modulesOf({ name, scopes });
  return found && `${found.by}: ${found.names.join(' > ')}`;
};

test.each([
  ['/layer1/layer1.0/conv1/Conv', 'names: layer1 > layer1.0 > layer1.0.conv1'],
  ['/layer1/layer1.0/relu_1/Relu', 'names: layer1 > layer1.0 > layer1.0.relu_1'],
  ['/features/features.18/features.18.0/Conv', 'names: features > features.18 > features.18.0'],
  [
    'StatefulPartitionedCall/resnet50/predictions/Softmax',
    'names: StatefulPartitionedCall > StatefulPartitionedCall.resnet50 > StatefulPartitionedCall.resnet50.predictions',
  ],
  ['stage1/block1/conv1/conv', 'names: stage1 > stage1.block1 > stage1.block1.conv1'],
  ['/Add', null],
  ['p2o.Conv.0', null],
  ['', null],
])('the name %j', (name, expected) => {
  expect(of(name)).toBe(expected);
});

test.each([
  [`['', 'layer1', 'layer1.0', 'layer1.0.conv1', 'conv2d_1']`, 'scopes: layer1 > layer1.0 > layer1.0.conv1'],
  [`["", "it's", 'a\\\\b\\x41\\u0042', 'op']`, "scopes: it's > a\\bAB"],
  [
    ': torchvision.models.resnet.ResNet/layer1: torch.nn.modules.container.Sequential/layer1.0: torchvision.models.resnet.Bottleneck/conv2d: aten.conv2d.default',
    'scopes: layer1 > layer1.0',
  ],
  [`['', 'add']`, null],
])('what an exporter says, %s', (scopes, expected) => {
  expect(of('node_1', scopes)).toBe(expected);
});

test.each([
  `['a', 'b'`,
  `['a' 'b']`,
  `['a', b]`,
  `[__import__('os').system('x')]`,
  `['a', 'b'] + ['c']`,
  `['a\\`,
  '[',
  'no scopes at all',
])('what is no list and no steps is not read, and the name says it: %s', (scopes) => {
  expect(of('/a/b/Conv', scopes)).toBe('names: a > a.b');
});

test('a long text is read in no more time than its length', () => {
  const names = Array.from({ length: 100_000 }, (_, at) => `'${at}'`).join(', ');
  expect(modulesOf({ name: '', scopes: `[${names}]` })?.names).toHaveLength(99_999);
  expect(modulesOf({ name: '', scopes: `['${'\\'.repeat(100_001)}` })).toBeNull();
});
