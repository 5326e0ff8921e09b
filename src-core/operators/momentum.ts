import { real } from '../language/field.ts';

/** How fast a norm follows the batches it is trained on; 0.1 is PyTorch's own choice. */
export const momentumField = real({
  label: 'Momentum',
  help: 'Share of a new batch in the running mean and variance; it matters in training alone.',
  min: 0,
  max: 1,
  default: 0.1,
});
