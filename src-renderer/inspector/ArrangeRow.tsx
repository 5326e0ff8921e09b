import type { LucideIcon } from 'lucide-react';
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
} from 'lucide-react';
import { t } from '../locale/translate.ts';
import { commandOf, isEnabled, runCommand, titleOf } from '../store/commands.ts';
import { useDocument } from '../store/document.ts';
import { IconButton } from '../ui/IconButton.tsx';
import styles from './ArrangeRow.module.css';

const buttons: readonly (readonly [id: string, icon: LucideIcon])[] = [
  ['edit.align-left', AlignStartVertical],
  ['edit.align-centre', AlignCenterVertical],
  ['edit.align-right', AlignEndVertical],
  ['edit.align-top', AlignStartHorizontal],
  ['edit.align-middle', AlignCenterHorizontal],
  ['edit.align-bottom', AlignEndHorizontal],
  ['edit.distribute-x', AlignHorizontalDistributeCenter],
  ['edit.distribute-y', AlignVerticalDistributeCenter],
];

/** Buttons that put the selected items in line or at equal distances; none where nothing is drawn by hand. */
export function ArrangeRow() {
  // what can be pressed follows what is drawn
  useDocument((state) => state.design);
  if (!isEnabled(commandOf('edit.align-left'))) return null;
  return (
    <div role="toolbar" aria-label={t('Arrange')} className={styles.row}>
      {buttons.map(([id, Icon]) => {
        const command = commandOf(id);
        return (
          <IconButton
            key={id}
            icon={<Icon size={16} aria-hidden />}
            label={titleOf(command)}
            isDisabled={!isEnabled(command)}
            onPress={() => void runCommand(id)}
          />
        );
      })}
    </div>
  );
}
