"""Create a GPT-2 checkpoint with random weights, which takes the same time as trained ones.

    python random_gpt2.py [--size gpt2-xl] [--shard-size 2GB] VOCABULARY_FOLDER OUT_FOLDER

Requires torch and transformers. The vocabulary (vocab.json, merges.txt) is in src/test/resources/gpt2-tokenizer.
"""
import argparse
import pathlib
import shutil

import torch
from transformers import GPT2Config, GPT2LMHeadModel

# Layers, hidden size and heads of the four published models.
SIZES = {"gpt2": (12, 768, 12), "gpt2-medium": (24, 1024, 16), "gpt2-large": (36, 1280, 20), "gpt2-xl": (48, 1600, 25)}

parser = argparse.ArgumentParser(description="Create a GPT-2 checkpoint with random weights.")
parser.add_argument("--size", choices=SIZES, default="gpt2", help="the published model whose shape to use")
parser.add_argument("--shard-size", default="100GB", help="maximum size of a file; a larger model becomes several")
parser.add_argument("vocabulary", type=pathlib.Path)
parser.add_argument("out", type=pathlib.Path)
given = parser.parse_args()
torch.manual_seed(0)
layers, width, heads = SIZES[given.size]
GPT2LMHeadModel(GPT2Config(n_layer=layers, n_embd=width, n_head=heads)).save_pretrained(given.out, max_shard_size=given.shard_size)
for file in ("vocab.json", "merges.txt"):
    shutil.copy(given.vocabulary / file, given.out / file)
