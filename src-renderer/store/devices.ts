import { create } from 'zustand';
import type { DeviceName, DeviceReport, Hello, RunSettings } from '../../src-core/contract.ts';
import { call } from '../rpc/services.ts';

/** Where models can run, as the services report it; null until they have. */
export interface DevicesState {
  readonly hello: Hello | null;
  readonly devices: readonly DeviceReport[] | null;
  readonly chosen: DeviceName;
  /** How designs are run; what is absent is as the runner usually does it. */
  readonly settings: RunSettings;
}

export const useDevices = create<DevicesState>(() => ({
  hello: null,
  devices: null,
  chosen: 'cpu',
  settings: {},
}));

export const chooseDevice = (chosen: DeviceName): void => useDevices.setState({ chosen });

export const setRunSettings = (change: RunSettings): void =>
  useDevices.setState(({ settings }) => ({ settings: { ...settings, ...change } }));

/** Whether designs are run in another way than usual, which a person should see at a glance. */
export const isUnusual = ({ precision = 'fp32', level = 'all', threads }: RunSettings): boolean =>
  precision !== 'fp32' || level !== 'all' || threads !== undefined;

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
