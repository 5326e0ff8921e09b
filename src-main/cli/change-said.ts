import type { ResultChange, Verdict } from '../../src-core/results/compare-results.ts';

/** As many digits of the id of a result are printed, and as few name one. */
export const shortId = 8;

const verdictWords: Readonly<Record<Verdict, string>> = {
  slower: 'slower',
  faster: 'faster',
  alike: 'no difference seen',
  unknown: 'too few runs to tell',
};

/** What a comparison says, what else the two differ in, and what speaks against it. */
export const saidOf = ({ verdict, differs, doubts }: ResultChange): string =>
  [
    verdictWords[verdict],
    ...(differs.length > 0 ? [`other ${differs.join(', ')}`] : []),
    ...doubts.map((doubt) => (doubt === 'busy' ? 'machine was busy' : 'not steady')),
  ].join('; ');
