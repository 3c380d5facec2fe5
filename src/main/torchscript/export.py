"""Writes the TorchScript program that Java loads.

    python export.py ../resources/io/inkwell/model/gpt2.pt        (any PyTorch from 2.7 on)

It carries the SHA-256 of its four sources, one after the other.
"""
import hashlib
import sys
from pathlib import Path

import torch

from noise import NoisedGpt2

if __name__ == "__main__":
    sources = [Path(__file__).parent / name for name in ("gpt2.py", "explanation.py", "gradients.py", "noise.py")]
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    torch.jit.save(torch.jit.script(NoisedGpt2().eval()), sys.argv[1], _extra_files={"source.sha256": digest})
