"""Create a GPT-2 124M checkpoint with random weights, which takes the same time as trained ones.

    python random_gpt2.py VOCABULARY_FOLDER OUT_FOLDER

Requires torch and transformers. The vocabulary (vocab.json, merges.txt) is in src/test/resources/gpt2-tokenizer.
"""
import pathlib
import shutil
import sys

import torch
from transformers import GPT2Config, GPT2LMHeadModel

vocabulary, out = map(pathlib.Path, sys.argv[1:3])
torch.manual_seed(0)
GPT2LMHeadModel(GPT2Config()).save_pretrained(out)
for file in ("vocab.json", "merges.txt"):
    shutil.copy(vocabulary / file, out / file)
