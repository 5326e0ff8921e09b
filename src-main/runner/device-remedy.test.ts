import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sentence } from '../../src-core/errors.ts';
import { remedyOf } from './device-remedy.ts';
import type { RuntimeFiles } from './onnxruntime.ts';

let folder: string;
let files: RuntimeFiles;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'remedy-'));
  files = { folder, binaries: join(folder, 'bin') };
  mkdirSync(join(folder, 'script'));
  mkdirSync(files.binaries);
  writeFileSync(join(folder, 'script', 'install.js'), '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const unloaded = 'Failed to load shared library';
const linux = 'linux x64';

test.for(['cuda', 'tensorrt'] as const)(
  '%s: the exact command and what it needs, until its library is there',
  (device) => {
    const missing = remedyOf(device, unloaded, files, linux)!;
    expect(missing.code).toBe('device/library-missing');
    expect(sentence(missing)).toContain(
      `ONNXRUNTIME_NODE_INSTALL=cuda12 node ${join(folder, 'script', 'install.js')}`,
    );
    expect(sentence(missing)).toContain('CUDA 12');
    writeFileSync(join(files.binaries, `libonnxruntime_providers_${device}.so`), '');
    expect(remedyOf(device, unloaded, files, linux)).toMatchObject({ code: 'device/library-needs' });
  },
);

test('a desktop package, which cannot install it, says so instead of naming a command that is not there', () => {
  rmSync(join(folder, 'script'), { recursive: true });
  expect(remedyOf('cuda', unloaded, files, linux)).toMatchObject({ code: 'device/not-packaged' });
});

test('a device of another system names it, and a missing driver is told from a missing build', () => {
  const without = 'onnxruntime for linux x64 is built without it';
  expect(sentence(remedyOf('dml', without, files, linux)!)).toContain('Windows');
  expect(sentence(remedyOf('coreml', without, files, linux)!)).toContain('macOS');
  expect(remedyOf('webgpu', 'Failed to get a WebGPU adapter: No supported adapters.', files)).toMatchObject({
    code: 'device/no-adapter',
  });
  expect(remedyOf('webgpu', 'something else', files)).toBeNull();
});
