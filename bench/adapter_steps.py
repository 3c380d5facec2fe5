"""Times decoding steps of the program with and without LoRA adapters.

    python bench/adapter_steps.py [folder of a GPT-2 checkpoint]       (torch, safetensors; x86-64 Linux)

Prints the median time of a step in milliseconds: without adapters, with one adapter in all rows, and with four adapters of a quarter
of the rows each. The turns alternate. The adapters have rank 8, all targets and random values.
"""
import json
import statistics
import sys
import time
from pathlib import Path

import torch
from safetensors.torch import load_file

RESOURCES = Path(__file__).parent.parent / "src/main/resources/io/inkwell"
MODULES = ["attn.c_attn", "attn.c_proj", "mlp.c_fc", "mlp.c_proj"]
NORM, BIAS, POSITIONS, MATRIX, EMBEDDING = 2, 3, 1, 5, 0
FLOAT32, FLOAT16, INT8 = 0, 1, 2
RANK, TURNS, STEPS, POSITION = 8, 9, 4, 64


def load(folder, precision):
    config = json.loads((folder / "config.json").read_text())
    weights = {name.removeprefix("transformer."): weight for name, weight in load_file(folder / "model.safetensors").items()}
    layers, heads = config["n_layer"], config["n_head"]
    program = torch.jit.load(str(RESOURCES / "model/program/gpt2-native.pt"))
    scale = (config["n_embd"] // heads) ** -0.5
    largest = max(weight.numel() for weight in weights.values())
    program.begin_load(torch.tensor([precision, 0, layers, heads, 1, largest, 0]), torch.tensor([1e-5] + [scale] * layers),
                       torch.empty(0))

    def add(role, name):
        program.stage_weight(torch.tensor([0]), weights[name].flatten().contiguous())
        program.add_weight(torch.tensor([role, 0, *weights[name].shape]))

    for norm in [f"h.{layer}.ln_{i}" for layer in range(layers) for i in (1, 2)] + ["ln_f"]:
        add(NORM, norm + ".weight")
        add(NORM, norm + ".bias")
    matrices = [f"h.{layer}.{module}" for layer in range(layers) for module in MODULES]
    for matrix in matrices:
        add(BIAS, matrix + ".bias")
    add(POSITIONS, "wpe.weight")
    for matrix in matrices:
        add(MATRIX, matrix + ".weight")
    add(EMBEDDING, "wte.weight")
    program.end_load()
    return program, config


def adapter(config):
    hidden = config["n_embd"]
    inner = config.get("n_inner") or 4 * hidden
    sizes = [hidden + 3 * hidden, hidden + hidden, hidden + inner, inner + hidden]
    begins = [RANK * sum(sizes[:target]) for target in range(4)]
    layer = RANK * sum(sizes)
    return torch.randn(config["n_layer"] * layer) * 0.01, [RANK, layer, *begins]


def step(rows):
    """A decoding row in each of some slots."""
    indices = list(range(rows))
    return torch.tensor([rows, rows, 0, 0, 0, 1, 0, 0, rows, 0, rows, POSITION + 1] + [1] * rows + [POSITION] * rows + indices
                        + indices)


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else RESOURCES / "registry/embedded"
    flags = Path("/proc/cpuinfo").read_text()
    kernels = "avx512" if "avx512_vnni" in flags else "avx2"
    torch.ops.load_library(RESOURCES / f"model/program/linux-x86_64/libinkwell-{kernels}.so")
    for name, precision in (("float32", FLOAT32), ("float16", FLOAT16), ("int8", INT8)):
        program, config = load(folder, precision)
        adapters, layout = zip(*[adapter(config) for _ in range(4)])
        for rows in (1, 16):
            cache = torch.zeros(config["n_layer"], 2, rows, config["n_head"], 128, config["n_embd"] // config["n_head"])
            inputs = step(rows)
            one = torch.tensor(layout[0] + [0] * rows)
            four = torch.tensor(sum(layout, []) + [row % 4 for row in range(rows)])
            ways = {"none": lambda: program.step(inputs, cache),
                    "one": lambda: program.step_with_adapters(inputs, cache, one, [adapters[0]])}
            if rows >= 4:
                ways["four"] = lambda: program.step_with_adapters(inputs, cache, four, list(adapters))
            times = {way: [] for way in ways}
            with torch.inference_mode():
                for turn in range(TURNS + 1):
                    for way, run in ways.items():
                        start = time.perf_counter()
                        for _ in range(STEPS):
                            run()
                        # The first turn compiles.
                        if turn > 0:
                            times[way].append(1000 * (time.perf_counter() - start) / STEPS)
            medians = {way: statistics.median(each) for way, each in times.items()}
            print(name, f"{rows} rows", ", ".join(f"{way}: {each:.2f} ms ({medians['none'] / each:.2f} x tokens/s)"
                                                  for way, each in medians.items()), flush=True)


if __name__ == "__main__":
    main()
