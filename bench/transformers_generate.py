"""Run the measurement of throughput.py with Hugging Face transformers' generate() in float32, in process.

    python transformers_generate.py CHECKPOINT 1 16
"""
import sys
import time

import torch
from transformers import GPT2LMHeadModel

NEW = 64
model = GPT2LMHeadModel.from_pretrained(sys.argv[1]).eval()


def seconds(ids, max_tokens):
    start = time.perf_counter()
    model.generate(ids, attention_mask=torch.ones_like(ids), max_new_tokens=max_tokens, min_new_tokens=max_tokens,
                   do_sample=False, pad_token_id=0)
    return time.perf_counter() - start


with torch.inference_mode():
    for batch in map(int, sys.argv[2:]):
        ids = torch.randint(0, model.config.vocab_size, (batch, 64))
        seconds(ids, NEW)
        decode = seconds(ids, NEW + 1) - seconds(ids, 1)
        print(f"batch   {batch:3d}  {batch * NEW / decode:8.1f} tokens/s  {decode / NEW * 1e3:7.1f} ms a step", flush=True)
