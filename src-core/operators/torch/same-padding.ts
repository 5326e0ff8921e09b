import type { PyCode } from '../../language/torch.ts';

/** Padding that follows the size of the map, as TensorFlow has it: the output has ceil(size / stride) positions. */
export const padSame: PyCode = {
  name: 'pad_same',
  source: `def pad_same(x, kernel, stride, dilation, mode="constant", value=0.0):
    """Pads rows and columns so that ceil(size / stride) windows fit."""
    pads = []
    sides = zip(x.shape[:1:-1], kernel[::-1], stride[::-1], dilation[::-1])
    for size, k, s, d in sides:
        total = max((-(-size // s) - 1) * s + d * (k - 1) + 1 - size, 0)
        pads += [total // 2, total - total // 2]
    return F.pad(x, pads, mode=mode, value=value if mode == "constant" else None)`,
};
