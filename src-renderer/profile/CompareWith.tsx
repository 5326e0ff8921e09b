import { GitCompareArrows } from 'lucide-react';
import { useEffect } from 'react';
import { t } from '../locale/translate.ts';
import { deviceTitle } from '../store/device-words.ts';
import type { MeasuredProfile } from '../store/jobs.ts';
import {
  compareProfileWith,
  loadKeptProfiles,
  stopComparing,
  useProfileComparison,
} from '../store/profile-comparison.ts';
import { dateText } from '../ui/date-text.ts';
import { millisecondsText } from '../ui/figures.ts';
import { IconButton } from '../ui/IconButton.tsx';
import type { MenuEntry } from '../ui/Menu.tsx';
import { Menu } from '../ui/Menu.tsx';

/** So many fit on a screen; the newest are the ones that are looked for. */
const mostListed = 20;

/** Chooses the earlier profile that the one of the window is held against, item by item. */
export function CompareWith({ profile }: { readonly profile: MeasuredProfile }) {
  const kept = useProfileComparison((state) => state.kept);
  const against = useProfileComparison((state) => state.against);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each profile that is measured there is another
  useEffect(() => void loadKeptProfiles(), [profile.report]);
  const others = kept.filter(({ at }) => at !== profile.report.at).slice(0, mostListed);
  const entries: readonly MenuEntry[] =
    others.length === 0
      ? [
          {
            id: 'none',
            label: t('No other profile is kept yet'),
            isDisabled: true,
            run: () => undefined,
          },
        ]
      : others.map(({ id, title, at, device, ms, settings }) => ({
          id,
          label: `${title} · ${dateText(at)}`,
          detail: `${millisecondsText(ms.median)} ms, ${deviceTitle(device)}, ${settings.precision}`,
          run: () => void compareProfileWith(id),
        }));
  const stop: readonly (MenuEntry | 'separator')[] =
    against === null ? [] : ['separator', { id: 'stop', label: t('Stop comparing'), run: stopComparing }];
  return (
    <Menu label={t('Compare with…')} entries={[...entries, ...stop]}>
      <IconButton icon={<GitCompareArrows size={16} aria-hidden />} label={t('Compare with…')} />
    </Menu>
  );
}
