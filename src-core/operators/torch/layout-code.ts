import type { PyCode } from '../../language/torch.ts';

export const channelShuffleCode: PyCode = {
  name: 'channel_shuffle',
  source: `def channel_shuffle(x, groups):
    """Deals the channels of each group out over all groups."""
    n, c, h, w = x.shape
    x = x.reshape(n, groups, c // groups, h, w)
    return x.transpose(1, 2).reshape(n, c, h, w)`,
};

export const windowPartitionCode: PyCode = {
  name: 'window_partition',
  source: `def window_partition(x, window, shift):
    """Cuts (N, H, W, C) into windows (N * windows, positions, C), rolled by shift."""
    n, h, w, c = x.shape
    rows, columns = -(-h // window[0]), -(-w // window[1])
    x = F.pad(x, (0, 0, 0, columns * window[1] - w, 0, rows * window[0] - h))
    x = torch.roll(x, (-shift[0], -shift[1]), dims=(1, 2))
    x = x.reshape(n, rows, window[0], columns, window[1], c)
    return x.transpose(2, 3).reshape(-1, window[0] * window[1], c)`,
};

export const windowReverseCode: PyCode = {
  name: 'window_reverse',
  source: `def window_reverse(x, like, window, shift):
    """Puts windows together to the map (N, H, W, C) that they were cut from."""
    n, h, w = like.shape[:3]
    rows, columns = -(-h // window[0]), -(-w // window[1])
    x = x.reshape(n, rows, columns, window[0], window[1], -1)
    x = x.transpose(2, 3).reshape(n, rows * window[0], columns * window[1], -1)
    return torch.roll(x, shift, dims=(1, 2))[:, :h, :w]`,
};

export const windowMaskCode: PyCode = {
  name: 'WindowMask',
  source: `class WindowMask(nn.Module):
    """What keeps the pieces of a rolled map apart in the scores of its windows."""

    def __init__(self, windows, window, shift):
        super().__init__()
        parts = []
        for count, size, rolled in zip(windows, window, shift):
            places = torch.arange(count * size)
            last = places >= (count - 1) * size
            after = places >= count * size - rolled
            part = last.long() + (last & after).long() if rolled else 0 * places
            parts.append(part.reshape(count, size))
        part = 3 * parts[0][:, None, :, None] + parts[1][None, :, None, :]
        part = part.reshape(windows[0] * windows[1], window[0] * window[1])
        mask = (part[:, :, None] != part[:, None, :]) * -100.0
        self.register_buffer("mask", mask[None, :, None], persistent=False)

    def forward(self):
        return self.mask`,
};

export const relativePositionCode: PyCode = {
  name: 'RelativePosition',
  source: `class RelativePosition(nn.Module):
    """Lays a table of distances out over all pairs of positions of a window."""

    def __init__(self, rows, columns):
        super().__init__()
        y, x = torch.arange(rows), torch.arange(columns)
        down = (y[:, None] - y + rows - 1) * (2 * columns - 1)
        across = x[:, None] - x + columns - 1
        index = down[:, None, :, None] + across[None, :, None, :]
        index = index.reshape(rows * columns, rows * columns)
        self.register_buffer("index", index, persistent=False)

    def forward(self, x):
        return x[:, self.index].permute(0, 3, 1, 2)`,
};

export const constantCode: PyCode = {
  name: 'Constant',
  source: `class Constant(nn.Module):
    """Fixed numbers that are not learned."""

    def __init__(self, values, sizes):
        super().__init__()
        values = torch.tensor(values, dtype=torch.get_default_dtype())
        values = values.reshape(1, *sizes) if values.numel() > 1 else values[0]
        self.register_buffer("values", values.expand(1, *sizes), persistent=False)

    def forward(self):
        return self.values`,
};

export const depthToSpaceCode: PyCode = {
  name: 'depth_to_space',
  source: `def depth_to_space(x, factor):
    """Lays channels out as squares of positions, the position in the outer channels."""
    n, c, h, w = x.shape
    x = x.reshape(n, factor, factor, c // factor**2, h, w)
    return x.permute(0, 3, 4, 1, 5, 2).reshape(n, -1, h * factor, w * factor)`,
};

export const spaceToDepthCode: PyCode = {
  name: 'space_to_depth',
  source: `def space_to_depth(x, factor):
    """Stacks squares of positions as channels, the position in the outer channels."""
    n, c, h, w = x.shape
    x = x.reshape(n, c, h // factor, factor, w // factor, factor)
    return x.permute(0, 3, 5, 1, 2, 4).reshape(n, -1, h // factor, w // factor)`,
};

export const pickLevelCode: PyCode = {
  name: 'pick_level',
  source: `def pick_level(boxes, *levels, areas):
    """Keeps for every box the region of the level that suits its area."""
    sides = boxes[:, 2:] - boxes[:, :2]
    area = (sides[:, 0] * sides[:, 1]).reshape(-1, *(1,) * (levels[0].ndim - 1))
    kept = levels[0]
    for least, level in zip(areas, levels[1:]):
        kept = torch.where(area >= least, level, kept)
    return kept`,
};
