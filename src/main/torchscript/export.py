"""Writes the TorchScript programs that Java loads: gpt2.pt, which runs anywhere, and gpt2-native.pt for the kernels.

    python export.py ../resources/io/inkwell/model/program

This needs x86-64 Linux, and the libraries of the kernels in that folder. With Python 3.11 and the PyTorch of `requirements.txt`,
equal sources give equal bytes. Each program carries the SHA-256 of its five sources, concatenated.
"""
import hashlib
import io
import os
import sys
import zipfile
from pathlib import Path

import torch

from native import NativeGpt2
from noise import NoisedGpt2

SOURCES = ("gpt2.py", "explanation.py", "gradients.py", "noise.py", "native.py")


def reproducible(archive: bytes) -> bytes:
    """The archive without source positions, which hold paths of this machine, and without the id that PyTorch hashes from them.
    Entries are not compressed, so the bytes do not depend on a version of zlib."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            if not name.endswith((".debug_pkl", "/.data/serialization_id")):
                target.writestr(zipfile.ZipInfo(name), source.read(name))
    return result.getvalue()


def export(folder: Path):
    here = Path(__file__).parent
    torch.ops.load_library(folder / "linux-x86_64" / "libinkwell-avx2.so")
    digest = hashlib.sha256(b"".join((here / source).read_bytes() for source in SOURCES)).hexdigest()
    for name, program in (("gpt2", NoisedGpt2()), ("gpt2-native", NativeGpt2())):
        # The archive names its entries after the file.
        file = folder / f"{name}.pt"
        torch.jit.save(torch.jit.script(program.eval()), file, _extra_files={"source.sha256": digest})
        file.write_bytes(reproducible(file.read_bytes()))


if __name__ == "__main__":
    # PyTorch writes constants in the order of a set of strings.
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    export(Path(sys.argv[1]))
