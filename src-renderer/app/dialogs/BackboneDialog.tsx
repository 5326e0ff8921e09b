import { matchSorter } from 'match-sorter';
import { tasks } from '../../../src-core/networks/tasks.ts';
import { tCore } from '../../locale/core-text.ts';
import { t } from '../../locale/translate.ts';
import { toastIssues } from '../../ui/toast-issues.ts';
import { openDesignAs } from '../backbone.ts';
import { openNetwork } from '../commands/file-commands.ts';
import { closeDialog, useDialogs } from './open-dialog.ts';
import type { Pick } from './PickList.tsx';
import { PickList } from './PickList.tsx';

function search(query: string): readonly Pick[] {
  const text = query.trim();
  const found = text === '' ? tasks : matchSorter(tasks, text, { keys: ['title', 'family', 'subtitle'] });
  return found.map(({ name, title, subtitle, family }) => ({
    id: name,
    title,
    detail: `${tCore(family)} · ${tCore(subtitle)}`,
  }));
}

/** Puts the open design inside a task: a detector, or a network that labels every position. */
export function BackboneDialog() {
  const isOpen = useDialogs((state) => state.open === 'backbone');
  const use = (name: string) => {
    const task = tasks.find((one) => one.name === name);
    if (task === undefined) return;
    const built = openDesignAs(task);
    if (built.ok) void openNetwork(built.value);
    else toastIssues(built.issues, { all: true });
  };
  return (
    <PickList
      label={t('Use as backbone')}
      placeholder={t('Task, such as Faster R-CNN or DeepLabV3')}
      isOpen={isOpen}
      onClose={closeDialog}
      search={search}
      onPick={use}
      nothing={t('No task is called so')}
    />
  );
}
