import type { BusySign } from '../../src-core/contract.ts';
import { t } from '../locale/translate.ts';

const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** A sign that the machine was busy while it was measured, in words. */
export function busyText({ sign, value }: BusySign): string {
  switch (sign) {
    case 'others':
      return t('{cores} cores did something else', { cores: value.toFixed(1) });
    case 'switches':
      return t('a core was taken away {count} times a second', { count: Math.round(value) });
    case 'spin':
      return t('the same work took {percent} longer now and then', { percent: percent(value) });
    case 'drift':
      return t('runs changed by {percent} from first to last', { percent: percent(value) });
    case 'outliers':
      return t('{percent} of the runs took more than 1.5 times the median', { percent: percent(value) });
  }
}
