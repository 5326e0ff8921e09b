import { useMemo, useState } from 'react';
import { t } from '../locale/translate.ts';
import { calibrationOf, useCalibrations } from '../store/calibrations.ts';
import { useConvention } from '../store/convention.ts';
import type { MeasuredProfile } from '../store/jobs.ts';
import { useJobs } from '../store/jobs.ts';
import { useCompared } from '../store/profile-comparison.ts';
import { primaryPath, useSelection } from '../store/selection.ts';
import { useView } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { Before } from './Before.tsx';
import { ComparisonTable } from './ComparisonTable.tsx';
import { Icicle } from './Icicle.tsx';
import legend from './legend.module.css';
import { NotCalibrated } from './NotCalibrated.tsx';
import { ProfileDetails } from './ProfileDetails.tsx';
import { ProfileHeader } from './ProfileHeader.tsx';
import styles from './ProfilePanel.module.css';
import { ProfileNotice, ProfilePlaceholder } from './ProfileStates.tsx';
import { ProfileTable } from './ProfileTable.tsx';
import { costTitle } from './profile-text.ts';
import type { TimeNode } from './profile-tree.ts';
import { findTime, timeTree, totalId } from './profile-tree.ts';
import { Roofline, RooflineLegend } from './Roofline.tsx';
import { summariesOf } from './roofline-dots.ts';
import { useProfileTable } from './use-profile-table.ts';

/** What the fills mean that are no heat; of what belongs to no item, only what took time. */
function Legend({ root }: { readonly root: TimeNode }) {
  const convention = useConvention();
  const tookTime = (kind: TimeNode['kind']): boolean =>
    root.children.some((child) => child.kind === kind && child.microseconds > 0);
  return (
    <span className={legend.legend}>
      <span className={legend.mark}>
        <span className={styles.cold} /> {t('no {count}', { count: costTitle(convention) })}
      </span>
      {tookTime('unattributed') && (
        <span className={legend.mark}>
          <span className={styles.hatched} /> {t('unattributed')}
        </span>
      )}
      {tookTime('overhead') && (
        <span className={legend.mark}>
          <span className={styles.dotted} /> {t('overhead')}
        </span>
      )}
    </span>
  );
}

function Measured({ profile }: { readonly profile: MeasuredProfile }) {
  const convention = useConvention();
  const root = useMemo(() => timeTree(profile, convention), [profile, convention]);
  const selected = useSelection(primaryPath);
  const compared = useCompared();
  const isStale = useJobs((state) => state.profileIsStale);
  const [zoom, setZoom] = useState(totalId);
  const table = useProfileTable(root, selected);
  const zoomed = zoom === totalId ? null : findTime(root, zoom);
  const picture = useView((state) => state.profilePicture);
  const calibration = useCalibrations(({ known }) => calibrationOf(known, profile.report));
  const summaries = useMemo(() => summariesOf(profile, calibration), [profile, calibration]);
  return (
    <>
      <ProfileHeader profile={profile} root={root} table={table} />
      {compared === null && <Before profile={profile} />}
      <ProfileNotice />
      <div className={classNames(styles.body, isStale && styles.stale)}>
        {compared === null ? (
          <ProfileTable table={table} root={root} selected={selected} />
        ) : (
          <ComparisonTable compared={compared} selected={selected} />
        )}
        <section aria-label={t('Hierarchy')} className={styles.hierarchy}>
          <div className={styles.caption}>
            <SegmentedControl
              label={t('Picture of the profile')}
              segments={[
                { value: 'hierarchy', label: t('Hierarchy') },
                { value: 'roofline', label: t('Roofline') },
              ]}
              value={picture}
              onChange={(profilePicture) => useView.setState({ profilePicture })}
            />
            {picture === 'hierarchy' && <h3 className={styles.heading}>{t('width is time')}</h3>}
            {picture === 'hierarchy' && zoomed !== null && (
              <Button look="link" onPress={() => setZoom(totalId)}>
                {t('only {name}, show all', { name: zoomed.name })}
              </Button>
            )}
            {picture === 'hierarchy' ? (
              <Legend root={root} />
            ) : (
              calibration !== null && <RooflineLegend calibration={calibration} />
            )}
          </div>
          {picture === 'hierarchy' ? (
            <Icicle
              root={root}
              zoom={zoomed === null ? totalId : zoom}
              onZoom={setZoom}
              title={t('{title}, profiled median', { title: profile.design.title })}
              selected={selected}
            />
          ) : calibration === null ? (
            <NotCalibrated />
          ) : (
            <Roofline profile={profile} calibration={calibration} selected={selected} summaries={summaries} />
          )}
          {picture === 'hierarchy' && (
            <ProfileDetails profile={profile} root={root} selected={selected} summaries={summaries} />
          )}
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
