/** How often a property is tried: a quarter of the rounds, or with `npm run test:all` all of them. */
export const rounds = (all: number): number =>
  process.env.BLOCKWRIGHT_TEST_ALL === '1' ? all : Math.ceil(all / 4);
