import type { JobProgress } from '../../src-core/contract.ts';
import type { PlainText } from '../locale/translate.ts';
import { t } from '../locale/translate.ts';
import type { RunningJob } from './jobs.ts';

const phases: Readonly<Record<JobProgress['phase'], PlainText>> = {
  quiet: 'Waiting for a quiet machine',
  lower: 'Lowering the design',
  load: 'Loading the model',
  warmup: 'Warming up',
  run: 'Run',
  profile: 'Profiled run',
  calibrate: 'Calibrating',
  write: 'Writing',
  verify: 'Computing the reference',
  silent: 'No sign of life',
};

type Progress = Pick<RunningJob, 'phase' | 'done' | 'total'>;

const mega = 1_000_000;

/** Bytes in megabytes, whatever their number, so that a count that grows keeps its unit: `0.1`, `114.8`. */
const megabytes = (bytes: number, total: number): string => (bytes / mega).toFixed(total < 10 * mega ? 2 : 1);

/** What a job does just now: `Profiled run 12 of 50`, `Writing 12.3 MB of 114.8 MB`. */
function doingText({ phase, done, total }: Progress): string {
  if (phase === null) return t('Starting');
  if (phase === 'silent')
    return t('No sign of life for {done} s; cancel, or it is ended after {total} s', { done, total });
  if (phase === 'quiet')
    return t('Waiting for a quiet machine, {done} of at most {total} s', { done, total });
  if (phase === 'write' && total > 0)
    return t('Writing {done} of {total}', {
      done: `${megabytes(done, total)} MB`,
      total: `${megabytes(total, total)} MB`,
    });
  const isCounted = phase === 'warmup' || phase === 'run' || phase === 'profile';
  const doing = t(phases[phase]);
  return isCounted && total > 0
    ? t('{doing} {now} of {total}', { doing, now: Math.min(done + 1, total), total })
    : doing;
}

/** Before so much of it has passed, a phase says nothing of how long it takes. */
const leastMs = 2000;

/** How long the phase goes on at its pace so far, in seconds; null where that is not known yet. */
export function secondsLeft(job: Progress & Pick<RunningJob, 'since'>, now: number): number | null {
  const { since, done, total } = job;
  if (since === null || progressShare(job) === null || done <= since.done || now - since.ms < leastMs)
    return null;
  return Math.ceil(((now - since.ms) / (done - since.done) / 1000) * (total - done));
}

/** What a job does just now, and how long that still takes: `Writing 12.3 MB of 114.8 MB, 9 s left`. */
export function progressText(job: Progress & Pick<RunningJob, 'since'>, now = performance.now()): string {
  const doing = doingText(job);
  const left = secondsLeft(job, now);
  if (left === null) return doing;
  return left < 90
    ? t('{doing}, {seconds} s left', { doing, seconds: left })
    : t('{doing}, {minutes} min left', { doing, minutes: Math.round(left / 60) });
}

/** The share that is done, from 0 to 1; null where the end is not known. */
export function progressShare({ phase, done, total }: Progress): number | null {
  const isOpen = phase === null || phase === 'lower' || phase === 'load' || phase === 'silent';
  return isOpen || total === 0 ? null : done / total;
}
