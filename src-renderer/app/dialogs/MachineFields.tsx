import { useEffect, useState } from 'react';
import type { Issue } from '../../../src-core/errors.ts';
import { sentence } from '../../locale/sentences.ts';
import { t } from '../../locale/translate.ts';
import { connectBox, loadBoxes, measureOn, useDevices } from '../../store/devices.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './DevicesDialog.module.css';

/** Stands for this machine among names of others, which are never empty. */
const here = '';

/** On which machine designs are measured: this one, or another whose serve shell was connected to. */
export function MachineFields({ isBusy }: { readonly isBusy: boolean }) {
  const box = useDevices((state) => state.box);
  const boxes = useDevices((state) => state.boxes);
  const [address, setAddress] = useState('');
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const [isConnecting, setConnecting] = useState(false);
  useEffect(() => void loadBoxes(), []);
  // The button stays as it is: one that cannot be pressed loses the focus, and the dialog its keys.
  const connect = async () => {
    if (address.trim() === '' || isConnecting) return;
    setConnecting(true);
    const failed = await connectBox(address.trim());
    setIssues(failed);
    setConnecting(false);
    if (failed.length === 0) setAddress('');
  };
  return (
    <div className={styles.settings}>
      <span>{t('Machine')}</span>
      <Select<string>
        label={t('Measure on this machine or another')}
        value={box ?? here}
        isDisabled={isBusy || isConnecting}
        options={[
          { value: here, label: t('This machine') },
          ...boxes.map((name) => ({ value: name, label: name })),
        ]}
        onChange={(name) => void measureOn(name === here ? null : name)}
        className={styles.level as string}
      />
      <span>{t('Connect another machine')}</span>
      <span className={styles.connect}>
        <TextField
          label={t('Connect another machine')}
          placeholder={t('gpu-box=http://127.0.0.1:8123/open?ticket=…')}
          value={address}
          onChange={setAddress}
          className={styles.address as string}
        />
        <Button isDisabled={isBusy} onPress={() => void connect()}>
          {t('Connect')}
        </Button>
      </span>
      <p className={styles.note} role={issues.length > 0 ? 'alert' : undefined}>
        {issues.length > 0
          ? issues.map(sentence).join('; ')
          : t('A name, then the address that its serve shell prints, over your own tunnel.')}
      </p>
    </div>
  );
}
