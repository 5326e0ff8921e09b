import { useMemo, useState } from 'react';
import { t } from '../locale/translate.ts';
import { useConvention } from '../store/convention.ts';
import type { MeasuredProfile } from '../store/jobs.ts';
import { useJobs } from '../store/jobs.ts';
import { primaryPath, useSelection } from '../store/selection.ts';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Icicle } from './Icicle.tsx';
import { ProfileDetails } from './ProfileDetails.tsx';
import { ProfileHeader } from './ProfileHeader.tsx';
import styles from './ProfilePanel.module.css';
import { ProfileNotice, ProfilePlaceholder } from './ProfileStates.tsx';
import { ProfileTable } from './ProfileTable.tsx';
import { costTitle } from './profile-text.ts';
import { findTime, timeTree, totalId } from './profile-tree.ts';
import { useProfileTable } from './use-profile-table.ts';

function Legend() {
  const convention = useConvention();
  return (
    <span className={styles.legend}>
      <span className={styles.cold} /> {t('no {count}', { count: costTitle(convention) })}
      <span className={styles.hatched} /> {t('unattributed')}
      <span className={styles.dotted} /> {t('overhead')}
    </span>
  );
}

function Measured({ profile }: { readonly profile: MeasuredProfile }) {
  const convention = useConvention();
  const root = useMemo(() => timeTree(profile, convention), [profile, convention]);
  const selected = useSelection(primaryPath);
  const isStale = useJobs((state) => state.profileIsStale);
  const [zoom, setZoom] = useState(totalId);
  const table = useProfileTable(root, selected);
  const zoomed = zoom === totalId ? null : findTime(root, zoom);
  return (
    <>
      <ProfileHeader profile={profile} root={root} table={table} />
      <ProfileNotice />
      <div className={classNames(styles.body, isStale && styles.stale)}>
        <ProfileTable table={table} root={root} selected={selected} />
        <section aria-label={t('Hierarchy')} className={styles.hierarchy}>
          <div className={styles.caption}>
            <h3 className={styles.heading}>
              <span className={styles.roomy}>{t('Hierarchy, ')}</span>
              {t('width is time')}
            </h3>
            {zoomed !== null && (
              <Button look="link" onPress={() => setZoom(totalId)}>
                {t('only {name}, show all', { name: zoomed.name })}
              </Button>
            )}
            <Legend />
          </div>
          <Icicle
            root={root}
            zoom={zoomed === null ? totalId : zoom}
            onZoom={setZoom}
            title={t('{title}, profiled median', { title: profile.design.title })}
            selected={selected}
          />
          <ProfileDetails profile={profile} root={root} selected={selected} />
        </section>
      </div>
    </>
  );
}

/** The bottom panel: where the time of the last profile goes, as a table, as an icicle, and in the figures of one item. */
export function ProfilePanel() {
  const profile = useJobs((state) => state.profile);
  return (
    <div className={styles.panel}>
      {profile === null ? (
        <>
          <ProfileHeader profile={null} root={null} table={null} />
          <ProfilePlaceholder />
        </>
      ) : (
        <Measured profile={profile} />
      )}
    </div>
  );
}
