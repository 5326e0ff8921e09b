import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { DeviceReport } from '../../../src-core/contract.ts';
import { bytesText, unknown } from '../../../src-core/format.ts';
import { sentence } from '../../locale/sentences.ts';
import { t } from '../../locale/translate.ts';
import { deviceTitle } from '../../store/device-words.ts';
import { chooseDevice, loadDevices, useDevices } from '../../store/devices.ts';
import { useJobs } from '../../store/jobs.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import styles from './DevicesDialog.module.css';
import { MachineFields } from './MachineFields.tsx';
import { closeDialog, useDialogs } from './open-dialog.ts';
import { RunSettingsFields } from './RunSettingsFields.tsx';

/** `fp32, fp16 between casts`. */
function precisionsText({ precisions }: DeviceReport): string {
  return Object.entries(precisions ?? {})
    .filter(([, support]) => support !== 'none')
    .map(([name, support]) =>
      support === 'native' ? name : t('{precision} between casts', { precision: name }),
    )
    .join(', ');
}

/** What works: hardware, driver, memory and precisions. */
function Working({ device }: { readonly device: DeviceReport }) {
  const memory = device.memoryBytes === null ? unknown : bytesText(BigInt(device.memoryBytes));
  return (
    <dl className={styles.facts}>
      <dt>{t('Hardware')}</dt>
      <dd>{device.adapter ?? unknown}</dd>
      <dt>{t('Driver')}</dt>
      <dd>{device.driver ?? unknown}</dd>
      <dt>{t('Memory')}</dt>
      <dd>{memory}</dd>
      <dt>{t('Precisions')}</dt>
      <dd>{precisionsText(device)}</dd>
    </dl>
  );
}

/** Why a device is absent, and what to do about that; a command is copied with a press. */
function Absent({ device: { reason, remedy } }: { readonly device: DeviceReport }) {
  const command = remedy?.code === 'device/library-missing' ? remedy.data.command : undefined;
  return (
    <div className={styles.absent}>
      <p>{reason ?? t('not available')}</p>
      {remedy !== null && <p className={styles.remedy}>{sentence(remedy)}</p>}
      {typeof command === 'string' && (
        <Button look="link" onPress={() => void copyText(command, t('the command'))}>
          {t('Copy the command')}
        </Button>
      )}
    </div>
  );
}

function Device({ device, isBusy }: { readonly device: DeviceReport; readonly isBusy: boolean }) {
  const chosen = useDevices((state) => state.chosen);
  return (
    <li className={styles.device} data-device={device.name}>
      <label className={styles.name}>
        <input
          type="radio"
          name="device"
          checked={device.name === chosen}
          disabled={!device.available || isBusy}
          onChange={() => chooseDevice(device.name)}
          className={styles.radio}
        />
        {deviceTitle(device.name)}
      </label>
      {device.available ? <Working device={device} /> : <Absent device={device} />}
    </li>
  );
}

/** Every device with what it is, or why it is absent and what to do; and how designs are run. */
export function DevicesDialog() {
  const isOpen = useDialogs((state) => state.open === 'devices');
  const devices = useDevices((state) => state.devices);
  const isRunning = useJobs((state) => state.running !== null);
  const [isLooking, setLooking] = useState(false);
  const look = async () => {
    setLooking(true);
    await loadDevices(true);
    setLooking(false);
  };
  return (
    <Dialog
      title={t('Devices and run settings')}
      isOpen={isOpen}
      onClose={closeDialog}
      width="wide"
      actions={
        <Button
          icon={<RefreshCw size={14} aria-hidden />}
          isDisabled={isLooking || isRunning}
          onPress={() => void look()}
        >
          {isLooking ? t('Looking for devices') : t('Look again')}
        </Button>
      }
    >
      <h3 className={styles.heading}>{t('Run settings')}</h3>
      <RunSettingsFields />
      <h3 className={styles.heading}>{t('Machine')}</h3>
      <MachineFields isBusy={isRunning} />
      <h3 className={styles.heading}>{t('Devices')}</h3>
      <ul className={styles.devices}>
        {(devices ?? []).map((device) => (
          <Device key={device.name} device={device} isBusy={isRunning} />
        ))}
      </ul>
    </Dialog>
  );
}
