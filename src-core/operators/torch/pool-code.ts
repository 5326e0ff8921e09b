import type { PyCode } from '../../language/torch.ts';

export const maxUnpoolCode: PyCode = {
  name: 'max_unpool',
  source: `def max_unpool(x, indices, sizes):
    """Puts values back to the places of a map that they were taken from."""
    n, c = x.shape[:2]
    places = indices.long().clamp(0, sizes[0] * sizes[1] - 1).flatten(2)
    y = x.new_zeros(n, c, sizes[0] * sizes[1])
    return y.scatter(2, places, x.flatten(2)).reshape(n, c, *sizes)`,
};
