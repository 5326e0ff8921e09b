import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeNpy, encodeNpy } from './npy.ts';

const joined = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

const tensors = fc
  .array(fc.integer({ min: 0, max: 4 }), { maxLength: 5 })
  .chain((shape) => {
    const size = shape.reduce((product, each) => product * each, 1);
    return fc.tuple(
      fc.constant(shape),
      fc.array(fc.float({ noDefaultInfinity: false }), { minLength: size, maxLength: size }),
    );
  })
  .map(([shape, values]) => ({ shape, data: Float32Array.from(values) }));

test('what is written is read back, every value and size', () => {
  fc.assert(
    fc.property(tensors, (tensor) => {
      expect(decodeNpy(joined(encodeNpy(tensor)))).toEqual({ ok: true, value: tensor });
    }),
  );
});

/** An array file with a header of its own. */
function file(header: string, values: readonly number[], version = 1): Uint8Array {
  const text = new TextEncoder().encode(header);
  const length = version === 1 ? [text.length & 255, text.length >> 8] : [text.length, 0, 0, 0];
  return Uint8Array.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0, ...length, ...text, ...values]);
}

const header = (descr: string, shape: string, fortran = 'False'): string =>
  `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': (${shape}), }\n`;

describe('other arrays', () => {
  test.each([
    ['|u1', [7, 255], [7, 255]],
    ['|i1', [7, 255], [7, -1]],
    ['|b1', [1, 0], [1, 0]],
    ['<i2', [1, 0, 255, 255], [1, -1]],
    ['>i2', [0, 1, 255, 255], [1, -1]],
    ['<f2', [0, 0x3c, 0, 0xc5], [1, -5]],
    ['<f2', [1, 0, 0, 0x7c], [2 ** -24, Number.POSITIVE_INFINITY]],
    ['<i8', [5, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255], [5, -1]],
    ['>f8', [0x40, 0x08, 0, 0, 0, 0, 0, 0, 0xbf, 0xe0, 0, 0, 0, 0, 0, 0], [3, -0.5]],
  ])('%s', (descr, bytes, values) => {
    expect(decodeNpy(file(header(descr, '2,'), bytes))).toEqual({
      ok: true,
      value: { shape: [2], data: Float32Array.from(values) },
    });
  });

  test('whose first axis runs fastest are turned', () => {
    const read = decodeNpy(file(header('|u1', '2, 3', 'True'), [1, 4, 2, 5, 3, 6]));
    expect(read).toEqual({ ok: true, value: { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) } });
  });

  test.each([
    ['no magic', Uint8Array.of(1, 2, 3)],
    ['a header that is cut off', file(header('<f4', '1,'), []).subarray(0, 30)],
    ['a later version', file(header('<f4', '0,'), [], 9)],
    ['text', file(header('<U4', '1,'), [0, 0, 0, 0])],
    ['Python objects', file(header('|O8', '1,'), [0, 0, 0, 0])],
    ['complex numbers', file(header('<c8', '1,'), [0, 0, 0, 0, 0, 0, 0, 0])],
    ['fields', file("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }\n", [0, 0, 0, 0])],
    ['too few values', file(header('<f4', '2,'), [0, 0, 0, 0])],
    ['too many values', file(header('<f4', '1,'), [0, 0, 0, 0, 0])],
    ['sizes beyond numbers', file(header('<f4', '99999999999, 99999999999'), [])],
    ['code for a header', file('__import__("os")', [])],
  ])('with %s are refused', (_, bytes) => {
    expect(decodeNpy(bytes)).toMatchObject({ ok: false, issues: [{ code: 'npy/malformed' }] });
  });

  test('bytes at random are read or refused', () => {
    const valid = joined(encodeNpy({ shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }));
    fc.assert(
      fc.property(fc.nat(valid.length - 1), fc.nat(255), (at, byte) => {
        expect(typeof decodeNpy(valid.with(at, byte)).ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });
});

const python = '/usr/bin/python3';

function hasNumpy(): boolean {
  try {
    execFileSync(python, ['-c', 'import numpy'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test.skipIf(!hasNumpy())(
  'NumPy reads what is written, and what it writes is read (skipped without NumPy)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'npy-'));
    try {
      writeFileSync(
        join(folder, 'a.npy'),
        joined(encodeNpy({ shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) })),
      );
      const code = [
        'import numpy as n',
        'a = n.load("a.npy")',
        'assert a.dtype == n.float32 and a.tolist() == [[1, 2, 3], [4, 5, 6]]',
        'n.save("t.npy", a.T * 2)',
        'n.save("h.npy", a.astype(">f2"))',
        'n.save("s.npy", n.float64(7))',
      ];
      execFileSync(python, ['-c', code.join('\n')], { cwd: folder });
      const read = (name: string) => decodeNpy(new Uint8Array(readFileSync(join(folder, name))));
      expect(read('t.npy')).toEqual({
        ok: true,
        value: { shape: [3, 2], data: Float32Array.of(2, 8, 4, 10, 6, 12) },
      });
      expect(read('h.npy')).toMatchObject({ ok: true, value: { shape: [2, 3] } });
      expect(read('s.npy')).toEqual({ ok: true, value: { shape: [], data: Float32Array.of(7) } });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
