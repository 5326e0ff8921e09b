"""Writes what torchvision's models compute, one operation a line, for the test that holds the ready networks against it.

    /usr/bin/python3 scripts/torchvision-structures.py > src-core/lower/structures/torchvision.txt

With a model, a side and numbers on its standard input it runs that model instead, and writes what it computes.

Origin: torchvision 0.14.1 (BSD 3-Clause) under torch 1.13. The models are built without weights on the meta device, run once
in inference form, and every ATen call is read off torch's dispatcher with its arguments. Nothing of their code is copied.

A section is `# model`, its lines, and `out` with its outputs. `@3` is the operation three lines above; an operation without
such a word reads the line above. `=3` runs with the weights of the operation three lines above. `3 x 12` says that the
next 12 lines stand three times in a row.
"""

import sys
import warnings

import torch
from torch.utils._python_dispatch import TorchDispatchMode
from torchvision import __version__, models

CLASSIFIERS = """
alexnet vgg11 vgg13 vgg16 vgg19 vgg11_bn vgg13_bn vgg16_bn vgg19_bn squeezenet1_0 squeezenet1_1
densenet121 densenet161 densenet169 densenet201 googlenet inception_v3
resnet18 resnet34 resnet50 resnet101 resnet152 wide_resnet50_2 resnext50_32x4d
mobilenet_v2 mobilenet_v3_large mobilenet_v3_small
efficientnet_b0 efficientnet_b1 efficientnet_b2 efficientnet_b3 efficientnet_b4 efficientnet_b5 efficientnet_b6
efficientnet_b7 efficientnet_v2_s mnasnet0_5 mnasnet0_75 mnasnet1_0 mnasnet1_3
shufflenet_v2_x0_5 shufflenet_v2_x1_0 shufflenet_v2_x1_5 shufflenet_v2_x2_0
regnet_x_400mf regnet_x_800mf regnet_x_1_6gf regnet_x_3_2gf regnet_x_8gf regnet_x_16gf regnet_x_32gf
regnet_y_400mf regnet_y_800mf regnet_y_1_6gf regnet_y_3_2gf regnet_y_8gf regnet_y_16gf regnet_y_32gf
convnext_tiny convnext_small convnext_base convnext_large
""".split()
SEGMENTERS = "fcn_resnet50 deeplabv3_resnet50 deeplabv3_mobilenet_v3_large lraspp_mobilenet_v3_large".split()

ACTIVATIONS = {
    "relu": "relu",
    "hardswish": "hard-swish",
    "hardsigmoid": "hard-sigmoid",
    "sigmoid": "sigmoid",
    "silu": "silu",
    "gelu": "gelu",
}
# They change neither values nor their order.
SAME = {"view", "_reshape_alias", "_unsafe_view", "clone", "as_strided_", "contiguous", "squeeze", "flatten", "alias", "detach"}


def number(value):
    """A decimal as JavaScript prints it."""
    return f"{float(value):.8f}".rstrip("0").rstrip(".")


def pair(letter, sizes, usual):
    """`k3`, or `k1x7` where rows and columns differ; nothing where both are the usual size."""
    rows, columns = sizes if len(sizes) == 2 else (sizes[0], sizes[0])
    if rows == columns:
        return "" if rows == usual else f" {letter}{rows}"
    return f" {letter}{rows}x{columns}"


class Recorder(TorchDispatchMode):
    """Every operation in the order of its call, with the lines of what it reads."""

    def __init__(self, image, weights):
        super().__init__()
        self.lines = []
        self.alive = []
        self.at = {id(image): 0}
        self.weights = {id(weight): weight for weight in weights}
        self.owners = {}
        # The weights of the lines that have some, by line.
        self.tensors = {}

    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        result = function(*args, **(kwargs or {}))
        self.alive.append((args, result))
        name = function.__name__.split(".")[0]
        read = getattr(self, f"on_{name}", None)
        plain = name.removesuffix("_")
        if read is not None:
            read(result, *args)
        elif plain in ACTIVATIONS:
            self.emit(result, ACTIVATIONS[plain], args[0])
        elif name in SAME:
            self.same(result, args[0])
        elif name != "empty":
            raise SystemExit(f"{name} is not known: {args[1:]}")
        return result

    def emit(self, result, text, *reads, weights=()):
        line = len(self.lines) + 1
        for read in reads:
            text += "" if len(reads) == 1 and self.at[id(read)] == line - 1 else f" @{line - self.at[id(read)]}"
        if weights:
            owner = self.owners.setdefault(id(weights[0]), line)
            text += "" if owner == line else f" ={line - owner}"
            self.tensors[line] = [weight for weight in weights if weight is not None]
        self.lines.append(text)
        self.at[id(result)] = line

    def same(self, result, read):
        if id(read) in self.at:
            self.at[id(result)] = self.at[id(read)]
        if id(read) in self.weights:
            self.weights[id(result)] = self.weights[id(read)]

    def is_weight(self, tensor):
        return id(tensor) in self.weights

    def on_convolution(self, y, x, w, b, stride, padding, dilation, transposed, output_padding, groups):
        assert not transposed
        text = f"conv {x.shape[1]}>{w.shape[0]}" + pair("k", w.shape[2:], 1) + pair("s", stride, 1)
        text += pair("p", padding, 0) + pair("d", dilation, 1) + ("" if groups == 1 else f" g{groups}")
        self.emit(y, text + ("" if b is None else " bias"), x, weights=(w, b))

    def on_native_batch_norm(self, y, x, w, b, mean, variance, training, momentum, epsilon):
        assert not training and w is not None and b is not None
        self.emit(y[0], f"batch-norm {number(epsilon)} m{number(momentum)}", x, weights=(w, b, mean, variance))

    def on_native_layer_norm(self, y, x, shape, w, b, epsilon):
        assert len(shape) == 1 and w is not None and b is not None
        self.emit(y[0], f"layer-norm {shape[0]} {number(epsilon)} last", x, weights=(w, b))

    def on_hardtanh(self, y, x, low, high):
        assert (low, high) == (0, 6)
        self.emit(y, "relu6", x)

    on_hardtanh_ = on_hardtanh

    def on_gelu(self, y, x, approximate="none"):
        assert approximate == "none"
        self.emit(y, "gelu", x)

    def on_max_pool2d_with_indices(self, y, x, kernel, stride=(), padding=(0, 0), dilation=(1, 1), ceil=False):
        text = "max-pool" + pair("k", kernel, 1) + pair("s", stride or kernel, 1) + pair("p", padding, 0)
        assert tuple(dilation) in ((1, 1), (1,))
        self.emit(y[0], text + (" ceil" if ceil else ""), x)

    def on_avg_pool2d(self, y, x, kernel, stride=(), padding=(0, 0), ceil=False, counts=True, divisor=None):
        assert divisor is None
        text = "avg-pool" + pair("k", kernel, 1) + pair("s", stride or kernel, 1) + pair("p", padding, 0)
        # Without padding and overhang there is nothing to count.
        counted = " counted" if counts and (any(padding) or ceil) else ""
        self.emit(y, text + (" ceil" if ceil else "") + counted, x)

    def on_mean(self, y, x, axes, keep=False):
        assert sorted(axis % 4 for axis in axes) == [2, 3]
        self.emit(y, "mean", x)

    def on__adaptive_avg_pool2d(self, y, x, sizes):
        if tuple(x.shape[2:]) == tuple(sizes):
            self.same(y, x)
        else:
            self.emit(y, f"adaptive-avg-pool {sizes[0]}x{sizes[1]}", x)

    def on_addmm(self, y, b, x, w):
        self.emit(y, f"linear {w.shape[0]}>{w.shape[1]} bias", x, weights=(self.weights[id(w)], b))

    def on_mm(self, y, x, w):
        self.emit(y, f"linear {w.shape[0]}>{w.shape[1]}", x, weights=(self.weights[id(w)],))

    def on_t(self, y, x):
        self.same(y, x)

    def on_add(self, y, a, b):
        line = self.at[id(a)]
        if self.is_weight(b):
            assert line == len(self.lines) and self.lines[-1].startswith("linear ") and "bias" not in self.lines[-1]
            head, *rest = self.lines[-1].split(" @")
            self.lines[-1] = " @".join([head + " bias", *rest])
            self.tensors[line].append(b)
            self.at[id(y)] = line
        else:
            self.emit(y, "add", a, b)

    on_add_ = on_add

    def on_mul(self, y, a, b):
        if self.is_weight(a) or self.is_weight(b):
            x, w = (b, a) if self.is_weight(a) else (a, b)
            assert w.shape[1:] == (1, 1)
            self.emit(y, f"scale {w.shape[0]}", x, weights=(w,))
        else:
            self.emit(y, "mul", a, b)

    on_mul_ = on_mul

    def on_cat(self, y, parts, axis=0):
        assert axis == 1
        self.emit(y, "concat", *parts)

    def on_split(self, y, x, size, axis=0):
        assert axis == 1
        for index, part in enumerate(y):
            self.emit(part, f"channels {index * size}-{index * size + part.shape[1]}", x)

    def on_transpose(self, y, x, first, second):
        assert (first, second) == (1, 2) and x.dim() == 5
        self.emit(y, f"shuffle {x.shape[1]}", x)

    def on_permute(self, y, x, order):
        self.emit(y, "permute " + "".join(map(str, order)), x)

    def on_upsample_bilinear2d(self, y, x, size, corners, *_):
        self.emit(y, f"resize bilinear{'-corners' if corners else ''} {size[0]}x{size[1]}", x)


def runs(lines):
    """Lines that stand several times in a row once, with how often; the longest saving first."""
    out, at = [], 0
    while at < len(lines):
        best = (0, 1, 1)
        for length in range(1, min(60, (len(lines) - at) // 2) + 1):
            count = 1
            while lines[at : at + length] == lines[at + count * length : at + (count + 1) * length]:
                count += 1
            best = max(best, ((count - 1) * length - 1, length, count))
        saved, length, count = best
        if saved > 0:
            out.append(f"{count} x {length}")
        out += lines[at : at + length]
        at += length * (count if saved > 0 else 1)
    return out


def side(name):
    """The image on which the ready network of that model stands: it takes part in sizes of bins and of enlarged maps only."""
    return 520 if name in SEGMENTERS else 299 if name.startswith("inception") else 224


def built(name):
    aided = name in ("googlenet", "inception_v3")
    options = {"weights": None} | ({"init_weights": False} if aided else {})
    if name in SEGMENTERS:
        options |= {"weights_backbone": None, "num_classes": 21}
        options |= {} if name.startswith("lraspp") else {"aux_loss": True}
    family = models.segmentation if name in SEGMENTERS else models
    model = getattr(family, name)(**options).eval()
    # The auxiliary heads run in training alone: the model is told so, its layers are not.
    model.training = aided
    return model


def listed(result):
    """The outputs of a model in a list."""
    if isinstance(result, torch.Tensor):
        return [result]
    return list(result.values() if isinstance(result, dict) else result)


def run(model, image):
    """The outputs of a model in a list, and the recorder that watched it."""
    recorder = Recorder(image, [*model.parameters(), *model.buffers()])
    with torch.no_grad(), recorder:
        result = model(image)
    return listed(result), recorder


def section(name):
    image = torch.empty(1, 3, side(name), side(name), device="meta")
    outputs, recorder = run(built(name).to("meta"), image)
    end = len(recorder.lines) + 1
    out = "out " + " ".join(f"@{end - recorder.at[id(output)]}" for output in outputs)
    return [f"# {name} {side(name)}", *runs([*recorder.lines, out])]


def computed(name, size, read):
    """What the model computes of an image with the weights that are read, both as fp32 numbers: line by line, then the image."""
    import numpy

    # On the CPU the dispatcher would see other operations than on the meta device, so the weights are found there.
    model = built(name).to("meta")
    _, recorder = run(model, torch.empty(1, 3, size, size, device="meta"))
    numbers = torch.from_numpy(numpy.frombuffer(bytearray(read), dtype=numpy.float32))
    values, at = {}, 0
    for line in sorted(recorder.tensors):
        for tensor in recorder.tensors[line]:
            if id(tensor) not in values:
                values[id(tensor)] = numbers[at : at + tensor.numel()].reshape(tensor.shape)
                at += tensor.numel()
    for module in model.modules():
        for table in (module._parameters, module._buffers):
            for key, tensor in table.items():
                if id(tensor) in values:
                    table[key] = torch.nn.Parameter(values[id(tensor)], False) if table is module._parameters else values[id(tensor)]
    with torch.no_grad():
        outputs = listed(model(numbers[at:].reshape(1, 3, size, size)))
    return b"".join(output.contiguous().numpy().tobytes() for output in outputs)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    if len(sys.argv) > 1:
        sys.stdout.buffer.write(computed(sys.argv[1], int(sys.argv[2]), sys.stdin.buffer.read()))
    else:
        print(f"torchvision {__version__}, torch {torch.__version__}; written by scripts/torchvision-structures.py")
        for model in CLASSIFIERS + SEGMENTERS:
            print("\n".join(section(model)))
