"""Measure training: tokens/s of `inkwell train` and of a plain PyTorch loop, which take turns.

    python training.py inkwell.jar MODEL_FOLDER [--threads 1 2] [--rows 8] [--length 128] [--steps 10] [--turns 3]

Requires torch and transformers. The loop has transformers' GPT2LMHeadModel in float32, with its attention as `eager` and as `sdpa`,
and torch's fused AdamW. random_gpt2.py creates a model with 124M parameters. The first half of the steps of a run warms up.
"""
import argparse
import csv
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time


def inkwell(given, threads):
    with tempfile.TemporaryDirectory() as folder:
        text = pathlib.Path(folder, "text.txt")
        words = random.Random(1).choices(["the", "a", "cat", "house", "was", "sees", "old", "in", "and", "river", "."], k=1 << 16)
        text.write_text(" ".join(words))
        output = pathlib.Path(folder, "out")
        subprocess.run(["java", "-jar", given.jar, "train", "--model", given.model, "--train-file", text, "--output", output, "--threads",
                        str(threads), "--batch-size", str(given.rows), "--block-size", str(given.length), "--max-steps",
                        str(given.steps), "--log-steps", str(given.steps // 2), "--dropout", "0", "--eval-split", "0",
                        "--sample-tokens", "0"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with (output / "metrics.csv").open() as rows:
            return [float(row["tokens_per_second"]) for row in csv.DictReader(rows) if row["tokens_per_second"]][-1]


def pytorch(given, threads, attention):
    """In a process of its own, as a library keeps its threads."""
    result = subprocess.run([sys.executable, __file__, given.jar, given.model, "--rows", str(given.rows), "--length",
                             str(given.length), "--steps", str(given.steps), "--threads", str(threads), "--loop", attention],
                            check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return float(result.stdout.splitlines()[-1])


def loop(given):
    import torch
    from transformers import GPT2LMHeadModel

    torch.set_num_threads(given.threads[0])
    model = GPT2LMHeadModel.from_pretrained(given.model, dtype=torch.float32, attn_implementation=given.loop).eval()
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-5, fused=True)
    tokens = torch.randint(0, model.config.vocab_size, (given.rows, given.length))
    for step in range(given.steps):
        if step == given.steps // 2:
            start = time.perf_counter()
        optimizer.zero_grad()
        model(tokens, labels=tokens, use_cache=False).loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    print(tokens.numel() * (given.steps - given.steps // 2) / (time.perf_counter() - start))


def main(given):
    for threads in given.threads:
        runs = {"inkwell": lambda: inkwell(given, threads), "eager": lambda: pytorch(given, threads, "eager"),
                "sdpa": lambda: pytorch(given, threads, "sdpa")}
        figures = {name: [] for name in runs}
        for _ in range(given.turns):
            for name, run in runs.items():
                figures[name].append(run())
        medians = {name: statistics.median(values) for name, values in figures.items()}
        print(f"threads {threads}  " + "  ".join(f"{name} {value:8.1f} tokens/s" for name, value in medians.items())
              + "  " + "  ".join(f"{medians['inkwell'] / medians[name]:.2f} x {name}" for name in ("eager", "sdpa")), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure training against a plain PyTorch loop.")
    parser.add_argument("jar")
    parser.add_argument("model", help="folder of a model")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rows", type=int, default=8)
    parser.add_argument("--length", type=int, default=128)
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--loop", choices=["eager", "sdpa"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    loop(arguments) if arguments.loop else main(arguments)
