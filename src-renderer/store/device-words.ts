import type { DeviceName, RunReport } from '../../src-core/contract.ts';
import { t } from '../locale/translate.ts';

const titles: Readonly<Record<DeviceName, string>> = {
  cpu: 'CPU',
  webgpu: 'WebGPU',
  cuda: 'CUDA',
  tensorrt: 'TensorRT',
  dml: 'DirectML',
  coreml: 'Core ML',
};

/** Of a device, also one that only another version or machine knows. */
export const deviceTitle = (name: string): string =>
  (titles as Partial<Record<string, string>>)[name] ?? name;

/** As it is named on the command line where it is another machine's: `gpu-box: CPU`. */
export const onMachine = (box: string | null, device: string): string =>
  box === null ? device : `${box}: ${device}`;

/** What a run was made on: `CPU, 8 threads` or `WebGPU, the adapter's name`. */
export function deviceText({
  device,
  adapter,
  threads,
}: Pick<RunReport, 'adapter' | 'threads'> & { readonly device: string }): string {
  if (device === 'cpu')
    return `${titles.cpu}, ${t(threads === 1 ? '1 thread' : '{count} threads', { count: threads })}`;
  return adapter === null ? deviceTitle(device) : `${deviceTitle(device)}, ${adapter}`;
}
