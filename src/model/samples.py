#!/usr/bin/env python3
"""Prints greedy and sampled continuations of fixed prompts by a running service, as Markdown. See README.md."""

import argparse
import json
import urllib.request

_PROMPTS = (
    "Mr. Darcy looked at Elizabeth, and",
    "Call me Ishmael. Some years ago",
    "Fellow citizens, the state of the Union",
    "In the beginning God created",
    "\"My dear Watson,\" said Holmes,",
    "Madam President, I should like to thank",
    "To install the package, you must first",
    "The SELECT statement returns",
    "ocean: a large",
    "The capital of France is",
)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("service", nargs="?", default="http://localhost:8080", help="default: %(default)s")
    parser.add_argument("--max-tokens", type=int, default=40, help="default: %(default)s")
    arguments = parser.parse_args()
    ways = (("Greedy", {"temperature": 0}), ("Sampled, temperature 0.8, top-p 0.95, seed 1",
                                             {"temperature": 0.8, "top_p": 0.95, "seed": 1}))
    for title, options in ways:
        print(f"{title}:\n\n| prompt | continuation |\n|---|---|")
        for prompt in _PROMPTS:
            text = _complete(arguments.service, {"prompt": prompt, "max_tokens": arguments.max_tokens, **options})
            print(f"| {_cell(prompt)} | {_cell(text)} |")
        print()


def _complete(service, body):
    request = urllib.request.Request(f"{service}/v1/completions", json.dumps(body).encode(),
                                     {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as response:
        return json.load(response)["choices"][0]["text"]


def _cell(text):
    """The text in one cell of a table: an empty line becomes ¶."""
    for markup in "\\|*_`<":
        text = text.replace(markup, "\\" + markup)
    return " ".join(text.replace("\n", " ¶ ").split())


if __name__ == "__main__":
    main()
