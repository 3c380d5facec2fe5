"""Renders each line of expressions.txt as transformers does, and writes expressions.json to the folder of this file.

A line in double quotes is a JSON string. Run it with transformers 5.18 and Jinja2 3.1.6: python record.py
"""

import json
import pathlib

from jinja2.exceptions import TemplateSyntaxError, UndefinedError
from transformers.utils.chat_template_utils import _cached_compile_jinja_template

FOLDER = pathlib.Path(__file__).parent

VARIABLES = {
    "messages": [{"role": "system", "content": "  Be brief. "},
                 {"role": "user", "content": "Hi there!\nLine two 'q' \"d\" <b>é🙂"},
                 {"role": "assistant", "content": "Yes.", "name": "Bob"}, {"role": "user", "content": "a {{ 1+1 }}"}],
    "d": {"b": 1, "a": None, "C": [1, 2.5, "x"], "items": 7, "n": {"k": True}}, "s": "Hello World foo",
    "u": "ÀßéÇ 🙂x", "n": 42, "f": 3.14159, "l": [3, 1, 2], "names": ["bob", "Al", "carl", "al", "Bob"], "e": "",
    "nested": [{"v": 1, "c": [{"v": 2, "c": []}]}, {"v": 3, "c": []}], "t": True, "tools": None,
}


def render(template):
    try:
        return {"text": _cached_compile_jinja_template(template).render(**json.loads(json.dumps(VARIABLES)))}
    except (TemplateSyntaxError, SyntaxError) as ex:
        return {"syntax": str(ex)}
    except UndefinedError as ex:
        return {"undefined": str(ex)}
    except Exception as ex:
        return {"failure": str(ex)}


def main():
    groups = {}
    for line in (FOLDER / "expressions.txt").read_text(encoding="utf-8").split("\n"):
        if line.startswith("=== "):
            group = groups.setdefault(line[4:], [])
        elif line:
            template = json.loads(line) if line.startswith('"') else line
            group.append({"template": template, **render(template)})
    text = json.dumps({"variables": VARIABLES, "groups": groups}, ensure_ascii=False, indent=1)
    (FOLDER / "expressions.json").write_text(text + "\n", encoding="utf-8")


main()
