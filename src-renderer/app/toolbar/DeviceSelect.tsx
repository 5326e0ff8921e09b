import { Cpu } from 'lucide-react';
import type { DeviceName, DeviceReport } from '../../../src-core/contract.ts';
import { t } from '../../locale/translate.ts';
import { useConnection } from '../../rpc/services.ts';
import { deviceTitle, onMachine } from '../../store/device-words.ts';
import { chooseDevice, useDevices } from '../../store/devices.ts';
import { useJobs } from '../../store/jobs.ts';
import { Select } from '../../ui/Select.tsx';
import styles from './DeviceSelect.module.css';

function detailOf(device: DeviceReport, threads: number | null): string {
  if (!device.available) return device.reason ?? t('not available');
  if (device.adapter !== null) return device.adapter;
  return device.name === 'cpu' && threads !== null ? t('{count} threads', { count: threads }) : '';
}

/** Where runs and profiles are measured. Only devices that were tried and work can be chosen. */
export function DeviceSelect() {
  const devices = useDevices((state) => state.devices);
  const chosen = useDevices((state) => state.chosen);
  const box = useDevices((state) => state.box);
  const threads = useDevices((state) => (state.box === null ? (state.hello?.threads ?? null) : null));
  const isRunning = useJobs((state) => state.running !== null);
  const connection = useConnection((state) => state.state);
  const placeholder = t(connection === 'open' ? 'Looking for devices' : 'Devices unknown');
  return (
    <Select<DeviceName>
      label={t('Device')}
      icon={<Cpu size={16} aria-hidden />}
      placeholder={placeholder}
      isDisabled={devices === null || isRunning}
      value={devices === null ? null : chosen}
      onChange={chooseDevice}
      options={(devices ?? []).map((device) => ({
        value: device.name,
        label: onMachine(box, deviceTitle(device.name)),
        detail: detailOf(device, threads),
        isDisabled: !device.available,
      }))}
      className={styles.device as string}
    />
  );
}
