import type { PyCode } from '../../language/torch.ts';

export const frozenBatchNorm: PyCode = {
  name: 'FrozenBatchNorm',
  source: `class FrozenBatchNorm(nn.Module):
    """Batch norm whose numbers are not trained."""

    def __init__(self, channels, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.register_buffer("weight", torch.ones(channels))
        self.register_buffer("bias", torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x):
        numbers = self.running_mean, self.running_var, self.weight, self.bias
        return F.batch_norm(x, *numbers, training=False, eps=self.eps)`,
};

/** A frozen norm without a learned scale and shift. */
export const frozenPlainNorm: PyCode = {
  name: 'FrozenPlainNorm',
  source: `class FrozenPlainNorm(nn.Module):
    """Batch norm without learned numbers that follows no batch."""

    def __init__(self, channels, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x):
        return F.batch_norm(
            x, self.running_mean, self.running_var, training=False, eps=self.eps
        )`,
};

export const layerNorm2d: PyCode = {
  name: 'LayerNorm2d',
  source: `class LayerNorm2d(nn.LayerNorm):
    """Layer norm over the channels of each position."""

    def forward(self, x):
        return super().forward(x.movedim(1, -1)).movedim(-1, 1)`,
};

export const rmsNormCode: PyCode = {
  name: 'RMSNorm',
  source: `class RMSNorm(nn.Module):
    """Divides by the root of the mean square along an axis, then scales."""

    def __init__(self, size, dim=-1, eps=1e-6, affine=True):
        super().__init__()
        self.dim = dim
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(size)) if affine else None

    def forward(self, x):
        x = x / torch.sqrt(x.square().mean(dim=self.dim, keepdim=True) + self.eps)
        if self.weight is None:
            return x
        return (x.movedim(self.dim, -1) * self.weight).movedim(-1, self.dim)`,
};

export const filterResponseNormCode: PyCode = {
  name: 'FilterResponseNorm2d',
  source: `class FilterResponseNorm2d(nn.Module):
    """Divides each channel of an image by the root of its mean square."""

    def __init__(self, channels, eps=1e-6, affine=True):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(channels)) if affine else None
        self.bias = nn.Parameter(torch.zeros(channels)) if affine else None

    def forward(self, x):
        x = x / torch.sqrt(x.square().mean(dim=(2, 3), keepdim=True) + self.eps)
        if self.weight is None:
            return x
        return x * self.weight.reshape(-1, 1, 1) + self.bias.reshape(-1, 1, 1)`,
};

export const dropPath: PyCode = {
  name: 'DropPath',
  source: `class DropPath(nn.Module):
    """Drops a whole branch at random while training."""

    def __init__(self, p=0.0, mode="row"):
        super().__init__()
        self.p = p
        self.mode = mode

    def forward(self, x):
        if not self.training or self.p == 0.0:
            return x
        count = x.shape[0] if self.mode == "row" else 1
        sizes = (count,) + (1,) * (x.ndim - 1)
        kept = torch.rand(sizes, dtype=x.dtype, device=x.device) >= self.p
        return x * kept / max(1.0 - self.p, 1e-12)`,
};
