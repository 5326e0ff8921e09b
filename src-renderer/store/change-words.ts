import type { Condition, ResultChange, Verdict } from '../../src-core/results/compare-results.ts';
import { changeText } from '../../src-core/results/compare-results.ts';
import { t } from '../locale/translate.ts';

const verdicts = {
  slower: 'slower',
  faster: 'faster',
  alike: 'no difference seen',
  unknown: 'too few runs to tell',
} as const satisfies Readonly<Record<Verdict, string>>;

const conditions = {
  design: 'design',
  machine: 'machine',
  device: 'device',
  precision: 'precision',
  level: 'optimization',
  threads: 'threads',
  onnxruntime: 'runtime',
} as const satisfies Readonly<Record<Condition, string>>;

/** What two measurements say of each other: `slower`. */
export const verdictText = ({ verdict }: ResultChange): string => t(verdicts[verdict]);

/** What they differ in besides their times: `other design, threads`; empty where that is nothing. */
export const differsText = ({ differs }: ResultChange): string =>
  differs.length === 0
    ? ''
    : t('other {what}', { what: differs.map((one) => t(conditions[one])).join(', ') });

/** What speaks against the comparison; empty where nothing does. */
export const doubtsText = ({ doubts }: ResultChange): string =>
  doubts
    .map((doubt) => t(doubt === 'busy' ? 'The machine was busy' : 'The runs did not become steady'))
    .join('. ');

/** How the verdict came about, for where it is pointed at. */
export const changeHint = (change: ResultChange): string =>
  [t('Ratio of the medians, with its 95% interval: different where that is beyond 1'), doubtsText(change)]
    .filter((text) => text !== '')
    .join('\n');

/** All of it in a line: `1.250 (1.213–1.289), slower; other threads`. */
export function changeSentence(change: ResultChange): string {
  const differs = differsText(change);
  return `${changeText(change)}, ${verdictText(change)}${differs === '' ? '' : `; ${differs}`}`;
}
