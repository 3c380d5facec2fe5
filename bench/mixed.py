"""Measure tokens per second of 32 concurrent requests with prompts of 20 to 836 tokens, 64 new tokens each, with prefill.

    python mixed.py http://localhost:8080        Inkwell; needs only Python
    python mixed.py CHECKPOINT                   transformers' generate() on one padded batch, in float32
"""
import concurrent.futures
import json
import random
import sys
import time
import urllib.request

NEW = 64
LENGTHS = [20 + round(i * 816 / 31) for i in range(32)]


def prompts():
    return [[random.randrange(50000) for _ in range(length)] for length in random.sample(LENGTHS, len(LENGTHS))]


def inkwell(address):
    def complete(prompt):
        body = {"prompt": prompt, "max_tokens": NEW, "temperature": 0, "ignore_eos": True}
        request = urllib.request.Request(address + "/v1/completions", json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as response:
            usage = json.load(response)["usage"]
        assert usage["completion_tokens"] == NEW, usage

    def run(batch):
        with concurrent.futures.ThreadPoolExecutor(len(batch)) as pool:
            list(pool.map(complete, batch))
    return run


def transformers(checkpoint):
    import torch
    from transformers import GPT2LMHeadModel
    model = GPT2LMHeadModel.from_pretrained(checkpoint, dtype=torch.float32).eval()

    def run(batch):
        longest = max(map(len, batch))
        ids = torch.tensor([[0] * (longest - len(prompt)) + prompt for prompt in batch])
        mask = torch.tensor([[0] * (longest - len(prompt)) + [1] * len(prompt) for prompt in batch])
        with torch.inference_mode():
            model.generate(ids, attention_mask=mask, max_new_tokens=NEW, min_new_tokens=NEW, do_sample=False, pad_token_id=0)
    return run


if __name__ == "__main__":
    run = inkwell(sys.argv[1].rstrip("/")) if sys.argv[1].startswith("http") else transformers(sys.argv[1])
    run(prompts()[:2])
    start = time.perf_counter()
    run(prompts())
    print(f"32 prompts of mixed lengths  {len(LENGTHS) * NEW / (time.perf_counter() - start):6.1f} tokens/s", flush=True)
