"""Records which tokenizer classes of transformers do not use a tokenizer.json as it is.

Run with transformers 5.18: python record_classes.py > src/main/resources/io/inkwell/tokenizer/definition/transformers-classes.json
"""

import glob
import inspect
import json
import os
import re

import transformers
from transformers import PreTrainedTokenizerBase
from transformers.models.auto.tokenization_auto import tokenizer_class_from_name
from transformers.tokenization_utils_tokenizers import TokenizersBackend

TOKENS = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"]


def builder(tokenizer_class):
    """The class whose constructor makes the backend anew; None if the file is used as it is."""
    for base in tokenizer_class.__mro__:
        if base is TokenizersBackend:
            return None
        if "__init__" in base.__dict__:
            return base


def tokens(tokenizer_class):
    """The special tokens that the constructors set; null for a parameter without a value."""
    found = {}
    for base in tokenizer_class.__mro__[:tokenizer_class.__mro__.index(TokenizersBackend)]:
        if "__init__" in base.__dict__:
            for name, parameter in inspect.signature(base.__init__).parameters.items():
                if name in TOKENS:
                    found.setdefault(name, None if parameter.default in (None, inspect.Parameter.empty) else str(parameter.default))
    return {name: found[name] for name in TOKENS if name in found}


names = set()
for path in glob.glob(os.path.join(os.path.dirname(transformers.__file__), "**", "*.py"), recursive=True):
    with open(path, encoding="utf-8") as file:
        names.update(re.findall(r"\b([A-Z]\w*Tokenizer(?:Fast)?)\b", file.read()))
names |= {name + "Fast" for name in names if not name.endswith("Fast")}

aliases, rebuilt, python = {}, {}, []
# First the names of the ending Fast: looking up a class gives it an alias of that ending.
for name in sorted(names, key=lambda name: (not name.endswith("Fast"), name)):
    found = tokenizer_class_from_name(name)
    if not inspect.isclass(found) or not issubclass(found, PreTrainedTokenizerBase) or found.__name__ in ("PythonBackend", "PreTrainedTokenizerBase"):
        continue
    own = found.__name__
    if not issubclass(found, TokenizersBackend):
        python.append(own)
    elif builder(found) is not None:
        rebuilt[own] = tokens(found)
    else:
        continue
    # A name of the ending Fast that is no class of its own is looked up without that ending.
    if name != own and name.removesuffix("Fast") != own:
        aliases[name] = own

aliases = {name: own for name, own in aliases.items() if aliases.get(name.removesuffix("Fast"), None) != own or not name.endswith("Fast")}
lines = [f"    {json.dumps(name)}: {json.dumps(rebuilt[name])}" for name in sorted(rebuilt)]
print("{")
print(f'  "transformers": "{transformers.__version__}",')
print('  "aliases": {\n' + ",\n".join(f"    {json.dumps(name)}: {json.dumps(own)}" for name, own in sorted(aliases.items())) + "\n  },")
print('  "rebuilt": {\n' + ",\n".join(lines) + "\n  },")
print('  "python": [\n' + ",\n".join(f"    {json.dumps(name)}" for name in sorted(set(python))) + "\n  ]")
print("}")
