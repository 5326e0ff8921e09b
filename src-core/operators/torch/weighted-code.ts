import type { PyCode } from '../../language/torch.ts';

/** Convolutions whose filters are made of their weights before they are used. */
export const stdConv = (axes: 1 | 2): PyCode => ({
  name: `StdConv${axes}d`,
  source: `class StdConv${axes}d(nn.Conv${axes}d):
    """Convolution whose filters are brought to mean 0 and variance 1."""

    def forward(self, x):
        weight = self.weight.flatten(1)
        variance, mean = torch.var_mean(weight, dim=1, unbiased=False, keepdim=True)
        weight = (weight - mean) / torch.sqrt(variance + 1e-6)
        return self._conv_forward(x, weight.reshape(self.weight.shape), self.bias)`,
});

export const scaledStdConv: PyCode = {
  name: 'ScaledStdConv2d',
  source: `class ScaledStdConv2d(nn.Conv2d):
    """Convolution of standardized filters, each with a learned gain."""

    def __init__(self, *args, gamma=1.0, eps=1e-5, **kwargs):
        super().__init__(*args, **kwargs)
        self.gain = nn.Parameter(torch.ones(self.out_channels, 1, 1, 1))
        self.scale = gamma * self.weight[0].numel() ** -0.5
        self.eps = eps

    def forward(self, x):
        weight = self.weight.flatten(1)
        variance, mean = torch.var_mean(weight, dim=1, unbiased=False, keepdim=True)
        weight = (weight - mean) / torch.sqrt(variance + self.eps)
        weight = weight.reshape(self.weight.shape) * (self.gain * self.scale)
        return self._conv_forward(x, weight, self.bias)`,
};

/** Deformable convolution without torchvision: grid_sample reads the taps at their moved positions. */
export const deformConv: PyCode = {
  name: 'DeformConv2d',
  source: `class DeformConv2d(nn.Conv2d):
    """Deformable convolution; offsets are (row, column) for each group and tap."""

    def __init__(self, *args, offset_groups=1, **kwargs):
        super().__init__(*args, **kwargs)
        self.offset_groups = offset_groups

    def places(self, axis, count, x):
        steps = torch.arange(count, device=x.device) * self.stride[axis]
        taps = torch.arange(self.kernel_size[axis], device=x.device)
        return steps - self.padding[axis], taps * self.dilation[axis]

    def forward(self, x, offset, mask=None):
        n, c, h, w = x.shape
        out_h, out_w = offset.shape[2:]
        taps = self.kernel_size[0] * self.kernel_size[1]
        groups = self.offset_groups
        offset = offset.reshape(n, groups, *self.kernel_size, 2, out_h, out_w)
        rows, row_taps = self.places(0, out_h, x)
        columns, column_taps = self.places(1, out_w, x)
        y = offset[:, :, :, :, 0] + rows[:, None] + row_taps[:, None, None, None]
        z = offset[:, :, :, :, 1] + columns + column_taps[:, None, None]
        grid = torch.stack(((2 * z + 1) / w - 1, (2 * y + 1) / h - 1), dim=-1)
        grid = grid.reshape(n * groups, taps * out_h, out_w, 2)
        x = x.reshape(n * groups, c // groups, h, w)
        x = F.grid_sample(x, grid, align_corners=False)
        x = x.reshape(n, groups, c // groups, taps, out_h * out_w)
        if mask is not None:
            x = x * mask.reshape(n, groups, 1, taps, out_h * out_w)
        x = x.reshape(n, self.groups, -1, out_h * out_w)
        weight = self.weight.reshape(self.groups, -1, x.shape[2])
        x = torch.einsum("gok,ngkp->ngop", weight, x).reshape(n, -1, out_h, out_w)
        return x if self.bias is None else x + self.bias.reshape(-1, 1, 1)`,
};

export const dynamicConv: PyCode = {
  name: 'dynamic_conv2d',
  source: `def dynamic_conv2d(x, filters, stride, padding, dilation, groups):
    """Convolves each image with filters of its own."""
    n, c, h, w = x.shape
    y = F.conv2d(
        x.reshape(1, n * c, h, w),
        filters.flatten(0, 1),
        stride=stride,
        padding=padding,
        dilation=dilation,
        groups=n * groups,
    )
    return y.reshape(n, -1, *y.shape[2:])`,
};

export const localFilterCode: PyCode = {
  name: 'local_filter',
  source: `def local_filter(x, kernels, kernel, stride, padding, dilation, groups):
    """Filters each position with a kernel of its own, shared by a group of channels."""
    n, c = x.shape[:2]
    h, w = kernels.shape[2:]
    x = F.unfold(x, kernel, dilation=dilation, padding=padding, stride=stride)
    x = x.reshape(n, groups, c // groups, -1, h, w)
    return (x * kernels.reshape(n, groups, 1, -1, h, w)).sum(dim=3).reshape(n, c, h, w)`,
};
