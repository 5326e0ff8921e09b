import { networks } from '../catalogue.ts';
import type { ReadyNetwork } from './ready-network.ts';

/** Networks of one family that a test looks at, besides `npm run test:all`, which looks at all. */
const each = 3;

/** Some ready networks of each family; all of them in `npm run test:all`. */
export const ofEachFamily: readonly ReadyNetwork[] = networks.filter(
  ({ family }, index) =>
    process.env.BLOCKWRIGHT_TEST_ALL === '1' ||
    networks.slice(0, index).filter((before) => before.family === family).length < each,
);
