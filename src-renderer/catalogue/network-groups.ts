import { matchSorter, rankings } from 'match-sorter';
import { networks } from '../../src-core/catalogue.ts';
import type { NetworkFamily, ReadyNetwork } from '../../src-core/networks/ready-network.ts';
import { networkFamilies } from '../../src-core/networks/ready-network.ts';

export interface NetworkGroup {
  readonly family: NetworkFamily;
  readonly networks: readonly ReadyNetwork[];
}

/** Names forgive what is left out; in a long text only what is written counts. */
const keys = [
  'title',
  'name',
  'family',
  { threshold: rankings.CONTAINS, key: 'subtitle' },
  { threshold: rankings.CONTAINS, key: 'reference' },
];

/** Every word of the search is found somewhere in what is said of a network. */
function found(all: readonly ReadyNetwork[], query: string): readonly ReadyNetwork[] {
  return query
    .split(/\s+/)
    .filter((word) => word !== '')
    .reduce<readonly ReadyNetwork[]>((left, word) => matchSorter(left, word, { keys }), all);
}

/**
 * The networks that a search finds, family by family: in the order of the families where nothing is asked, else the
 * family of the best match first.
 */
export function networkGroups(
  query: string,
  all: readonly ReadyNetwork[] = networks,
): readonly NetworkGroup[] {
  const matches = found(all, query.trim());
  const families = query.trim() === '' ? networkFamilies : new Set(matches.map(({ family }) => family));
  return [...families]
    .map((family) => ({ family, networks: matches.filter((network) => network.family === family) }))
    .filter((group) => group.networks.length > 0);
}
