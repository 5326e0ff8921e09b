import { Check, Ellipsis } from 'lucide-react';
import { Button } from 'react-aria-components';
import { t } from '../../locale/translate.ts';
import { deviceTitle } from '../../store/device-words.ts';
import { chooseDevice, useDevices } from '../../store/devices.ts';
import { useJobs } from '../../store/jobs.ts';
import { Menu } from '../../ui/Menu.tsx';
import styles from './AppMenu.module.css';
import { commandEntry } from './AppMenu.tsx';
import { exportEntries } from './ExportMenu.tsx';

/** What the toolbar has no room for in a narrow window: runs, devices, the comparison and exports. */
export function MoreMenu() {
  const devices = useDevices((state) => state.devices) ?? [];
  const chosen = useDevices((state) => state.chosen);
  const isRunning = useJobs((state) => state.running !== null);
  return (
    <Menu
      label={t('More')}
      entries={() => [
        commandEntry('run.run'),
        commandEntry('view.compare'),
        'separator',
        ...devices.map(({ name, available }) => ({
          id: `device-${name}`,
          label: t('Measure on {device}', { device: deviceTitle(name) }),
          icon: (
            <span className={styles.check}>
              {name === chosen && <Check size={14} aria-label={t('chosen')} />}
            </span>
          ),
          isDisabled: !available || isRunning,
          run: () => chooseDevice(name),
        })),
        commandEntry('run.devices'),
        'separator',
        ...exportEntries(),
      ]}
    >
      <Button aria-label={t('More')} className={styles.mark as string}>
        <Ellipsis size={16} aria-hidden />
      </Button>
    </Menu>
  );
}
