import { expect, test } from 'vitest';
import type { Design } from '../../document/design.ts';
import { designOf } from '../../lower/small-design.fixture.ts';
import { readBack } from './read-back.fixture.ts';

const [positions, heads, width] = [5, 3, 4];
const channels = heads * width;

/** The operators of torch's MultiheadAttention as an exporter writes them; the keys begin at a channel. */
const exported = (keysFrom: number): Design => {
  const part = (start: number) => ['slice', { axis: 'rows', start, channels }, 'qkv'] as const;
  const inHeads = (from: string) => ['reshape', { sizes: [heads, width] }, from] as const;
  return designOf({
    x: ['sequence-input', { channels: positions, length: channels }],
    turned: ['permute', { order: [1, 0, 2] }, 'x'],
    qkv: ['linear', { outFeatures: 3 * channels, lastAxis: true }, 'turned'],
    q: part(0),
    k: part(keysFrom),
    v: part(2 * channels),
    qh: inHeads('q'),
    kh: inHeads('k'),
    vh: inHeads('v'),
    qt: ['permute', { order: [1, 0, 2] }, 'qh'],
    kt: ['permute', { order: [1, 2, 0] }, 'kh'],
    vt: ['permute', { order: [1, 0, 2] }, 'vh'],
    root: ['constant', { values: [Math.sqrt(width)] }],
    scaled: ['div', {}, 'qt', 'root'],
    scores: ['matmul', {}, 'scaled', 'kt'],
    shares: ['softmax', { axis: 'last' }, 'scores'],
    attended: ['matmul', {}, 'shares', 'vt'],
    back: ['permute', { order: [1, 0, 2] }, 'attended'],
    flat: ['flatten', {}, 'back'],
    mixed: ['linear', { outFeatures: channels }, 'flat'],
    cut: ['reshape', { sizes: [1, channels] }, 'mixed'],
    out: ['permute', { order: [1, 0, 2] }, 'cut'],
    y: ['output', {}, 'out'],
  });
};

test('attention with its positions first is read with its images first, and computes the same', () => {
  const { definitions, gap } = readBack(exported(channels));
  expect(definitions).toContain('split');
  expect(definitions).not.toContain('slice');
  expect(gap).toBeLessThan(1e-6);
});

test('what has its keys elsewhere is left as it is', () => {
  const { definitions, gap } = readBack(exported(channels + 1));
  expect(definitions).toContain('slice');
  expect(gap).toBeLessThan(1e-6);
});
