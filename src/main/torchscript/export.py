"""Writes the TorchScript programs that Java loads: gpt2.pt, which runs anywhere, and gpt2-native.pt for the kernels.

    python export.py ../resources/io/inkwell/model/program        (any PyTorch from 2.7 on, x86-64 Linux, the kernels built)

Each carries the SHA-256 of its five sources, one after the other.
"""
import hashlib
import sys
from pathlib import Path

import torch

from native import NativeGpt2
from noise import NoisedGpt2

if __name__ == "__main__":
    folder, here = Path(sys.argv[1]), Path(__file__).parent
    torch.ops.load_library(folder / "linux-x86_64" / "libinkwell-avx2.so")
    sources = [here / name for name in ("gpt2.py", "explanation.py", "gradients.py", "noise.py", "native.py")]
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    for name, program in (("gpt2", NoisedGpt2()), ("gpt2-native", NativeGpt2())):
        torch.jit.save(torch.jit.script(program.eval()), folder / f"{name}.pt", _extra_files={"source.sha256": digest})
