"""Renders each template of templates/ as transformers does, and writes renderings.json to the folder of this file.

Run it with transformers 5.18 and Jinja2 3.1.6: python record.py
"""

import json
import pathlib

from jinja2.exceptions import TemplateError
from transformers.utils.chat_template_utils import render_jinja_template

FOLDER = pathlib.Path(__file__).parent

TOOLS = [
    {"type": "function", "function": {"name": "weather", "description": "Tells the weather in a \"city\".",
     "parameters": {"type": "object", "properties": {"city": {"type": "string", "description": "Größe <b> & 'x'"},
                                                     "days": {"type": ["integer", "number"]}}, "required": ["city"]}}},
    {"type": "function", "function": {"name": "now", "description": "Tells the time.",
     "parameters": {"type": "object", "properties": {}}}},
]


def message(role, content):
    return {"role": role, "content": content}


CHATS = {
    "short": {"messages": [message("user", "Hi there!")], "add_generation_prompt": True},
    "system": {"messages": [message("system", "  Be brief. "), message("user", " Hello?\n"), message("assistant", "Yes."),
                            message("user", "What's {{ 1+1 }} {% if %} \"q\" <b>é🙂\\n & 'x'")],
               "add_generation_prompt": True},
    "no_prompt": {"messages": [message("user", "a"), message("assistant", "<think>\nhm\n</think>\n\nb")],
                  "add_generation_prompt": False},
    "repeated": {"messages": [message("user", "a\n\nb"), message("user", "b {# c #}")], "add_generation_prompt": True},
    "tools": {"messages": [message("system", "Use /no_think tools."), message("user", "Weather?")],
              "add_generation_prompt": True, "tools": TOOLS,
              "variables": {"enable_thinking": False, "date_string": "1 May 2025"}},
    "documents": {"messages": [message("user", "Who?")], "add_generation_prompt": True,
                  "documents": [{"title": "One", "text": "First."}, {"title": "Two", "text": "Second."}],
                  "variables": {"enable_thinking": True, "controls": {"length": "short"}}},
}


def render(template, chat):
    try:
        texts, _ = render_jinja_template([chat["messages"]], tools=chat.get("tools"), documents=chat.get("documents"),
                                         chat_template=template, add_generation_prompt=chat["add_generation_prompt"],
                                         bos_token="<s>", eos_token="</s>", **chat.get("variables", {}))
        return {"text": texts[0]}
    except TemplateError as ex:
        return {"rejection" if type(ex) is TemplateError else "failure": str(ex)}
    except Exception as ex:
        return {"failure": str(ex)}


def main():
    renderings = {path.stem: {name: render(path.read_text(encoding="utf-8"), chat) for name, chat in CHATS.items()}
                  for path in sorted((FOLDER / "templates").glob("*.jinja"))}
    text = json.dumps({"chats": CHATS, "renderings": renderings}, ensure_ascii=False, indent=1)
    (FOLDER / "renderings.json").write_text(text + "\n", encoding="utf-8")


main()
