#!/usr/bin/env python3
"""Computes the bits per character of models on held-out text, as a Markdown table. See README.md."""

import argparse
import json
import math
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import GPT2LMHeadModel

from sources import COPYLEFT, SOURCES

_WINDOWS_AT_ONCE = 16
_IGNORED = -100


def main():
    arguments = _parse()
    torch.set_num_threads(arguments.threads)
    copyleft = {source.name for source in SOURCES if source.freedom == COPYLEFT}
    texts = {folder.name: [path.read_text(encoding="utf-8").rstrip("\n") for path in sorted(folder.glob("*.txt"))]
             for folder in sorted(arguments.eval.iterdir())
             if folder.is_dir() and (arguments.copyleft or folder.name not in copyleft)}
    bits = [_bits_of_sources(model, texts, arguments.window, arguments.stride) for model in arguments.models]
    print("\n".join(_table(arguments.models, texts, bits, arguments.apart)))


def _parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("eval", type=Path, metavar="EVAL", help="the folder eval that collect.py wrote")
    parser.add_argument("models", type=Path, nargs="+", metavar="MODEL",
                        help="folder with config.json, model.safetensors and tokenizer.json")
    parser.add_argument("--copyleft", action="store_true", help="include text under copyleft licences")
    parser.add_argument("--apart", nargs="+", default=[], metavar="SOURCE",
                        help="sources whose total is another row, for example those that a model was trained on")
    parser.add_argument("--window", type=int, default=512, help="tokens of context (default: %(default)s)")
    parser.add_argument("--stride", type=int, default=256, help="tokens between two windows (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=1, help="cores to compute with (default: %(default)s)")
    return parser.parse_args()


def _bits_of_sources(folder, texts, window, stride):
    model = GPT2LMHeadModel.from_pretrained(folder, dtype=torch.float32).eval()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    end_of_text = json.loads((folder / "config.json").read_text())["eos_token_id"]
    bits = {}
    for source, documents in texts.items():
        windows = [each for document in documents for each in _windows(
            [end_of_text, *tokenizer.encode(document, add_special_tokens=False).ids], window, stride)]
        windows.sort(key=lambda tokens: len(tokens[0]))
        bits[source] = sum(_bits(model, windows[i:i + _WINDOWS_AT_ONCE]) for i in range(0, len(windows), _WINDOWS_AT_ONCE))
    return bits


def _windows(tokens, window, stride):
    """Yields (tokens, number of tokens to score). Each token except the first is scored once, with as much context as fits."""
    scored = 1
    for start in range(0, len(tokens), stride):
        end = min(start + window, len(tokens))
        if end > scored:
            yield tokens[start:end], end - scored
            scored = end
        if end == len(tokens):
            return


@torch.inference_mode()
def _bits(model, windows):
    """The bits of the scored tokens of some windows. Padding comes last, so that no token attends to it."""
    length = max(len(tokens) for tokens, _ in windows)
    inputs = torch.zeros(len(windows), length, dtype=torch.long)
    labels = torch.full((len(windows), length), _IGNORED)
    for row, (tokens, num_scored) in enumerate(windows):
        inputs[row, :len(tokens)] = torch.tensor(tokens)
        labels[row, len(tokens) - num_scored:len(tokens)] = torch.tensor(tokens[len(tokens) - num_scored:])
    logits = model(inputs).logits[:, :-1].flatten(0, 1)
    return torch.nn.functional.cross_entropy(logits, labels[:, 1:].flatten(), reduction="sum").item() / math.log(2)


def _table(models, texts, bits, apart):
    names = [model.resolve().name for model in models]
    yield "| source | documents | characters | " + " | ".join(f"{name}, bits per character | per byte" for name in names) + " |"
    yield "|---|---|---|" + "---|---|" * len(names)
    for source in texts:
        yield _row(f"`{source}`", [source], texts, bits)
    if apart:
        yield _row("the sources apart", [source for source in texts if source in apart], texts, bits)
        yield _row("the others", [source for source in texts if source not in apart], texts, bits)
    yield _row("all", list(texts), texts, bits)


def _row(name, sources, texts, bits):
    documents = [document for source in sources for document in texts[source]]
    characters = sum(map(len, documents))
    size = sum(len(document.encode()) for document in documents)
    cells = []
    for each in bits:
        total = sum(each[source] for source in sources)
        cells += [f"{total / characters:.3f}", f"{total / size:.3f}"]
    return f"| {name} | {len(documents):,} | {characters:,} | " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
