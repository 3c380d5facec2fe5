"""Hugging Face transformers in float32 as an engine of end_to_end.py: batches of all streams, greedy.

    python transformers_generate.py CHECKPOINT
"""
import json
import sys
import time

import torch
from transformers import GPT2LMHeadModel

model = GPT2LMHeadModel.from_pretrained(sys.argv[1], dtype=torch.float32).eval()


def measure(streams, prompts, new_tokens):
    start = time.perf_counter()
    for first in range(0, len(prompts), streams):
        ids = torch.tensor(prompts[first:first + streams])
        model.generate(ids, attention_mask=torch.ones_like(ids), max_new_tokens=new_tokens, min_new_tokens=new_tokens,
                       do_sample=False, pad_token_id=0)
    return {"seconds": time.perf_counter() - start}


with torch.inference_mode():
    for line in sys.stdin:
        print(json.dumps(measure(**json.loads(line))), flush=True)
