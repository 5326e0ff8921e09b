import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceName } from '../../src-core/contract.ts';
import type { Issue } from '../../src-core/errors.ts';
import { note } from '../../src-core/errors.ts';
import type { RuntimeFiles } from './onnxruntime.ts';

/** Where each device is, for whoever asks for it elsewhere. */
const homes: Readonly<Record<DeviceName, string>> = {
  cpu: 'every system but macOS on Intel',
  webgpu: 'Linux x64, Windows and macOS on Apple silicon',
  cuda: 'Linux x64 with an NVIDIA card',
  tensorrt: 'Linux x64 with an NVIDIA card',
  dml: 'Windows',
  coreml: 'macOS on Apple silicon',
};

/** What a provider's library needs besides itself, by the pages of onnxruntime for CUDA 12 and for TensorRT. */
const needs = {
  cuda: "NVIDIA's driver, CUDA 12 and cuDNN 9",
  tensorrt: "NVIDIA's driver, CUDA 12, cuDNN 9 and TensorRT 10",
} as const;

/** What the install of a provider's library is called with, in the folder of the package. */
const commandIn = (folder: string): string =>
  `ONNXRUNTIME_NODE_INSTALL=cuda12 node ${join(folder, 'script', 'install.js')}`;

/**
 * What a person can do about a device that is not there; null where nothing is known to help.
 * @param said what the runtime said of it
 * @param files of the package onnxruntime-node; null where there is none
 */
export function remedyOf(
  device: DeviceName,
  said: string,
  files: RuntimeFiles | null,
  platform: string = `${process.platform} ${process.arch}`,
): Issue | null {
  if (device === 'webgpu' && /No supported adapters/.test(said)) return note('device/no-adapter');
  if ((device === 'cuda' || device === 'tensorrt') && platform === 'linux x64' && files !== null) {
    const library = join(files.binaries, `libonnxruntime_providers_${device}.so`);
    const needed = needs[device];
    if (existsSync(library)) return note('device/library-needs', {}, { needs: needed, library });
    if (!existsSync(join(files.folder, 'script', 'install.js'))) return note('device/not-packaged');
    return note('device/library-missing', {}, { needs: needed, command: commandIn(files.folder) });
  }
  return /built without it/.test(said) ? note('device/elsewhere', {}, { systems: homes[device] }) : null;
}
