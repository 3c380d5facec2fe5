"""Writes a GPT-2 of the real size (124M) with random weights: it decodes exactly as fast as the real one.

    python random_gpt2.py VOCABULARY_FOLDER OUT_FOLDER

needs torch and transformers; the vocabulary (vocab.json, merges.txt) is in src/test/resources/gpt2-tokenizer.
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
