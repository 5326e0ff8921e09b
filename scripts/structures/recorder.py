"""Reads what a PyTorch model computes off torch's dispatcher: one operation a line, with all its attributes.

A section is `# name side`, its lines, and `out` with its outputs. `@3` is the operation three lines above; an operation
without such a word reads the line above. `=3` runs with the weights of the operation three lines above. `3 x 12` says that
the next 12 lines stand three times in a row.
"""

from unittest.mock import patch

import torch
from torch.utils._python_dispatch import TorchDispatchMode

ACTIVATIONS = {
    "relu": "relu",
    "hardswish": "hard-swish",
    "hardsigmoid": "hard-sigmoid",
    "sigmoid": "sigmoid",
    "silu": "silu",
    "gelu": "gelu",
    "tanh": "tanh",
}
# They change neither values nor their order.
SAME = {
    "view", "_reshape_alias", "_unsafe_view", "clone", "as_strided_", "contiguous", "squeeze", "unsqueeze", "flatten", "alias",
    "detach", "expand",
}


def number(value):
    """A decimal as JavaScript prints it."""
    return f"{float(value):.8f}".rstrip("0").rstrip(".")


def pair(letter, sizes, usual):
    """`k3`, or `k1x7` where rows and columns differ; nothing where both are the usual size."""
    rows, columns = sizes if len(sizes) == 2 else (sizes[0], sizes[0])
    if rows == columns:
        return "" if rows == usual else f" {letter}{rows}"
    return f" {letter}{rows}x{columns}"


def padded(padding, sides):
    """`p1` where a window is padded alike on both sides, `p0x0-1x1` where the map had rows and columns added before that."""
    left, right, top, bottom = sides
    rows, columns = padding if len(padding) == 2 else (padding[0], padding[0])
    before, after = (rows + top, columns + left), (rows + bottom, columns + right)
    return pair("p", before, 0) if before == after else f" p{before[0]}x{before[1]}-{after[0]}x{after[1]}"


NO_SIDES = (0, 0, 0, 0)


class Recorder(TorchDispatchMode):
    """Every operation in the order of its call, with the lines of what it reads."""

    def __init__(self, image, weights):
        super().__init__()
        self.lines = []
        self.alive = []
        self.at = {id(image): 0}
        self.weights = {id(weight): weight for weight in weights}
        self.owners = {}
        # What is added around a map, by the map with it: the map, and the number that is added on each side.
        self.around = {}
        # The weights of the lines that have some, by line.
        self.tensors = {}
        # Weights that are laid out otherwise, by what they are then: the weight as the model holds it.
        self.origins = {}
        # Maps that are stacked along a new axis: each stays a map of its own.
        self.stacks = {}
        # Rows of a map that others were stepped over between: the map, the first row and the step.
        self.rows = {}
        # Of maps whose positions are taken apart: the first position of each square, and the maps of all positions.
        self.corners = {}
        self.squares = {}
        # Matrices that were turned on their side: a product says so, not a step of its own.
        self.turned = set()
        # Lengths over the channels of a map, with the least that they are taken for.
        self.lengths = {}
        # First positions that nothing has read yet: the map and the step.
        self.alone = {}
        self.inside_lstm = False
        # Of filters that are standardized with a gain: the filters, the gain, and what the line says of it.
        self.factors = {}
        self.scaled = {}

    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        result = function(*args, **(kwargs or {}))
        if self.inside_lstm:
            return result
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
        elif name not in ("empty", "new_empty"):
            raise SystemExit(f"{name} is not known: {args[1:]}")
        return result

    def emit(self, result, text, *reads, weights=()):
        for read in reads:
            if id(read) in self.alone:
                map, step = self.alone.pop(id(read))
                self.emit(read, f"max-pool s{step}", map)
            elif id(read) not in self.at and self.is_weight(read):
                self.emit(read, f"parameter {read.numel()}", weights=(self.weights[id(read)],))
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
        self.origins[id(result)] = self.origins.get(id(read), read)
        if id(read) in self.at:
            self.at[id(result)] = self.at[id(read)]
        for known in (self.weights, self.factors, self.scaled, self.lengths):
            if id(read) in known:
                known[id(result)] = known[id(read)]
        if id(read) in self.turned:
            self.turned.add(id(result))

    def is_weight(self, tensor):
        return id(tensor) in self.weights

    def unpadded(self, x, number):
        """The map that rows and columns of that number were added to, and how many."""
        map, sides, added = self.around.get(id(x), (x, NO_SIDES, number))
        assert added == number
        return map, sides

    def on_convolution(self, y, x, w, b, stride, padding, dilation, transposed, output_padding, groups):
        x, sides = self.unpadded(x, 0)
        own, gain, gained = self.scaled.get(id(w), (w, None, ""))
        if w.dim() == 3:
            # A sequence is a map of one column.
            stride, padding, dilation = [*stride, 1], [*padding, 0], [*dilation, 1]
        # A filter of one tap is the same at any dilation.
        dilation = [step if size > 1 else 1 for step, size in zip([*dilation, *dilation][:2], [*w.shape[2:], 1])]
        kind, channels = ("transposed-conv", w.shape[1] * groups) if transposed else ("conv", w.shape[0])
        assert not any(output_padding)
        text = f"{kind} {x.shape[1]}>{channels}" + pair("k", [*w.shape[2:], 1][:2], 1) + pair("s", stride, 1)
        text += padded(padding, sides) + pair("d", dilation, 1) + ("" if groups == 1 else f" g{groups}")
        self.emit(y, text + ("" if b is None else " bias") + gained, x, weights=(own, b) if gain is None else (own, b, gain))

    def on_native_batch_norm(self, y, x, w, b, mean, variance, training, momentum, epsilon):
        if training:
            filters = self.weights[id(x)]
            gain, factor = self.factors[id(w)]
            gamma = factor * filters[0].numel() ** 0.5
            self.scaled[id(y[0])] = (filters, gain, f" scaled {number(gamma)} {number(epsilon)}")
            return
        assert w is not None and b is not None
        self.emit(y[0], f"batch-norm {number(epsilon)} m{number(momentum)}", x, weights=(w, b, mean, variance))

    def on_native_layer_norm(self, y, x, shape, w, b, epsilon):
        assert len(shape) == 1 and w is not None and b is not None
        self.emit(y[0], f"layer-norm {shape[0]} {number(epsilon)} last", x, weights=(w, b))

    def on_native_group_norm(self, y, x, w, b, batch, channels, positions, groups, epsilon):
        assert w is not None and b is not None
        self.emit(y[0], f"group-norm {groups} {number(epsilon)}", x, weights=(w, b))

    def on_leaky_relu(self, y, x, slope=0.01):
        self.emit(y, f"leaky-relu {number(slope)}", x)

    on_leaky_relu_ = on_leaky_relu

    def on_sub(self, y, a, b):
        self.emit(y, "sub", a, b)

    def on_hardtanh(self, y, x, low, high):
        assert (low, high) == (0, 6)
        self.emit(y, "relu6", x)

    on_hardtanh_ = on_hardtanh

    def on_gelu(self, y, x, approximate="none"):
        assert approximate == "none"
        self.emit(y, "gelu", x)

    def on_max_pool2d_with_indices(self, y, x, kernel, stride=(), padding=(0, 0), dilation=(1, 1), ceil=False):
        x, sides = self.unpadded(x, float("-inf"))
        text = "max-pool" + pair("k", kernel, 1) + pair("s", stride or kernel, 1) + padded(padding, sides)
        assert tuple(dilation) in ((1, 1), (1,))
        if tuple(x.shape[2:]) == (1, 1):
            return self.emit(y[0], "max", x)
        self.emit(y[0], text + (" ceil" if ceil else ""), x)
        return None

    def on_avg_pool2d(self, y, x, kernel, stride=(), padding=(0, 0), ceil=False, counts=True, divisor=None):
        assert divisor is None
        text = "avg-pool" + pair("k", kernel, 1) + pair("s", stride or kernel, 1) + pair("p", padding, 0)
        if tuple(kernel) == tuple(x.shape[2:]) and not any(padding):
            return self.emit(y, "mean", x)
        if set(kernel) == {1} and set(stride) <= {1} and not any(padding):
            return self.same(y, x)
        # Without padding and overhang there is nothing to count.
        counted = " counted" if counts and (any(padding) or ceil) else ""
        self.emit(y, text + (" ceil" if ceil else "") + counted, x)
        return None

    def on_constant_pad_nd(self, y, x, sides, value=0):
        if len(sides) == 6:
            assert value == 0 and not any(sides[:4])
            self.emit(y, f"pad {sides[4]}-{sides[5]} channels", x)
        elif any(sides):
            self.around[id(y)] = (x, sides, value)
        else:
            self.same(y, x)

    def on_mean(self, y, x, axes, keep=False):
        if len(axes) == 1:
            return self.emit(y, f"mean {axes[0] % x.dim()}", x)
        assert sorted(axis % 4 for axis in axes) == [2, 3]
        return self.emit(y, "mean", x)

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
        if not isinstance(b, torch.Tensor):
            # The sum of a list begins with 0.
            return self.same(y, a) if b == 0 else self.emit(y, f"plus {number(b)}", a)
        line = self.at[id(a)]
        if self.is_weight(b) and b.dim() > 1:
            # A table of positions.
            self.emit(y, "add", a, b)
        elif self.is_weight(b):
            assert line == len(self.lines) and self.lines[-1].startswith("linear ") and "bias" not in self.lines[-1]
            head, *rest = self.lines[-1].split(" @")
            self.lines[-1] = " @".join([head + " bias", *rest])
            self.tensors[line].append(b)
            self.at[id(y)] = line
        else:
            self.emit(y, "add", a, b)
        return None

    on_add_ = on_add

    def on_stack(self, y, parts, axis=0):
        self.stacks[id(y)] = list(parts)

    def on_sum(self, y, x, axes=None, keep=False):
        if id(x) not in self.stacks and x.dim() != 5:
            return self.emit(y, "sum", x)
        # Branches stand along the axis of their stack, those that are read as several along the second.
        assert not keep and (id(x) in self.stacks or axes == [1])
        total, *rest = self.parts(x)
        for index, part in enumerate(rest):
            result = y if index == len(rest) - 1 else self.handle()
            self.emit(result, "add", total, part)
            total = result
        return None

    def parts(self, x):
        """The maps of a stack, or of a map that is read as several."""
        if id(x) not in self.stacks:
            count, size = x.shape[1:3]
            self.stacks[id(x)] = [self.handle() for _ in range(count)]
            for index, part in enumerate(self.stacks[id(x)]):
                self.emit(part, f"channels {index * size}-{(index + 1) * size}", x)
        return self.stacks[id(x)]

    def handle(self):
        """Something that stands for a map that the code does not make."""
        self.alive.append(object())
        return self.alive[-1]

    def on__softmax(self, y, x, axis, _):
        assert axis in (1, -1)
        self.emit(y, f"softmax {x.shape[axis]}" + (" last" if axis == -1 else ""), x)

    def on_expand(self, y, x, sizes):
        self.same(y, x)

    def on_bmm(self, y, a, b):
        if self.is_weight(b):
            # A linear layer on a sequence that does not lie in one piece.
            return self.emit(y, f"linear {b.shape[1]}>{b.shape[2]}", a, weights=(self.weights[id(b)],))
        self.emit(y, "matmul" + (" transposed" if id(b) in self.turned else ""), a, b)
        return None

    def on_unbind(self, y, x, axis=0):
        # Queries, keys and values, each with the heads where a map has its channels.
        assert axis == 0 and len(y) in (2, 3)
        for index, part in enumerate(y):
            heads = part.shape[1]
            self.emit(part, f"channels {index * heads}-{(index + 1) * heads}", x)

    def on_clamp(self, y, x, low=None, high=None):
        self.on_hardtanh(y, x, low, high)

    on_clamp_ = on_clamp

    def on_div(self, y, x, by):
        if id(by) in self.lengths:
            map, least = self.lengths[id(by)]
            assert map is x
            return self.emit(y, f"l2-norm {least}", x)
        if isinstance(by, torch.Tensor):
            return self.emit(y, "div", x, by)
        if by == 2:
            return self.emit(y, "times 0.5", x)
        assert by == 6 and self.at[id(x)] == len(self.lines) and self.lines[-1] == "relu6"
        assert self.lines[-2].startswith("plus 3")
        # relu6(x + 3) / 6 in three steps.
        self.lines[-2:] = [self.lines[-2].replace("plus 3", "hard-sigmoid")]
        self.at[id(y)] = len(self.lines)
        return None

    on_div_ = on_div

    def on_norm(self, y, x, power, axes, keep=False):
        assert power == 2 and keep
        if tuple(axes) == (1,) and x.dim() == 4:
            self.lengths[id(y)] = (x, 0)
            return
        square, total = self.handle(), self.handle()
        self.emit(square, "mul", x, x)
        self.emit(total, "sum", square)
        self.emit(y, "sqrt", total)

    def on_clamp_min(self, y, x, least):
        map, _ = self.lengths[id(x)]
        self.lengths[id(y)] = (map, least)

    def on_addcmul(self, y, shift, factor, x):
        scaled = self.handle()
        self.emit(scaled, "mul", x, factor)
        self.emit(y, "add", scaled, shift)

    def on_select(self, y, x, axis, index):
        # Of queries, keys and values one has as many channels as there are heads.
        count = x.shape[2] if axis == 0 else 1
        self.emit(y, f"channels {index * count}-{(index + 1) * count}", x)

    def on_mul(self, y, a, b):
        if self.is_weight(a) and not isinstance(b, torch.Tensor):
            self.factors[id(y)] = (self.weights[id(a)], b)
            return None
        if not isinstance(b, torch.Tensor):
            return self.same(y, a) if b == 1 else self.emit(y, f"times {number(b)}", a)
        if a.dim() == b.dim() == 5:
            products = []
            for map, gate in zip(self.parts(a), self.parts(b)):
                products.append(self.handle())
                self.emit(products[-1], "mul", map, gate)
            self.stacks[id(y)] = products
            return None
        if any(self.is_weight(one) and one.dim() == 1 for one in (a, b)):
            return self.emit(y, "mul", a, b)
        if self.is_weight(a) or self.is_weight(b):
            x, w = (b, a) if self.is_weight(a) else (a, b)
            assert w.shape[-2:] == (1, 1) and w.numel() == max(w.shape)
            return self.emit(y, f"scale {w.numel()}", x, weights=(w,))
        return self.emit(y, "mul", a, b)

    on_mul_ = on_mul

    def on_cat(self, y, parts, axis=0):
        assert axis == 1 or axis == y.dim() - 1
        tokens = [part for part in parts if self.is_weight(part) and id(part) not in self.at]
        if len(tokens) > 1:
            # Rows that stand one after another are one table.
            assert all(token is part for token, part in zip(tokens, parts))
            table = self.handle()
            rows = tuple(self.weights[id(token)] for token in tokens)
            self.emit(table, f"parameter {sum(token.numel() for token in tokens)}", weights=rows)
            parts = [table, *parts[len(tokens) :]]
        self.emit(y, "concat" if axis == 1 else "concat columns", *parts)

    def on_split(self, y, x, size, axis=0):
        assert axis == 1
        for index, part in enumerate(y):
            self.emit(part, f"channels {index * size}-{index * size + part.shape[1]}", x)

    def on_split_with_sizes(self, y, x, sizes, axis=0):
        assert axis == 1
        for index, part in enumerate(y):
            first = sum(sizes[:index])
            self.emit(part, f"channels {first}-{first + sizes[index]}", x)

    def on_slice(self, y, x, axis=0, start=0, end=None, step=1):
        if step > 1:
            return self.stepped(y, x, axis, start, step)
        if y.shape == x.shape:
            self.same(y, x)
        else:
            assert axis == 1
            self.emit(y, f"channels {start}-{start + y.shape[1]}", x)
        return None

    def stepped(self, y, x, axis, start, step):
        """Every other row of a map, then every other column: one position of each square."""
        if axis == 2:
            self.rows[id(y)] = (x, start, step)
            return
        map, row, rows_step = self.rows[id(x)]
        assert axis == 3 and rows_step == step
        if row == start == 0 and id(map) not in self.squares:
            # Alone it is what a max pool of one position keeps, beside the other positions a part of the channels.
            self.corners[id(map)] = y
            self.alone[id(y)] = (map, step)
            return
        assert step == 2
        size = map.shape[1]
        if id(map) not in self.squares:
            self.squares[id(map)] = self.handle()
            self.emit(self.squares[id(map)], "space-to-depth 2 DCR", map)
            corner = self.corners.pop(id(map), None)
            if corner is not None and self.alone.pop(id(corner), None) is not None:
                self.emit(corner, f"channels 0-{size}", self.squares[id(map)])
        first = (2 * row + start) * size
        self.emit(y, f"channels {first}-{first + size}", self.squares[id(map)])

    def on_pixel_shuffle(self, y, x, factor):
        self.emit(y, f"depth-to-space {factor} CRD", x)

    def on_transpose(self, y, x, first, second):
        if 1 in (x.shape[first], x.shape[second]):
            return self.same(y, x)
        if (first, second) == (-2, -1):
            self.same(y, x)
            self.turned.add(id(y))
            return None
        assert (first, second) == (1, 2) or (first, second) == (1, 3) and x.dim() == 4
        orders = {3: "permute 021", 4: "permute 0213" if second == 2 else "permute 0321"}
        return self.emit(y, orders.get(x.dim(), f"shuffle {x.shape[1]}"), x)

    def on_regions(self, y, levels, boxes, size, stride, samples, aligned, side):
        cut = []
        for index, level in enumerate(levels):
            cut.append(self.handle())
            self.emit(cut[-1], f"roi-align {size} s{stride * 2**index} {samples} samples" + (" aligned" if aligned else ""), level)
        self.same(y, cut[0]) if len(cut) == 1 else self.emit(y, f"pick-level s{stride} {side}", *cut)

    def on_permute(self, y, x, order):
        if tuple(order) == (2, 0, 1):
            # The steps of a sequence go ahead of the batch, as an LSTM reads them.
            return self.same(y, x)
        if tuple(order) == (0, 3, 4, 1, 2):
            # Channels were read as anchors and their values, and stand in the same order behind each position.
            return self.emit(y, "permute 0231", x)
        # A single head changes places with nothing.
        if tuple(order) == (0, 2, 1, 3) and 1 in x.shape[1:3]:
            return self.same(y, x)
        # Queries, keys and values of all heads stand one after another along the second axis.
        stacked = tuple(order) == (2, 0, 3, 1, 4) and x.shape[2] in (2, 3)
        self.emit(y, "permute " + ("0213" if stacked else "".join(map(str, order))), x)
        return None

    def on_upsample_bilinear2d(self, y, x, size, corners, *_):
        self.same(y, x) if y.shape == x.shape else self.emit(y, f"resize bilinear{'-corners' if corners else ''} {y.shape[2]}x{y.shape[3]}", x)

    def on_upsample_nearest2d(self, y, x, size, *_):
        self.same(y, x) if y.shape == x.shape else self.emit(y, f"resize nearest {y.shape[2]}x{y.shape[3]}", x)


def whole_lstm(recorder):
    """A forward of nn.LSTM that is recorded as one operation."""
    forward = torch.nn.LSTM.forward

    def recorded(module, x):
        assert module.num_layers == 1 and not module.proj_size
        recorder.inside_lstm = True
        y, state = forward(module, x)
        recorder.inside_lstm = False
        ways = "both" if module.bidirectional else "forward"
        text = f"lstm {module.input_size}>{module.hidden_size} {ways}" + (" bias" if module.bias else "")
        recorder.alive.append(y)
        recorder.emit(y, text, x, weights=tuple(module.parameters()))
        return y, state

    return recorded


def runs(lines):
    """Lines that stand several times in a row once, with how often; the longest saving first."""
    out, at = [], 0
    while at < len(lines):
        best = (0, 1, 1)
        for length in range(1, min(200, (len(lines) - at) // 2) + 1):
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


def listed(result):
    """The outputs of a model in one list, however they are nested."""
    if isinstance(result, torch.Tensor):
        return [result]
    parts = result.values() if isinstance(result, dict) else result
    return [output for part in parts for output in listed(part)]


def run(model, image):
    """The outputs of a model in a list, and the recorder that watched it."""
    recorder = Recorder(image, [*model.parameters(), *model.buffers()])
    with torch.no_grad(), recorder, patch.object(torch.nn.LSTM, "forward", whole_lstm(recorder)):
        result = model(image)
    return listed(result), recorder


def section(name, model, size, channels=3):
    """The lines of a model on the meta device, which runs on an image of that side, or of those rows and columns, without a single weight."""
    rows, columns = size if isinstance(size, tuple) else (size, size)
    outputs, recorder = run(model.to("meta"), torch.empty(1, channels, rows, columns, device="meta"))
    end = len(recorder.lines) + 1
    out = "out " + " ".join(f"@{end - recorder.at[id(output)]}" for output in outputs)
    side = rows if rows == columns else f"{rows}x{columns}"
    return [f"# {name} {side}", *runs([*recorder.lines, out])]
