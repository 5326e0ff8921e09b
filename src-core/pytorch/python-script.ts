/**
 * Runs exported files in PyTorch: reads a list of cases from standard input and writes what each computes beside it, a line of
 * JSON for each case. It needs torch alone, so it reads safetensors itself. `precision` of a case is float32 or float64.
 */
export const pythonScript = `import importlib.util, json, struct, sys
import torch


def read_weights(path):
    with open(path, "rb") as file:
        (size,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(size))
        data = bytearray(file.read())
    kinds = {"F32": torch.float32, "I64": torch.int64}
    tensors = {}
    for key, entry in header.items():
        start, end = entry["data_offsets"]
        part = torch.frombuffer(data, dtype=torch.uint8)[start:end] if end > start else torch.empty(0, dtype=torch.uint8)
        tensors[key] = part.clone().view(kinds[entry["dtype"]]).reshape(entry["shape"])
    return tensors


def read_tensor(path, shape):
    with open(path, "rb") as file:
        data = bytearray(file.read())
    return torch.frombuffer(data, dtype=torch.float32).reshape(shape)


def watch(modules, asked):
    """What plain modules give, by the index at which they are asked for: the shape of each call. The first is written."""
    calls = {}

    def hook_of(index, path):
        def hook(module, arguments, output):
            found = calls.setdefault(index, [])
            if isinstance(output, torch.Tensor) and output.is_floating_point():
                output = output.detach().to(torch.float32).contiguous()
                found.append(list(output.shape))
                if len(found) == 1:
                    with open(path, "wb") as file:
                        file.write(output.numpy().astype("<f4").tobytes())

        return hook

    for index, each in enumerate(asked):
        module = modules.get(each["module"])
        if module is not None and type(module).__module__.startswith("torch.nn") and not list(module.children()):
            module.register_forward_hook(hook_of(index, each["file"]))
    return calls


def run(case):
    spec = importlib.util.spec_from_file_location("exported", case["module"])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    model = getattr(module, case["className"])().eval()
    model.load_state_dict(read_weights(case["weights"]), strict=True)
    calls = watch(dict(model.named_modules()), case.get("inner", []))
    inputs = [read_tensor(each["file"], each["shape"]) for each in case["inputs"]]
    kind = getattr(torch, case["precision"])
    model, inputs = model.to(kind), [each.to(kind) for each in inputs]
    with torch.no_grad():
        outputs = model(*inputs)
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    shapes = []
    for index, output in enumerate(outputs):
        output = output.detach().to(kind).contiguous()
        shapes.append(list(output.shape))
        with open(case["outputs"] + str(index), "wb") as file:
            file.write(output.numpy().astype("<f4" if kind == torch.float32 else "<f8").tobytes())
    inner = [[index, found[0]] for index, found in calls.items() if len(found) == 1]
    return {"shapes": shapes, "inner": inner}


for case in json.load(sys.stdin):
    try:
        print(json.dumps(run(case)), flush=True)
    except Exception as error:
        print(json.dumps({"error": type(error).__name__ + ": " + str(error)}), flush=True)
`;
