import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import type { DeviceName } from '../../src-core/contract.ts';

const nvidia = '/proc/driver/nvidia/gpus';

/** Name of the first NVIDIA GPU, from the files of its Linux driver. */
function nvidiaModel(): string | null {
  try {
    for (const gpu of readdirSync(nvidia)) {
      const model = /^Model:\s*(.+)$/m.exec(readFileSync(join(nvidia, gpu, 'information'), 'utf8'))?.[1];
      if (model !== undefined) return model.trim();
    }
  } catch {
    // No such driver.
  }
  return null;
}

/** The Vulkan driver that the environment names, where it is the only one and draws on the CPU. */
function softwareVulkan(): string | null {
  const drivers = process.env.VK_DRIVER_FILES ?? process.env.VK_ICD_FILENAMES ?? '';
  return basename(drivers).includes('swiftshader') ? 'SwiftShader (on the CPU)' : null;
}

/** The hardware behind a device. onnxruntime does not tell, so this asks the system; null where that does not either. */
export function adapterOf(device: DeviceName): string | null {
  switch (device) {
    case 'cpu':
      return cpus()[0]?.model.trim() || null;
    case 'webgpu':
      return softwareVulkan() ?? nvidiaModel();
    case 'cuda':
      return nvidiaModel();
    default:
      return null;
  }
}
