import type { JobProgress } from '../../src-core/contract.ts';
import { bytesText } from '../../src-core/format.ts';
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
  write: 'Writing',
  silent: 'No sign of life',
};

/** What a job does just now: `Profiled run 12 of 50`, `Writing 12.30 MB of 114.8 MB`. */
export function progressText({ phase, done, total }: Pick<RunningJob, 'phase' | 'done' | 'total'>): string {
  if (phase === null) return t('Starting');
  if (phase === 'silent')
    return t('No sign of life for {done} s; cancel, or it is ended after {total} s', { done, total });
  if (phase === 'quiet')
    return t('Waiting for a quiet machine, {done} of at most {total} s', { done, total });
  if (phase === 'write' && total > 0)
    return t('Writing {done} of {total}', {
      done: bytesText(BigInt(done)),
      total: bytesText(BigInt(total)),
    });
  const isCounted = phase === 'warmup' || phase === 'run' || phase === 'profile';
  const doing = t(phases[phase]);
  return isCounted && total > 0
    ? t('{doing} {now} of {total}', { doing, now: Math.min(done + 1, total), total })
    : doing;
}

/** The share that is done, from 0 to 1; null where the end is not known. */
export function progressShare({
  phase,
  done,
  total,
}: Pick<RunningJob, 'phase' | 'done' | 'total'>): number | null {
  const isOpen = phase === null || phase === 'lower' || phase === 'load' || phase === 'silent';
  return isOpen || total === 0 ? null : done / total;
}
