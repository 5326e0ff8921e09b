import { expect, test } from 'vitest';
import { symbol } from '../algebra/expression.ts';
import { reduce } from '../algebra/rational.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import { expand } from '../language/expand.ts';
import { conv2d } from '../operators/convolution.ts';
import { slice } from '../operators/slice.ts';
import { analyze } from './analyzer.ts';
import { flatProgramOf } from './flat-program.ts';
import { bytesMoved, designIntensity, intensityOf } from './intensity.ts';

test('a convolution reads its input and weights once and writes its output once', () => {
  const expansion = expand(conv2d, { outChannels: 64, kernel: 1, bias: true }, [[1n, 32n, 10n, 10n]]);
  const bytes = 4n * (3_200n + 64n * 32n + 64n + 6_400n);
  expect(intensityOf(expansion)).toEqual({
    macs: 204_800n,
    bytes,
    macsPerByte: reduce(204_800n, bytes),
  });
});

test('what passes its input through moves nothing, so it has no intensity', () => {
  const expansion = expand(slice, { toEnd: true }, [[1n, 32n, 10n, 10n]]);
  expect(expansion.passesThrough).toBe(true);
  expect(intensityOf(expansion)).toEqual({ macs: 0n, bytes: 0n, macsPerByte: null });
});

test('a design moves what its flat operators move', () => {
  const analysis = analyze(networkOf('hs-resnet-50')!.design, catalogue);
  const sum = flatProgramOf(analysis)!.operators.reduce(
    (bytes, { expansion }) => bytes + (bytesMoved(expansion) as bigint),
    0n,
  );
  expect(designIntensity(analysis)!.bytes).toBe(sum);
});

test('the serial groups of an HS-ResNet move more bytes for each MAC than a ResNet of plain convolutions', () => {
  const perByte = (name: string) => {
    const { numerator, denominator } = designIntensity(analyze(networkOf(name)!.design, catalogue))!
      .macsPerByte!;
    return Number(numerator) / Number(denominator);
  };
  expect(perByte('hs-resnet-50')).toBeLessThan(perByte('resnet-50'));
});

test('unknown where an item is unknown; no ratio of symbols', () => {
  const { design } = networkOf('resnet-50')!;
  expect(designIntensity(analyze({ ...design, edges: [] }, catalogue))).toBeNull();
  const symbolic = expand(conv2d, {}, [[1n, 64n, symbol('H'), symbol('W')]]);
  expect(intensityOf(symbolic)).toMatchObject({ macsPerByte: null });
});
