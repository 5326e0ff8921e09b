import { memo } from 'react';
import { useJobs } from '../store/jobs.ts';
import styles from './RunProgress.module.css';

/** Progress of a run or a profile in a node's bottom edge. */
export const RunProgress = memo(function RunProgress() {
  const fraction = useJobs(({ running }) => {
    if (running === null || (running.kind !== 'run' && running.kind !== 'profile')) return null;
    return running.total > 0 ? running.done / running.total : 0;
  });
  if (fraction === null) return null;
  return <div className={styles.edge} style={{ transform: `scaleX(${fraction})` }} />;
});
