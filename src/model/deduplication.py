"""Removes documents and paragraphs that occurred before."""

import hashlib
import re
import zlib

_SHINGLE = 8
_SAMPLE = 8


class Deduplicator:
    """Remembers what it has seen, in the order of the sources: the first occurrence stays.

    A paragraph of 60 or more characters is a duplicate if the same letters and digits occurred before. A document is
    a near duplicate if more than half of a sample of its shingles (runs of 8 words) occurred in earlier documents.
    """

    def __init__(self):
        self._paragraphs = set()
        self._shingles = set()

    def new_paragraphs(self, paragraphs):
        for paragraph in paragraphs:
            if len(paragraph) >= 60:
                key = hashlib.blake2b(re.sub(r"\W+", "", paragraph.lower()).encode(), digest_size=8).digest()
                if key in self._paragraphs:
                    continue
                self._paragraphs.add(key)
            yield paragraph

    def is_new(self, text):
        shingles = set(_sampled_shingles(text))
        seen = len(shingles & self._shingles)
        self._shingles |= shingles
        return 2 * seen <= len(shingles)


def _sampled_shingles(text):
    words = [zlib.crc32(word.encode()) for word in re.findall(r"\w+", text.lower())]
    for start in range(len(words) - _SHINGLE + 1):
        value = hash(tuple(words[start:start + _SHINGLE]))
        if value % _SAMPLE == 0:
            yield value
