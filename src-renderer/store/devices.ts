import { create } from 'zustand';
import type { DeviceName, DeviceReport, Hello, RunSettings } from '../../src-core/contract.ts';
import type { Issue } from '../../src-core/errors.ts';
import { call } from '../rpc/services.ts';
import { toastIssues } from '../ui/toast-issues.ts';

/** Where models can run, as the services report it; null until they have. */
export interface DevicesState {
  readonly hello: Hello | null;
  readonly devices: readonly DeviceReport[] | null;
  readonly chosen: DeviceName;
  /** The other machine whose devices these are; null for this one. */
  readonly box: string | null;
  /** The names of the other machines that were connected to. */
  readonly boxes: readonly string[];
  /** How designs are run; what is absent is as the runner usually does it. */
  readonly settings: RunSettings;
}

export const useDevices = create<DevicesState>(() => ({
  hello: null,
  devices: null,
  chosen: 'cpu',
  box: null,
  boxes: [],
  settings: {},
}));

export const chooseDevice = (chosen: DeviceName): void => useDevices.setState({ chosen });

export const setRunSettings = (change: RunSettings): void =>
  useDevices.setState(({ settings }) => ({ settings: { ...settings, ...change } }));

/** Whether designs are run in another way than usual, which a person should see at a glance. */
export const isUnusual = ({ precision = 'fp32', level = 'all', threads }: RunSettings): boolean =>
  precision !== 'fp32' || level !== 'all' || threads !== undefined;

/** What a call is told of the machine that it is for. */
export const whereOf = (box: string | null): { readonly box?: string } => (box === null ? {} : { box });

/** Measures on another machine from now on, or on this one; one that does not answer leaves this one. */
export async function measureOn(box: string | null): Promise<void> {
  useDevices.setState({ box, devices: null });
  await loadDevices();
}

/** Connects to another machine by a name and the address that its shell prints, and measures on it. @returns why not */
export async function connectBox(address: string): Promise<readonly Issue[]> {
  const connected = await call('connectBox', { address });
  if (!connected.ok) return connected.issues;
  await loadBoxes();
  await measureOn(connected.value.box);
  return [];
}

export async function loadBoxes(): Promise<void> {
  const known = await call('boxes', {});
  if (known.ok) useDevices.setState({ boxes: known.value.boxes });
}

/** Asks for the devices; `again` probes them anew. The choice falls back to an available one. */
export async function loadDevices(again = false): Promise<void> {
  const { box } = useDevices.getState();
  const result = await call('devices', { again, ...whereOf(box) });
  // Another machine was chosen meanwhile.
  if (useDevices.getState().box !== box) return;
  if (!result.ok) {
    if (box === null) return;
    toastIssues(result.issues);
    return measureOn(null);
  }
  const { chosen } = useDevices.getState();
  const usable = result.value.filter((device) => device.available);
  const kept = usable.some((device) => device.name === chosen) ? chosen : (usable[0]?.name ?? 'cpu');
  useDevices.setState({ devices: result.value, chosen: kept });
}

/** True once the services have reported the chosen device as working. */
export const deviceReady = ({ devices, chosen }: DevicesState): boolean =>
  devices?.some((device) => device.name === chosen && device.available) ?? false;
