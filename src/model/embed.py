#!/usr/bin/env python3
"""Makes a trained model the embedded one: writes it in float16 to the main resources. See README.md."""

import argparse
import shutil
import tempfile
from pathlib import Path

import torch
from transformers import GPT2LMHeadModel

_EMBEDDED = Path(__file__).parent.parent / "main/resources/io/inkwell/registry/embedded"
_DROPOUTS = ("attn_pdrop", "embd_pdrop", "resid_pdrop")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, metavar="MODEL", help="folder that inkwell train wrote")
    parser.add_argument("--out", type=Path, default=_EMBEDDED, metavar="FOLDER", help="folder to write (default: %(default)s)")
    arguments = parser.parse_args()
    model = GPT2LMHeadModel.from_pretrained(arguments.model, dtype=torch.float32)
    for name in _DROPOUTS:
        setattr(model.config, name, 0.0)
    largest = max(weight.abs().max().item() for weight in model.parameters())
    model.half()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        model.save_pretrained(folder)
        for name in ("config.json", "model.safetensors"):
            shutil.copyfile(Path(folder, name), arguments.out / name)
    shutil.copyfile(arguments.model / "tokenizer.json", arguments.out / "tokenizer.json")
    config, size = model.config, (arguments.out / "model.safetensors").stat().st_size
    print(f"{config.n_layer} layers, {config.n_head} heads, {config.n_embd} wide, {config.n_positions} positions, "
          f"{config.vocab_size} tokens, {model.num_parameters():,} parameters, {size:,} bytes, largest weight {largest:.3g}")


if __name__ == "__main__":
    main()
