"""Readers: each yields the documents of an unpacked package as pairs (name, list of paragraphs)."""

import gzip
import json
import re
import struct
import zlib

from cleaning import clean_characters, is_english, is_prose, paragraphs, prose_only, strip_gutenberg, tidy
from markup import html_blocks, osis_paragraphs, pod_blocks


def _text(path):
    data = path.read_bytes()
    data = gzip.decompress(data) if path.suffix in (".gz", ".dz") else data
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _prose(text):
    return [tidy(paragraph) for paragraph in paragraphs(clean_characters(text))]


def read_files(files):
    """Each file is a document."""
    for path in files:
        yield path.stem, _prose(_text(path))


def read_book(files, chapter, lines=12, prose=False):
    """One book in a file. Lines that match `chapter` start a document, `lines` or more after the previous start.

    With `prose`, headings and lists are left out.
    """
    text = clean_characters(strip_gutenberg(_text(files[0])))
    chapters, part, size = [], [], 0
    for line in text.split("\n"):
        if re.fullmatch(rf" *(?:{chapter}) *", line) and size >= lines:
            chapters.append(part)
            part, size = [], 0
        part.append(line)
        size += bool(line.strip())
    for number, part in enumerate([*chapters, part]):
        found = _prose("\n".join(part))
        yield f"{number:03}", [paragraph for paragraph in found if is_prose(paragraph)] if prose else found


def read_austen(files):
    """Novels as R character vectors, one element a line, in a lazy-load database."""
    data = files[0].read_bytes()
    novel = 0
    while len(data) > 4:
        stream = zlib.decompressobj()
        lines = _r_strings(stream.decompress(data[4:]))
        data = stream.unused_data
        if lines and len(lines) > 1000:
            title = re.sub(r"\W+", "-", lines[0].lower()).strip("-")
            yield from _chapters(title, lines[1:])
            novel += 1


def _r_strings(data):
    """The elements of a character vector in R's binary serialization, version 3; None for another object."""
    offset = 14 + 4 + struct.unpack_from(">i", data, 14)[0]
    kind, count = struct.unpack_from(">ii", data, offset)
    if kind & 0xFF != 16:
        return None
    offset += 8
    strings = []
    for _ in range(count):
        size = max(0, struct.unpack_from(">i", data, offset + 4)[0])
        strings.append(data[offset + 8:offset + 8 + size].decode("utf-8", "replace"))
        offset += 8 + size
    return strings


def _chapters(title, lines):
    part, number = [], 0
    for line in [*lines, "CHAPTER"]:
        if re.match(r"(CHAPTER|Chapter)\b", line) and len(part) > 20:
            yield f"{title}-{number:02}", _prose("\n".join(part))
            part, number = [], number + 1
        part.append(line)


def read_sword(files, drop=None):
    """A module of the SWORD project: compressed blocks, and an index of triples (offset, size, size of the text)."""
    for index in sorted(files[0].glob("*.[bc]zs")):
        data = index.with_suffix(index.suffix[:2] + "zz").read_bytes()
        for offset, size, _ in struct.iter_unpack("<III", index.read_bytes()):
            block = zlib.decompress(data[offset:offset + size]).decode("utf-8", "replace")
            parts = re.split(r'<chapter [^>]*osisID="([^"]+)"[^>]*sID=[^>]*>', block)
            for name, text in zip(parts[1::2], parts[2::2]):
                found = [tidy(clean_characters(paragraph)) for paragraph in osis_paragraphs(text)]
                yield name, [paragraph for paragraph in found if not (drop and re.fullmatch(drop, paragraph))]


def read_html(files, keep=None, skip=None):
    """Pages of a manual: their prose, without code and tables."""
    for path in _selected(files, keep, skip):
        yield _page_name(path), list(prose_only(html_blocks(_text(path))))


def read_pod(files, skip=None):
    for path in _selected(files, None, skip):
        yield path.stem, list(prose_only(pod_blocks(_text(path))))


def _selected(files, keep, skip):
    return [path for path in files if (not keep or re.search(keep, str(path)))
            and not (skip and re.search(skip, str(path)))]


def _page_name(path):
    return "-".join(path.parts[-2:]).removesuffix(path.suffix)


def _dictionary(text, entry):
    """Groups the entries of a dictionary into documents by their first two letters."""
    groups = {}
    for word, body in re.findall(entry, text, re.S | re.M):
        key = re.sub(r"[^a-z]", "", word.lower())[:2]
        if key:
            groups.setdefault(key, []).append((word.strip(), body))
    return groups


def read_devil(files):
    entry = r"^([A-Z][A-Z' -]+), (?=[a-z.]+\.)(.*?)(?=^[A-Z][A-Z' -]+, [a-z.]+\.|\Z)"
    for key, entries in _dictionary(_text(files[0]), entry).items():
        yield key, [paragraph for word, body in entries for paragraph in _prose(f"{word}, {body}")]


def read_jargon(files):
    text = re.sub(r"[{}]", "", clean_characters(_text(files[0])))
    text = re.sub(r"^ {3}", "", text, flags=re.M)
    start, end = text.index("\nChapter 1. Hacker Slang"), text.index("\nAppendix C.")
    for number, chapter in enumerate(re.split(r"\n(?=Chapter \d+\. |Appendix [A-C]\. )", text[start:end])):
        if not re.search(r"^:.+:", chapter, re.M):
            yield f"chapter-{number:02}", [paragraph for paragraph in _prose(chapter) if is_prose(paragraph)]
    for key, entries in _dictionary(text[:end], r"^:(.+?):(.*?)(?=^:|\Z)").items():
        yield key, [paragraph for word, body in entries for paragraph in _definition(word, body)]


def _definition(word, body):
    found = [paragraph for paragraph in _prose(re.sub(r"^ */.*?/,?", "", body)) if is_prose(paragraph)]
    return [f"{clean_characters(word)}: {found[0]}", *found[1:]] if found else []


def read_foldoc(files):
    """Entries start in the first column; the text is indented, with {links} and <fields>.

    Entries from the Jargon File are left out: it is a source of its own.
    """
    text = re.sub(r"\(\d{4}-\d\d-\d\d\)|<[a-z, -]+>|^ *\(.*\{.*\}\) *$|[{}]", "", _text(files[0]), flags=re.M)
    for key, entries in _dictionary(text, r"^(\w[^\n]*)\n(?:\S[^\n]*\n)*\n((?:(?: {3}[^\n]*)?\n)+)").items():
        yield key, [paragraph for word, body in entries if "[Jargon File]" not in body
                    for paragraph in _definition(word, body)]


def read_wordnet(files):
    """Definitions that have examples: "word: definition. Example." Others read as a list and are left out."""
    for path in files:
        group = []
        for line in _text(path).split("\n"):
            if re.match(r"\d.* \| .*; \"\w+ \w+ \w+ \w+", line):
                group.append(line)
        for start in range(0, len(group), 60):
            yield f"{path.suffix[1:]}-{start // 60:04}", [_gloss(line) for line in group[start:start + 60]]


def _gloss(line):
    word = line.split()[4].replace("_", " ").removesuffix("(a)").removesuffix("(p)")
    definition, *examples = re.split(r'; (?=")', clean_characters(line.split(" | ", 1)[1]).strip())
    examples = [example.strip('" ') for example in examples]
    sentences = [example[:1].upper() + example[1:] + ("" if example[-1:] in ".?!" else ".") for example in examples
                 if len(example.split()) > 3]
    return " ".join([f"{word}: {definition}.", *sentences])


_COUNTRY = ("Background", "Geography - note", "Economy - overview", "Flag description", "Broadcast media",
            "Climate", "Terrain", "Disputes - international", "Illicit drugs", "Environment - current issues",
            "Demographic profile", "People - note", "Religions", "Population - note", "current situation",
            "Transportation - note", "Government - note", "Communications - note", "general assessment",
            "Health - note", "National anthem", "note")


def read_factbook(files):
    """The prose of a country's profile."""
    for path in files:
        if path.parent.name != "meta":
            found = [clean_characters(f"{key}: {text}" if key in ("Climate", "Terrain") else text)
                     for key, text in _fields(json.loads(_text(path)), None)]
            yield f"{path.parent.name}-{path.stem}", [tidy(text) for text in found if len(text) > 80]


def _fields(value, key):
    if isinstance(value, dict):
        if key in _COUNTRY and isinstance(value.get("text"), str):
            yield key, value["text"]
        for name, inner in value.items():
            yield from _fields(inner, name)


def read_parliament(files):
    """Lines "title, date, excerpt" in many languages. Keeps English, without the cut sentences at both ends."""
    for number, line in enumerate(_text(files[0]).split("\n")):
        excerpt = clean_characters(line.split("\t")[-1])
        excerpt = re.sub(r"(?<=\w)' (?=s\b)", "'", re.sub(r"\((?:[A-Z]{2}|O-\d+[^)]*)\)", "", excerpt))
        if is_english(excerpt):
            sentences = [part for part in re.split(r" {3,}", excerpt) if part]
            if sentences and not sentences[0][:1].isupper():
                sentences[0] = re.sub(r"^.*?[.?!] (?=[A-Z])", "", sentences[0])
            sentences[-1] = re.sub(r"(?<=[.?!])(?: [^.?!]*)?$", "", sentences[-1]) if sentences else ""
            stripped = [part.strip(" -\u2013") for part in sentences]
            yield f"{number:05}", [tidy(part) for part in stripped if is_prose(part) and part[0].isupper()]


def read_wesnoth(files):
    """The stories and dialogues of scenarios, as lines "Speaker: text"."""
    pattern = r'speaker=(\S+)|(?:message|story)=\s*_\s*"((?:[^"]|"")*)"'
    for path in files:
        speaker, lines = "narrator", []
        for name, text in re.findall(pattern, _text(path)):
            if name:
                speaker = name.strip('"')
            elif text:
                text = clean_characters(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", text.replace('""', '"')))).strip()
                known = re.fullmatch(r"[A-Z][\w' -]*", speaker)
                lines.append(f"{speaker}: {text}" if known else text)
                speaker = "narrator"
        yield path.stem, lines
