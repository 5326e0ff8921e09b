import { real } from '../language/field.ts';

/** What a norm adds to the variance; 1e-5 is PyTorch's own choice. */
export const epsilonField = real({
  label: 'Epsilon',
  help: 'Added to the variance before the root is taken.',
  min: 1e-12,
  max: 1,
  default: 1e-5,
});
