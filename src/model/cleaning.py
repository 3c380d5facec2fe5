"""Rules that turn raw text into paragraphs of plain prose."""

import re
import unicodedata

_CHARACTERS = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u2032": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
    "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u2010": "-", "\u2011": "-",
    "\u2012": "-", "\u2015": "\u2014", "\u2212": "-", "\u2026": "...", "\u00b6": "", "\t": " ",
})
_INVISIBLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffd]")
_CODE = re.compile(r"[_{}<>|\\=#$@*~^\[\]/`+]|\(\)|::|--\w")
_COMMON = frozenset("the of and to a in is that it for was on as with be his he by at or are this not from".split())


def clean_characters(text):
    """Makes quotes and spaces plain, and removes invisible and control characters."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"))
    text = _INVISIBLE.sub("", text.translate(_CHARACTERS))
    text = re.sub(r"``|''", '"', text)
    text = re.sub(r"(?<=[\w,.;:!?\"']) ?-{2,3} ?(?=[\w\"'])", "\u2014", text)
    return re.sub(r" +$", "", text, flags=re.M)


def strip_gutenberg(text):
    """Removes the header and the licence of Project Gutenberg."""
    start = re.search(r"\*\*\* ?START OF TH.*?\*\*\*|^\*END\*?THE SMALL PRINT.*|\*END THE SMALL PRINT.*", text, re.M)
    end = re.search(r"\*\*\* ?END OF TH|^\*?End of (the |this )?Project Gutenberg|^\*?Project Gutenberg.s? Etext", text[
        start.end() if start else 0:], re.M | re.I)
    text = text[start.end():] if start else text
    return text[:end.start()] if end else text


def paragraphs(text):
    """Splits hard-wrapped text at blank lines and joins the lines of each paragraph. Keeps the lines of verse."""
    words = frozenset(re.findall(r"[a-z]{4,}", text))
    for block in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        if lines:
            yield ("\n" if _is_verse(lines) else " ").join(_join_hyphens(lines, words))


def _is_verse(lines):
    if len(lines) < 3:
        return False
    short = sum(len(line) < 52 for line in lines)
    capital = sum(line[0].isupper() or line[0] in "\"'" for line in lines)
    return short >= 0.8 * len(lines) and capital >= 0.7 * len(lines)


def _join_hyphens(lines, words):
    """Removes a hyphen at the end of a line if the joined word occurs elsewhere in the text; else keeps it."""
    joined = [lines[0]]
    for line in lines[1:]:
        head = re.search(r"([a-z]+)-$", joined[-1])
        tail = re.match(r"[a-z]+", line)
        if head and tail:
            hyphen = "" if head.group(1) + tail.group() in words else "-"
            joined[-1] = joined[-1][:-1] + hyphen + line
        else:
            joined.append(line)
    return joined


def tidy(paragraph):
    """Removes emphasis marks of plain text, references in brackets, and doubled spaces."""
    paragraph = re.sub(r"(?<![\w])_([^_\n]{1,200})_(?![\w])", r"\1", paragraph)
    paragraph = re.sub(r"(?<!\w)`([^`'\n]{1,300})'", r"'\1'", paragraph)
    paragraph = re.sub(r"\[(Footnote|Illustration|Pg|Page|\d+|[a-z])[^\]]{0,60}\]", "", paragraph)
    paragraph = re.sub(r" +([,.;:!?)])(?!\w)", r"\1", paragraph)
    return re.sub(r" {2,}", " ", paragraph).strip()


def is_prose(paragraph):
    """Whether a paragraph reads as sentences: it has enough words, and few signs of code or tables."""
    letters = sum(character.isalpha() or character in " ,.'" for character in paragraph)
    words = re.findall(r"[a-z']+", paragraph.lower())
    return (len(words) >= 8 and re.search(r"[.?!][)\"']*$", paragraph) and letters >= 0.92 * len(paragraph)
            and len(_CODE.findall(paragraph)) <= 0.015 * len(paragraph)
            and sum(word in _COMMON for word in words) >= 0.12 * len(words))


def prose_only(blocks):
    """Keeps prose, and each heading that prose follows. `blocks` are pairs (is a heading, text)."""
    heading = None
    for is_heading, text in blocks:
        text = tidy(re.sub(r"\s+", " ", clean_characters(text)))
        if is_heading:
            heading = re.sub(r"^[\d.A-Z]{0,8}\d\.? ", "", text)
            continue
        text = re.sub(r"(^|(?<=[.?!)] ))[^.?!]*:$", "", text).strip()  # introduces code that is left out
        if text and is_prose(text):
            if heading and len(heading) < 100 and not _CODE.search(heading):
                yield heading
            heading = None
            yield text


def is_english(text):
    words = re.findall(r"[^\W\d_]+", text.lower())
    return len(words) >= 20 and sum(word in _COMMON for word in words) >= 0.15 * len(words)
