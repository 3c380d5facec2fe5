"""Measure tokens per second of beam search: four beams, 64 new tokens, an uncached prompt of 64, prefill included.

    python beams.py http://localhost:8080        Inkwell; needs only Python
    python beams.py /tmp/gpt2-random             transformers' generate(num_beams=4) on a checkpoint, in float32
"""
import json
import random
import sys
import time
import urllib.request

NEW = 64


def prompt():
    return [random.randrange(50000) for _ in range(64)]


def inkwell(address):
    def search():
        body = {"prompt": prompt(), "use_beam_search": True, "num_beams": 4, "n": 1, "max_tokens": NEW, "ignore_eos": True}
        request = urllib.request.Request(address + "/v1/completions", json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as response:
            usage = json.load(response)["usage"]
        assert usage["completion_tokens"] == NEW and usage["prompt_tokens_details"]["cached_tokens"] == 0, usage
    return search


def transformers(checkpoint):
    import torch
    from transformers import GPT2LMHeadModel
    model = GPT2LMHeadModel.from_pretrained(checkpoint, dtype=torch.float32).eval()

    def search():
        ids = torch.tensor([prompt()])
        with torch.inference_mode():
            model.generate(ids, attention_mask=torch.ones_like(ids), num_beams=4, max_new_tokens=NEW, min_new_tokens=NEW,
                           do_sample=False, pad_token_id=50256)
    return search


if __name__ == "__main__":
    search = inkwell(sys.argv[1].rstrip("/")) if sys.argv[1].startswith("http") else transformers(sys.argv[1])
    search()
    start = time.perf_counter()
    search()
    print(f"4 beams  {NEW / (time.perf_counter() - start):6.2f} tokens/s", flush=True)
