#!/usr/bin/env python3
"""Runs the tools that count operations on small networks, and prints the networks with what the tools give as JSON.

    python3 scripts/counter-figures.py CHECKOUTS < cases.json > src-core/analysis/conventions/counter-figures.json

CHECKOUTS is a folder with a checkout of each tool at the commit that stands below, under the name of its repository and the
commit, such as fvcore-3378afe. With tools named behind it, only these are run.
The file is then brought into form by `npm run fix`. Needs torch and numpy; what else the tools import is not used by what is run here, so it is replaced by nothing.

A case is {id, input, layers, mode?}: `input` is [N, C, H, W], each layer {op, form, name?, from?, ...arguments of torch}
and runs on the one before, or on those named in `from`. A layer {op: "torchvision", name} is a whole network.
"""
import collections
import collections.abc
import contextlib
import importlib
import io
import json
import os
import sys
import types
import warnings

warnings.filterwarnings("ignore")
import torch  # noqa: E402
import torch.nn as nn  # noqa: E402
import torch.nn.functional as F  # noqa: E402

tools = {
    "calflops": ("MrYxJ/calculate-flops.pytorch", "29ca584", "calflops"),
    "ptflops-pytorch": ("sovrasov/flops-counter.pytorch", "d612c75", "ptflops"),
    "ptflops-aten": ("sovrasov/flops-counter.pytorch", "d612c75", "ptflops"),
    "thop": ("Lyken17/pytorch-OpCounter", "43c064a", "thop"),
    "thop-0.0.31": ("Lyken17/pytorch-OpCounter", "0fece23", "thop"),
    "torchinfo": ("TylerYep/torchinfo", "5c4164f", "torchinfo"),
    "fvcore": ("facebookresearch/fvcore", "3378afe", "fvcore"),
    "mmengine": ("open-mmlab/mmengine", "176756c", "mmengine"),
}
conv_arguments = ("stride", "padding", "dilation", "groups")


class Anything(types.ModuleType):
    """Stands for a module that is imported and not used."""

    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *given, **named: None


def tuples(value):
    return tuple(value) if isinstance(value, list) else value


class Scale(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(channels, 1, 1))

    def forward(self, x):
        return x * self.gamma


class LayerNorm2d(nn.LayerNorm):
    def forward(self, x):
        y = F.layer_norm(x.permute(0, 2, 3, 1), self.normalized_shape, self.weight, self.bias, self.eps)
        return y.permute(0, 3, 1, 2)


class Recurrent(nn.Module):
    """A recurrent layer on [N, C, L]."""

    def __init__(self, kind, given):
        super().__init__()
        self.inner = kind(**given)

    def forward(self, x):
        # In one piece, as steps that lie apart lose the bias beside them in ptflops' count of some versions of torch.
        return self.inner(x.permute(2, 0, 1).contiguous())[0].permute(1, 2, 0)


class StdConv2d(nn.Conv2d):
    def forward(self, x):
        rows = self.weight.reshape(1, self.out_channels, -1)
        weight = F.batch_norm(rows, None, None, training=True, momentum=0.0, eps=1e-6).reshape_as(self.weight)
        return F.conv2d(x, weight, self.bias, self.stride, self.padding, self.dilation, self.groups)


def pairwise(sign):
    return {
        # Looked up when they run, as tools put their own in the place of torch's.
        "add": {"function": lambda a, b: torch.add(a, b), "method": lambda a, b: a.add(b), "operator": lambda a, b: a + b},
        "mul": {"function": lambda a, b: torch.mul(a, b), "method": lambda a, b: a.mul(b), "operator": lambda a, b: a * b},
    }[sign]


recurrent = {"lstm": nn.LSTM, "gru": nn.GRU}
modules = {
    "conv2d": nn.Conv2d, "std_conv2d": StdConv2d, "elu": nn.ELU, "conv1d": nn.Conv1d, "conv_transpose2d": nn.ConvTranspose2d, "linear": nn.Linear,
    "batch_norm": nn.BatchNorm2d, "batch_norm1d": nn.BatchNorm1d, "group_norm": nn.GroupNorm,
    "layer_norm": nn.LayerNorm, "layer_norm_2d": LayerNorm2d, "instance_norm": nn.InstanceNorm2d,
    "local_response_norm": nn.LocalResponseNorm, "relu": nn.ReLU, "relu6": nn.ReLU6, "leaky_relu": nn.LeakyReLU,
    "silu": nn.SiLU, "gelu": nn.GELU, "hardswish": nn.Hardswish, "hardsigmoid": nn.Hardsigmoid,
    "sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "prelu": nn.PReLU, "softmax": nn.Softmax, "max_pool2d": nn.MaxPool2d,
    "avg_pool2d": nn.AvgPool2d, "adaptive_avg_pool2d": nn.AdaptiveAvgPool2d,
    "adaptive_max_pool2d": nn.AdaptiveMaxPool2d, "upsample": nn.Upsample, "dropout": nn.Dropout,
    "identity": nn.Identity, "flatten": nn.Flatten, "zero_pad2d": nn.ZeroPad2d,
}


def module_of(op):
    if op in modules:
        return modules[op]
    import torchvision.ops

    return {"deform_conv2d": torchvision.ops.DeformConv2d}[op]


class Network(nn.Module):
    """The layers of a case. Weights of functions are the network's own."""

    def __init__(self, layers):
        super().__init__()
        self.steps = []
        for index, layer in enumerate(layers):
            given = {k: tuples(v) for k, v in layer.items() if k not in ("op", "form", "name", "from")}
            self.steps.append((layer, self.made(f"l{index}", layer["op"], layer["form"], given)))

    def weights(self, name, shape, count):
        setattr(self, f"{name}_weight", nn.Parameter(torch.ones(shape)))
        if count is not None:
            setattr(self, f"{name}_bias", nn.Parameter(torch.zeros(count)))
        return lambda: (getattr(self, f"{name}_weight"), getattr(self, f"{name}_bias", None))

    def made(self, name, op, form, given):
        if form == "module":
            if op in recurrent:
                module = Recurrent(recurrent[op], given)
            else:
                module = Scale(given["c"]) if op == "scale" else module_of(op)(**given)
            setattr(self, name, module)
            return lambda *read: getattr(self, name)(*read)
        if op in ("add", "mul"):
            return pairwise(op)[form]
        if op == "matmul":
            flip = (lambda b: b.transpose(-1, -2)) if given.get("transpose_b") else (lambda b: b)
            letters = {3: "abc,adc->abd", 4: "abcd,abed->abce"}
            return {
                "function": lambda a, b: torch.matmul(a, flip(b)),
                "method": lambda a, b: a.matmul(flip(b)),
                "operator": lambda a, b: a @ flip(b),
                "bmm": lambda a, b: torch.bmm(a, flip(b)),
                "einsum": lambda a, b: torch.einsum(letters[a.dim()], a, b),
            }[form]
        if op == "einsum":
            return lambda a, b: torch.einsum(given["equation"], a, b)
        if op in ("reshape", "permute"):
            return (lambda x: x.reshape(x.shape[0], *given["sizes"])) if op == "reshape" else (lambda x: x.permute(*given["dims"]))
        if op == "mean":
            return lambda x: x.mean(given["dim"], keepdim=given.get("keepdim", False))
        if form in ("method", "torch"):
            owner = torch.Tensor if form == "method" else torch
            return lambda x: getattr(owner, op)(x, **given)
        return self.function(name, op, given)

    def function(self, name, op, given):
        kernel = given.get("kernel_size")
        if op in ("conv2d", "conv_transpose2d"):
            size = kernel if isinstance(kernel, tuple) else (kernel, kernel)
            groups = given.get("groups", 1)
            ends = (given["out_channels"], given["in_channels"] // groups)
            if op == "conv_transpose2d":
                ends = (given["in_channels"], given["out_channels"] // groups)
            own = self.weights(name, (*ends, *size), given["out_channels"] if given.get("bias", True) else None)
            names = conv_arguments + (("output_padding",) if op == "conv_transpose2d" else ())
            rest = {k: given[k] for k in names if k in given}
            return lambda x: getattr(F, op)(x, *own(), **rest)
        if op == "linear":
            own = self.weights(name, (given["out_features"], given["in_features"]), given["out_features"] if given.get("bias", True) else None)
            return lambda x: F.linear(x, *own())
        if op == "prelu":
            self.weights(name, (given.get("num_parameters", 1),), None)
            return lambda x: F.prelu(x, getattr(self, f"{name}_weight"))
        if op in ("upsample", "resize_like"):
            rest = {k: v for k, v in given.items() if k not in ("size", "scale_factor")}
            if op == "resize_like":
                return lambda x, like: F.interpolate(x, like.shape[-2:], **rest)
            return lambda x: F.interpolate(x, given.get("size"), given.get("scale_factor"), **rest)
        if op == "normalize":
            return lambda x: F.normalize(x, **given)
        return lambda x: getattr(F, op)(x, **given)

    def forward(self, x):
        named, before = {"input": x}, x
        for layer, step in self.steps:
            read = [before if name == "prev" else named[name] for name in layer.get("from", ["prev"])]
            before = step(*read)
            if "name" in layer:
                named[layer["name"]] = before
        return before


def network_of(case):
    first = case["layers"][0]
    if first["op"] != "torchvision":
        return Network(case["layers"])
    import torchvision

    given = {"weights": None}
    if "segmentation" in first.get("kind", ""):
        return getattr(torchvision.models.segmentation, first["name"])(weights=None, weights_backbone=None, aux_loss=False)
    if first["name"] in ("googlenet", "inception_v3"):
        given.update(aux_logits=False, init_weights=False, transform_input=False)
    return getattr(torchvision.models, first["name"])(**given)


def counted(tool, model, x, mode):
    model.train(mode == "train")
    if tool == "calflops":
        if not list(model.parameters()):
            model.unused = nn.Parameter(torch.zeros(1))
        count = importlib.import_module("calflops.flops_counter").calculate_flops
        return count(model, args=[x], output_as_string=False, print_results=False, print_detailed=False)[0]
    if tool.startswith("ptflops"):
        count = importlib.import_module("ptflops").get_model_complexity_info
        backend = importlib.import_module("ptflops").FLOPS_BACKEND(tool.split("-")[1])
        return count(model, tuple(x.shape[1:]), backend=backend, as_strings=False, print_per_layer_stat=False,
                     input_constructor=lambda _: {"x": x})[0]
    if tool.startswith("thop"):
        return importlib.import_module("thop").profile(model, inputs=(x,), verbose=False)[0]
    if tool == "torchinfo":
        return importlib.import_module("torchinfo").summary(model, input_data=[x], mode="same", verbose=0).total_mult_adds
    if tool == "fvcore":
        analysis = importlib.import_module("fvcore.nn.flop_count").FlopCountAnalysis(model, (x,))
    else:
        analysis = importlib.import_module("mmengine.analysis.complexity_analysis").FlopAnalyzer(model, (x,))
    return analysis.unsupported_ops_warnings(False).uncalled_modules_warnings(False).total()


def run(tool, checkouts, case):
    """One figure; tools patch torch, so each runs in a process of its own."""
    repository, commit, package = tools[tool]
    root = os.path.join(checkouts, f"{repository.split('/')[1]}-{commit}")
    sys.path.insert(0, root)
    for name in ("transformers", "huggingface_hub", "huggingface_hub.utils", "accelerate", "accelerate.utils", "rich",
                 "rich.box", "rich.console", "rich.table", "iopath", "iopath.common", "iopath.common.file_io",
                 "termcolor", "tabulate", "tqdm", "yaml", "portalocker", "yacs", "yacs.config", "mmengine.logging"):
        sys.modules.setdefault(name, Anything(name))
    for name in (package, f"{package}.nn", f"{package}.common", f"{package}.analysis"):
        path = os.path.join(root, *name.split("."))
        if package in ("calflops", "fvcore", "mmengine") and os.path.isdir(path):
            sys.modules[name] = types.ModuleType(name)
            sys.modules[name].__path__ = [path]
    # Python 3.10 moved what thop 0.0.31 imports.
    collections.Iterable = collections.abc.Iterable
    torch.manual_seed(0)
    torch.set_num_threads(1)
    mode = case.get("mode", "train" if tool == "mmengine" else "eval")
    figure = {"case": case["id"], "tool": tool, "mode": mode, "value": None, "error": None}
    try:
        with contextlib.redirect_stdout(io.StringIO()) as said, torch.no_grad():
            value = counted(tool, network_of(case), torch.rand(case["input"]), mode)
        if value is None:
            raise RuntimeError(said.getvalue().strip())
        figure["value"] = int(value)
    except Exception as error:  # what a tool raises is its figure
        cause = error.__cause__ or error
        figure["error"] = f"{type(cause).__name__}: {cause}"
    return figure


def apart(tool, checkouts, case):
    """The figure of a process of its own, as tools patch torch."""
    read, write = os.pipe()
    if os.fork() == 0:
        os.close(read)
        with os.fdopen(write, "w") as out:
            json.dump(run(tool, checkouts, case), out)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as said:
        text = said.read()
    os.wait()
    return json.loads(text)


if __name__ == "__main__":
    with contextlib.suppress(ImportError):
        import torchvision  # noqa: F401  loaded once, for all processes
    cases = json.load(sys.stdin)
    checkouts, *asked = sys.argv[1:]
    figures = [apart(tool, checkouts, case) for case in cases for tool in asked or tools]
    sources = {tool: {"repo": repo, "commit": commit} for tool, (repo, commit, _) in tools.items()}
    print(json.dumps({"tools": sources, "cases": cases, "figures": figures}, indent=1))
