import type { DeviceName, DeviceReport } from '../../src-core/contract.ts';

/** The report of a device that cannot be used. */
export const absentDevice = (name: DeviceName, reason: string): DeviceReport => ({
  name,
  available: false,
  adapter: null,
  driver: null,
  memoryBytes: null,
  precisions: null,
  reason,
  remedy: null,
});
