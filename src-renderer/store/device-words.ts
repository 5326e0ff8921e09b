import type { DeviceName, RunReport } from '../../src-core/contract.ts';
import { t } from '../locale/translate.ts';

const titles: Readonly<Record<DeviceName, string>> = {
  cpu: 'CPU',
  webgpu: 'WebGPU',
  cuda: 'CUDA',
  dml: 'DirectML',
  coreml: 'Core ML',
};

export const deviceTitle = (name: DeviceName): string => titles[name];

/** What a run was made on: `CPU, 8 threads` or `WebGPU, the adapter's name`. */
export function deviceText({
  device,
  adapter,
  threads,
}: Pick<RunReport, 'device' | 'adapter' | 'threads'>): string {
  if (device === 'cpu')
    return `${titles.cpu}, ${t(threads === 1 ? '1 thread' : '{count} threads', { count: threads })}`;
  return adapter === null ? titles[device] : `${titles[device]}, ${adapter}`;
}
