import { create } from 'zustand';
import type { DeviceName, DeviceReport, Hello } from '../../src-core/contract.ts';
import { call } from '../rpc/services.ts';

/** Where models can run, as the services report it; null until they have. */
export interface DevicesState {
  readonly hello: Hello | null;
  readonly devices: readonly DeviceReport[] | null;
  readonly chosen: DeviceName;
}

export const useDevices = create<DevicesState>(() => ({ hello: null, devices: null, chosen: 'cpu' }));

export const chooseDevice = (chosen: DeviceName): void => useDevices.setState({ chosen });

/** Asks for the devices; `again` probes them anew. The choice falls back to an available one. */
export async function loadDevices(again = false): Promise<void> {
  const result = await call('devices', { again });
  if (!result.ok) return;
  const { chosen } = useDevices.getState();
  const usable = result.value.filter((device) => device.available);
  const kept = usable.some((device) => device.name === chosen) ? chosen : (usable[0]?.name ?? 'cpu');
  useDevices.setState({ devices: result.value, chosen: kept });
}

/** True once the services have reported the chosen device as working. */
export const deviceReady = ({ devices, chosen }: DevicesState): boolean =>
  devices?.some((device) => device.name === chosen && device.available) ?? false;
