import {
  ChartColumn,
  PanelBottom,
  PanelLeft,
  PanelRight,
  Play,
  Redo2,
  SlidersHorizontal,
  Undo2,
} from 'lucide-react';
import { redoLabel, undoLabel } from '../../../src-core/document/history.ts';
import { tCore } from '../../locale/core-text.ts';
import { t } from '../../locale/translate.ts';
import { isRunnable } from '../../store/can-compute.ts';
import { runCommand } from '../../store/commands.ts';
import { isUnusual, useDevices } from '../../store/devices.ts';
import { documentName, useDocument } from '../../store/document.ts';
import { useJobs } from '../../store/jobs.ts';
import { useShortcut } from '../../store/keys.ts';
import { useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useIsTight } from '../window-room.ts';
import { AppMenu } from './AppMenu.tsx';
import { Breadcrumb } from './Breadcrumb.tsx';
import { ConventionSwitch } from './ConventionSwitch.tsx';
import { DeviceSelect } from './DeviceSelect.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { MoreMenu } from './MoreMenu.tsx';
import { ProfileButton } from './ProfileButton.tsx';
import styles from './Toolbar.module.css';

const panelButtons = [
  { side: 'left', command: 'view.left', label: 'Palette', icon: <PanelLeft size={16} aria-hidden /> },
  {
    side: 'bottom',
    command: 'view.bottom',
    label: 'Bottom panel',
    icon: <PanelBottom size={16} aria-hidden />,
  },
  { side: 'right', command: 'view.right', label: 'Inspector', icon: <PanelRight size={16} aria-hidden /> },
] as const;

/** Where the design is run, and its runs. Apart, so that the toolbar is not drawn anew as devices and problems come and go. */
function RunControls({ isTight }: { readonly isTight: boolean }) {
  const isRunning = useJobs((state) => state.running !== null);
  const hasDevice = useDevices((state) => state.devices?.some((device) => device.available) ?? false);
  const hasSettings = useDevices(({ settings }) => isUnusual(settings));
  const hasProblems = useDocument((state) => !isRunnable(state.analysis));
  return (
    <>
      {!isTight && (
        <>
          <DeviceSelect />
          <IconButton
            icon={<SlidersHorizontal size={16} aria-hidden />}
            label={t('Devices and run settings…')}
            isActive={hasSettings}
            onPress={() => runCommand('run.devices')}
          />
          <Button
            icon={<Play size={14} aria-hidden fill="currentColor" />}
            isDisabled={isRunning || !hasDevice || hasProblems}
            onPress={() => runCommand('run.run')}
          >
            {t('Run')}
          </Button>
        </>
      )}
      <ProfileButton isDisabled={!hasDevice || hasProblems} />
    </>
  );
}

export function Toolbar() {
  const name = useDocument(documentName);
  const isDirty = useDocument((state) => state.isDirty);
  const undone = useDocument((state) => undoLabel(state.history));
  const redone = useDocument((state) => redoLabel(state.history));
  const undoKey = useShortcut('edit.undo');
  const redoKey = useShortcut('edit.redo');
  const isTight = useIsTight();
  const page = useView((state) => state.page);
  const open = useView((state) => state.open);
  return (
    <header data-part="toolbar">
      <div role="toolbar" aria-label={t('Main')} className={styles.toolbar}>
        <AppMenu />
        <h1 className={styles.file}>
          <span className={styles.name}>{name}</span>
          <span className={styles.ending}>.blockwright.json</span>
          {isDirty && <span role="img" aria-label={t('unsaved changes')} className={styles.dirty} />}
        </h1>
        <span className={styles.divider} />
        <Breadcrumb />
        <span className={styles.space} />
        <IconButton
          icon={<Undo2 size={16} aria-hidden />}
          label={undone === null ? t('Undo') : t('Undo: {edit}', { edit: tCore(undone) })}
          shortcut={undoKey}
          isDisabled={undone === null}
          onPress={() => runCommand('edit.undo')}
        />
        <IconButton
          icon={<Redo2 size={16} aria-hidden />}
          label={redone === null ? t('Redo') : t('Redo: {edit}', { edit: tCore(redone) })}
          shortcut={redoKey}
          isDisabled={redone === null}
          onPress={() => runCommand('edit.redo')}
        />
        <span className={styles.divider} />
        <ConventionSwitch />
        <RunControls isTight={isTight} />
        {isTight ? (
          <MoreMenu />
        ) : (
          <>
            <span className={styles.divider} />
            <Button
              look="plain"
              icon={<ChartColumn size={16} aria-hidden />}
              isActive={page === 'compare'}
              onPress={() => runCommand('view.compare')}
            >
              {t('Compare')}
            </Button>
            <ExportMenu />
          </>
        )}
        <span className={styles.divider} />
        <div className={styles.panels}>
          {panelButtons.map(({ side, command, label, icon }) => (
            <IconButton
              key={side}
              icon={icon}
              label={t(label)}
              isActive={page === 'design' && open[side]}
              isDisabled={page !== 'design'}
              onPress={() => runCommand(command)}
            />
          ))}
        </div>
      </div>
    </header>
  );
}
