import { choice } from '../language/field.ts';

const epsilons = ['1e-3', '1e-5', '1e-6'] as const;
export type Epsilon = (typeof epsilons)[number];

/** What a norm adds to the variance; 1e-5 is PyTorch's own choice. */
export const epsilonField = choice({
  label: 'Epsilon',
  help: 'Added to the variance before the root is taken.',
  options: epsilons,
  default: '1e-5',
});
