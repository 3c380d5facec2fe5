"""Exports the TorchScript programs that Java loads: gpt2.pt for any platform, and gpt2-native.pt for the C++ kernels.

    python export.py ../resources/io/inkwell/model/program

Requires x86-64 Linux, and the kernel libraries in that folder. With Python 3.11 and the PyTorch of `requirements.txt` the output is
reproducible. Each program contains the SHA-256 of its seven concatenated source files.
"""
import hashlib
import io
import os
import sys
import zipfile
from pathlib import Path

import torch

from native import NativeGpt2
from training import TrainedGpt2

SOURCES = ("gpt2.py", "explanation.py", "gradients.py", "noise.py", "optimizer.py", "training.py", "native.py")


def reproducible(archive: bytes) -> bytes:
    """Removes what differs between machines: debug information, which contains source paths, and the id that PyTorch derives from it.
    Entries are stored uncompressed, so the bytes do not depend on the zlib version."""
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
    for name, program in (("gpt2", TrainedGpt2()), ("gpt2-native", NativeGpt2())):
        # The entries of the archive start with the file name.
        file = folder / f"{name}.pt"
        torch.jit.save(torch.jit.script(program.eval()), file, _extra_files={"source.sha256": digest})
        file.write_bytes(reproducible(file.read_bytes()))


if __name__ == "__main__":
    # The order of constants depends on the hashes of strings.
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    export(Path(sys.argv[1]))
