import { networks } from '../catalogue.ts';
import type { ReadyNetwork } from './ready-network.ts';

/** What networks are called that part in numbers alone: repvgg-a of repvgg-a0 and repvgg-a1. */
const kindOf = ({ name }: ReadyNetwork): string => name.replace(/\d.*/, '');

/** The first ready network of each kind; all of them in `npm run test:all`. */
export const ofEachKind: readonly ReadyNetwork[] = networks.filter(
  (network, index) =>
    process.env.BLOCKWRIGHT_TEST_ALL === '1' ||
    networks.findIndex((other) => kindOf(other) === kindOf(network)) === index,
);
