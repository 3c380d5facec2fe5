#!/usr/bin/env python3
"""Finds questions with answers in the collected text, for training with a chat template. See README.md."""

import argparse
import json
import re
from pathlib import Path

_LONGEST_ANSWER = 1200
_QUESTION = r"(?:How|What|Why|Where|When|Who|Which|Is|Are|Do|Does|Can|Should|Will|I)\b.{8,}\?"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, metavar="OUT", help="the folder that collect.py wrote")
    corpus = parser.parse_args().corpus
    (corpus / "questions").mkdir(exist_ok=True)
    for side in ("train", "eval"):
        pairs = [pair for path in sorted((corpus / side).glob("*/*.txt")) for pair in _pairs(path)]
        lines = [json.dumps({"messages": [{"role": "user", "content": question},
                                          {"role": "assistant", "content": answer}]}) for question, answer in pairs]
        (corpus / "questions" / f"{side}.jsonl").write_text("\n".join(lines) + "\n")
        print(f"{side}: {len(pairs):,} questions, {sum(map(len, lines)):,} characters")


def _pairs(path):
    paragraphs = path.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    return _definitions(path.stem, paragraphs) if path.parent.name == "wordnet" else _headings(paragraphs)


def _headings(paragraphs):
    """Headings that are questions, with the paragraphs up to the next heading."""
    question, answer = None, []
    for paragraph in [*paragraphs, ""]:
        sentence = len(paragraph) > 100 or re.search(r"[.!)\"']$", paragraph)
        if sentence and question and sum(map(len, answer)) < _LONGEST_ANSWER:
            answer.append(paragraph)
        elif not sentence:
            if question and answer:
                yield question, "\n\n".join(answer)
            question, answer = (paragraph, []) if re.fullmatch(_QUESTION, paragraph) else (None, [])


def _definitions(kind, paragraphs):
    """Asks for the meaning of each word of WordNet's nouns and verbs."""
    for paragraph in paragraphs:
        word, definition = paragraph.split(": ", 1)
        if kind.startswith("noun") and word.islower():
            yield f"What does the word \"{word}\" mean?", definition[:1].upper() + definition[1:]
        elif kind.startswith("verb"):
            yield f"What does it mean to {word}?", f"To {word} means to {definition}"


if __name__ == "__main__":
    main()
