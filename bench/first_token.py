"""Measure time to first token of a 900-token prompt, uncached and with its first 850 tokens in the prefix cache.

    python first_token.py http://localhost:8080        Inkwell; needs only Python
    python first_token.py CHECKPOINT                   transformers' generate() of one token in float32, nothing cached

Prints medians of nine prompts after two warm-up prompts, sent one at a time on an idle server.
"""
import http.client
import json
import random
import statistics
import sys
import time
import urllib.parse

LENGTH, CACHED, TIMES, WARMUP = 900, 850, 9, 2


def tokens(count):
    return [random.randrange(50000) for _ in range(count)]


def inkwell(url):
    address = urllib.parse.urlparse(url).netloc

    def first_token(prompt):
        body = {"prompt": prompt, "max_tokens": 1, "temperature": 0, "ignore_eos": True, "stream": True,
                "stream_options": {"include_usage": True}}
        start = time.perf_counter()
        connection = http.client.HTTPConnection(address)
        connection.request("POST", "/v1/completions", json.dumps(body), {"Content-Type": "application/json"})
        response = connection.getresponse()
        response.read(1)
        seconds = time.perf_counter() - start
        events = [line for line in response if line.startswith(b"data: {")]
        connection.close()
        return seconds, json.loads(events[-1][6:])["usage"]["prompt_tokens_details"]["cached_tokens"]
    return first_token


def transformers(checkpoint):
    import torch
    from transformers import GPT2LMHeadModel
    model = GPT2LMHeadModel.from_pretrained(checkpoint, dtype=torch.float32).eval()

    def first_token(prompt):
        ids = torch.tensor([prompt])
        start = time.perf_counter()
        with torch.inference_mode():
            model.generate(ids, attention_mask=torch.ones_like(ids), max_new_tokens=1, min_new_tokens=1, do_sample=False, pad_token_id=0)
        return time.perf_counter() - start, 0
    return first_token


def median(first_token, prompts, cached):
    seconds = []
    for prompt in prompts:
        took, found = first_token(prompt)
        assert found == cached, f"{found} tokens were cached, not {cached}"
        seconds.append(took)
    return statistics.median(seconds[WARMUP:])


if __name__ == "__main__":
    serves = sys.argv[1].startswith("http")
    first_token = inkwell(sys.argv[1]) if serves else transformers(sys.argv[1])
    beginning = tokens(CACHED)
    new = median(first_token, [tokens(LENGTH) for _ in range(WARMUP + TIMES)], 0)
    print(f"nothing cached {new:6.3f} s", end="")
    if serves:
        first_token(beginning + tokens(LENGTH - CACHED))
        cached = median(first_token, [beginning + tokens(LENGTH - CACHED) for _ in range(WARMUP + TIMES)], CACHED)
        print(f", {CACHED} of {LENGTH} cached {cached:6.3f} s = {cached / new:5.1%}", end="")
    print(flush=True)
