import type { BusySign } from '../../src-core/contract.ts';
import { steadyRule } from '../runner/steady.ts';

const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** The rule by which runs are steady, in words. */
export const steadyText = `as many as it takes until half of the interval of the median is at most ${percent(
  steadyRule.share,
)} of it, at least ${steadyRule.least}, at most ${steadyRule.seconds} s`;

/** A sign that the machine was busy, in words. */
export function busyText({ sign, value, bound }: BusySign): string {
  switch (sign) {
    case 'others':
      return `${value.toFixed(1)} cores did something else (over ${bound})`;
    case 'switches':
      return `a core was taken away ${Math.round(value)} times a second (over ${bound})`;
    case 'spin':
      return `the same work took ${percent(value)} longer now and then (over ${percent(bound)})`;
    case 'drift':
      return `runs changed by ${percent(value)} from first to last (over ${percent(bound)})`;
    case 'outliers':
      return `${percent(value)} of the runs took more than 1.5 times the median (over ${percent(bound)})`;
  }
}
