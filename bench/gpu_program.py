"""Run the exported program on a GPU: compare its logits with the CPU, check isolation of rows, and measure tokens per second.

    python gpu_program.py                                  GPT-2 124M with random weights, on cuda
    python gpu_program.py --checkpoint FOLDER --rows 1 16
    python gpu_program.py --device cpu --tiny              a quick check of this script without a GPU

Requires torch and transformers. Decoding is measured: each row is one sequence, with --context tokens in the KV cache. The program
returns logits to the host in each step, as the service needs them, and the host selects the tokens. transformers selects them on the
device. Neither uses CUDA graphs. Exits with 1 if a deviation is above its limit.
"""
import argparse
import copy
import pathlib
import time

import torch
from transformers import GPT2Config, GPT2LMHeadModel

PROGRAM = pathlib.Path(__file__).parent.parent / "src/main/resources/io/inkwell/model/program/gpt2.pt"
PRECISIONS = {"float32": (0, torch.float32, 1e-4), "float16": (1, torch.float16, 2e-2), "bfloat16": (3, torch.bfloat16, 1e-1)}
POSITION, NORM, BIAS, MATRIX, EMBEDDING = 1, 2, 3, 5, 0
MODULES = ("attn.c_attn", "attn.c_proj", "mlp.c_fc", "mlp.c_proj")


class Program:
    def __init__(self, model, precision, device, slots, cache_dtype):
        self.config = model.config
        self.device = device
        self.program = torch.jit.load(PROGRAM).eval()
        weights = {name.removeprefix("transformer."): each.detach().float().cpu() for name, each in model.state_dict().items()}
        layers, heads, hidden = self.config.n_layer, self.config.n_head, self.config.n_embd
        largest = max(each.numel() for each in weights.values())
        # 0: GELU by tanh. 1, 1: a tied LM head, dense matrices.
        self.program.begin_load(integers([PRECISIONS[precision][0], 0, layers, heads, 1, largest, 1]),
                                torch.tensor([self.config.layer_norm_epsilon] + [(hidden // heads) ** -0.5] * layers),
                                torch.empty(0, device=device))
        for layer in range(layers):
            for i, name in enumerate(("ln_1.weight", "ln_1.bias", "ln_2.weight", "ln_2.bias")):
                self.add(NORM, 4 * layer + i, weights[f"h.{layer}.{name}"])
        self.add(NORM, 4 * layers, weights["ln_f.weight"])
        self.add(NORM, 4 * layers + 1, weights["ln_f.bias"])
        for role, suffix in ((BIAS, "bias"), (MATRIX, "weight")):
            for index in range(4 * layers):
                self.add(role, index, weights[f"h.{index // 4}.{MODULES[index % 4]}.{suffix}"])
        self.add(POSITION, 0, weights["wpe.weight"])
        self.add(EMBEDDING, 0, weights["wte.weight"])
        self.program.end_load()
        self.cache = torch.zeros(layers, 2, slots, heads, self.config.n_positions, hidden // heads, dtype=cache_dtype, device=device)

    def add(self, role, index, weight):
        self.program.stage_weight(integers([0]), weight.flatten())
        self.program.add_weight(integers([role, index, *weight.shape]))

    def step(self, sequences, calls):
        """The logits of all rows. sequences: slot, first position and tokens of each. calls: the attention calls"""
        tokens, positions, slots = [], [], []
        for slot, first, new in sequences:
            tokens += new
            positions += range(first, first + len(new))
            slots += [slot] * len(new)
        rows = len(tokens)
        counts = [rows, rows, 0, 0, 0, len(calls) // 5, 0]
        return self.program.step(integers([*counts, *calls, *tokens, *positions, *slots, *range(rows)]), self.cache)[0]

    def prefill(self, slot, tokens):
        return self.step([(slot, 0, tokens)], [0, len(tokens), slot, 1, len(tokens)])

    def decode(self, position, tokens):
        """One token for each of the first slots, in one attention call."""
        return self.step([(slot, position, [token]) for slot, token in enumerate(tokens)],
                         [0, len(tokens), 0, len(tokens), position + 1])


def integers(values):
    return torch.tensor(values, dtype=torch.int64)


def prompt(config, length, seed):
    return torch.randint(0, config.vocab_size, (length,), generator=torch.Generator().manual_seed(seed)).tolist()


def logits(program, neighbors):
    """The logits of a sequence in slot 1: prompt, then three decoding steps, with other sequences in the slots 0 and 2 or alone."""
    config = program.config
    program.cache.zero_()
    own = prompt(config, 23, 1)
    results = [program.prefill(1, own)]
    if neighbors:
        for slot in (0, 2):
            program.prefill(slot, prompt(config, 23, 2 + slot))
    for position in range(23, 26):
        token = prompt(config, 1, position)[0]
        if neighbors:
            results.append(program.decode(position, [3, token, 5])[1:2])
        else:
            results.append(program.step([(1, position, [token])], [0, 1, 1, 1, position + 1]))
    return torch.cat(results)


def deviation(found, expected):
    return ((found - expected).abs().max() / expected.abs().max()).item()


def program_speed(program, rows, context, steps):
    program.cache.normal_()
    tokens = [1] * rows

    def run(first, count):
        nonlocal tokens
        for position in range(first, first + count):
            tokens = program.decode(position, tokens).argmax(1).tolist()

    run(context, 3)
    started = time.perf_counter()
    run(context + 3, steps)
    return rows * steps / (time.perf_counter() - started)


def transformers_speed(model, rows, context, steps, device):
    tokens = torch.ones(rows, context, dtype=torch.int64, device=device)
    cache = model(tokens, use_cache=True, logits_to_keep=1).past_key_values
    tokens = tokens[:, :1]
    started = 0.0
    for step in range(steps + 3):
        if step == 3:
            tokens.cpu()
            started = time.perf_counter()
        output = model(tokens, past_key_values=cache, use_cache=True)
        tokens, cache = output.logits[:, -1].argmax(1, keepdim=True), output.past_key_values
    tokens.cpu()
    return rows * steps / (time.perf_counter() - started)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--checkpoint", help="a folder with a GPT-2 of gelu_new and a tied LM head")
    parser.add_argument("--tiny", action="store_true", help="use a small random model")
    parser.add_argument("--rows", type=int, nargs="+", default=[1, 16, 64, 256])
    parser.add_argument("--context", type=int, default=128)
    parser.add_argument("--steps", type=int, default=32)
    arguments = parser.parse_args()
    device = torch.device(arguments.device)
    print("device:", torch.cuda.get_device_name(device) if device.type == "cuda" else device, "PyTorch", torch.__version__)
    torch.manual_seed(0)
    if arguments.checkpoint:
        model = GPT2LMHeadModel.from_pretrained(arguments.checkpoint).eval()
    else:
        shape = {"n_layer": 3, "n_embd": 64, "n_head": 2, "vocab_size": 199} if arguments.tiny else {}
        model = GPT2LMHeadModel(GPT2Config(**shape)).eval()
    torch.backends.cuda.matmul.allow_tf32 = False
    failed = False
    with torch.inference_mode(), torch.jit.optimized_execution(False):
        expected = logits(Program(model, "float32", torch.device("cpu"), 3, torch.float32), neighbors=False)
        for precision, (_, dtype, limit) in PRECISIONS.items():
            for cache_dtype in {torch.float32, dtype}:
                program = Program(model, precision, device, 3, cache_dtype)
                alone, batched = logits(program, neighbors=False), logits(program, neighbors=True)
                against_cpu, against_alone = deviation(alone, expected), deviation(batched, alone)
                failed |= not (against_cpu <= limit and against_alone <= limit)
                print(f"{precision}, KV cache {cache_dtype}: deviation from the CPU's float32 {against_cpu:.1e} (limit {limit:.0e}), "
                      f"of rows in a batch from rows alone {against_alone:.1e}")
        for precision, (_, dtype, _) in PRECISIONS.items():
            program = Program(model, precision, device, max(arguments.rows), dtype)
            reference = copy.deepcopy(model).to(device=device, dtype=dtype)
            for rows in arguments.rows:
                own = program_speed(program, rows, arguments.context, arguments.steps)
                other = transformers_speed(reference, rows, arguments.context, arguments.steps, device)
                print(f"{precision}, {rows} rows: {own:.0f} tokens/s, transformers {other:.0f}, ratio {own / other:.2f}")
    raise SystemExit(int(failed))


if __name__ == "__main__":
    main()
