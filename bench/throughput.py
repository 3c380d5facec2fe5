"""Measure decode throughput of an OpenAI-compatible server: greedy streams, 64 + 64 tokens, all at once.

    python throughput.py http://localhost:8080 1 16

Needs only Python. The time to the first token is measured separately and subtracted: the figures exclude prefill.
"""
import concurrent.futures
import http.client
import json
import sys
import time
import urllib.parse

NEW = 64


def stream(address, prompt, max_tokens):
    body = {"model": "default", "prompt": prompt, "max_tokens": max_tokens, "temperature": 0, "ignore_eos": True,
            "stream": True, "stream_options": {"include_usage": True}}
    connection = http.client.HTTPConnection(address)
    connection.request("POST", "/v1/completions", json.dumps(body), {"Content-Type": "application/json"})
    events = [line for line in connection.getresponse() if line.startswith(b"data: {")]
    connection.close()
    usage = json.loads(events[-1][6:])["usage"]
    assert usage["completion_tokens"] == max_tokens, usage


def seconds(address, streams, max_tokens):
    return run(address, [[100 + (7 * k + 13 * i) % 3900 for k in range(64)] for i in range(streams)], max_tokens)


def run(address, prompts, max_tokens):
    with concurrent.futures.ThreadPoolExecutor(len(prompts)) as pool:
        start = time.perf_counter()
        list(pool.map(lambda prompt: stream(address, prompt, max_tokens), prompts))
        return time.perf_counter() - start


if __name__ == "__main__":
    target = urllib.parse.urlparse(sys.argv[1]).netloc
    for count in map(int, sys.argv[2:]):
        seconds(target, count, NEW)
        decode = seconds(target, count, NEW + 1) - seconds(target, count, 1)
        print(f"streams {count:3d}  {count * NEW / decode:8.1f} tokens/s  {decode / NEW * 1e3:7.1f} ms a step", flush=True)
