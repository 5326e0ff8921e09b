import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { DeviceName } from '../../src-core/contract.ts';

/** The hardware behind a device. onnxruntime does not tell, so the system is asked; null where that does not tell either. */
export interface Hardware {
  readonly adapter: string | null;
  /** Of the graphics card, with its version. */
  readonly driver: string | null;
}

/** What a text file of the system says; empty where it is not there. */
function systemText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

const nvidia = '/proc/driver/nvidia';

/** The first NVIDIA card, from the files of its Linux driver. */
function nvidiaCard(): Hardware | null {
  for (const gpu of namesIn(join(nvidia, 'gpus'))) {
    const model = /^Model:\s*(.+)$/m.exec(systemText(join(nvidia, 'gpus', gpu, 'information')))?.[1];
    if (model === undefined) continue;
    const version = /Module\s+([\d.]+)/.exec(systemText(join(nvidia, 'version')))?.[1];
    return { adapter: model.trim(), driver: version === undefined ? null : `NVIDIA ${version}` };
  }
  return null;
}

const cards = '/sys/class/drm';

/** The folder of the first graphics card that Linux itself drives, and the name of its driver. */
function linuxCard(): { readonly folder: string; readonly driver: string } | null {
  for (const name of namesIn(cards)) {
    if (!/^card\d+$/.test(name)) continue;
    const folder = join(cards, name, 'device');
    try {
      return { folder, driver: basename(realpathSync(join(folder, 'driver'))) };
    } catch {
      // A card without a driver computes nothing.
    }
  }
  return null;
}

/** The Vulkan driver that the environment names, where it is the only one and draws on the CPU. */
function softwareVulkan(): Hardware | null {
  const drivers = process.env.VK_DRIVER_FILES ?? process.env.VK_ICD_FILENAMES ?? '';
  return basename(drivers).includes('swiftshader')
    ? { adapter: 'SwiftShader (on the CPU)', driver: null }
    : null;
}

const unknown: Hardware = { adapter: null, driver: null };

function graphicsCard(): Hardware {
  const card = linuxCard();
  const ofLinux = card === null ? null : { adapter: null, driver: `${card.driver}, Linux ${release()}` };
  return softwareVulkan() ?? nvidiaCard() ?? ofLinux ?? unknown;
}

export function hardwareOf(device: DeviceName): Hardware {
  switch (device) {
    case 'cpu':
      return { adapter: cpus()[0]?.model.trim() || null, driver: null };
    case 'webgpu':
      return graphicsCard();
    case 'cuda':
    case 'tensorrt':
      return nvidiaCard() ?? unknown;
    default:
      return unknown;
  }
}

const run = promisify(execFile);

/** Bytes of the first NVIDIA card, as its own tool tells; null where that is not there or does not answer. */
async function nvidiaBytes(): Promise<number | null> {
  if (nvidiaCard() === null) return null;
  const query = ['--query-gpu=memory.total', '--format=csv,noheader,nounits', '--id=0'];
  const told = await run('nvidia-smi', query, { timeout: 5_000 }).catch(() => null);
  const mebibytes = Number(told?.stdout.trim());
  return Number.isInteger(mebibytes) && mebibytes > 0 ? mebibytes * 1024 * 1024 : null;
}

/** Bytes of memory that a device has of its own, of the cpu all of the machine's; null where nothing tells. */
export async function memoryOf(device: DeviceName): Promise<number | null> {
  if (device === 'cpu') return totalmem();
  if (device === 'cuda' || device === 'tensorrt') return nvidiaBytes();
  if (device !== 'webgpu' || softwareVulkan() !== null) return null;
  const card = linuxCard();
  const told = card === null ? 0 : Number(systemText(join(card.folder, 'mem_info_vram_total')));
  return (await nvidiaBytes()) ?? (told > 0 ? told : null);
}
