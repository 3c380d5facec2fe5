"""Measure the longest pause of eight streams during the prefill of a 900-token prompt, relative to their usual step.

    python pause.py http://localhost:8080        (needs only Python)

A pause is the time between two events of one stream. The usual step is the median pause before the long prompt.
"""
import http.client
import json
import random
import statistics
import sys
import threading
import time
import urllib.parse

STREAMS = 8


def complete(address, prompt, max_tokens, arrivals):
    body = {"prompt": prompt, "max_tokens": max_tokens, "temperature": 0, "ignore_eos": True, "stream": True}
    connection = http.client.HTTPConnection(address)
    connection.request("POST", "/v1/completions", json.dumps(body), {"Content-Type": "application/json"})
    for line in connection.getresponse():
        if line.startswith(b"data: {"):
            arrivals.append(time.perf_counter())
    connection.close()


def tokens(count):
    return [random.randrange(50000) for _ in range(count)]


def measure(address):
    arrivals = [[] for _ in range(STREAMS)]
    streams = [threading.Thread(target=complete, args=(address, tokens(64), 300, times)) for times in arrivals]
    for stream in streams:
        stream.start()
    while min(map(len, arrivals)) < 40:
        time.sleep(0.01)
    first = []
    begin = time.perf_counter()
    complete(address, tokens(900), 1, first)
    end = first[0]
    for stream in streams:
        stream.join()
    gaps = [[(b, b - a) for a, b in zip(times[8:], times[9:])] for times in arrivals]
    usual = statistics.median(gap for stream in gaps for when, gap in stream if when < begin)
    during = [gap for stream in gaps for when, gap in stream if begin <= when <= end]
    return usual, statistics.median(during), max(during), end - begin


if __name__ == "__main__":
    target = urllib.parse.urlparse(sys.argv[1]).netloc
    measure(target)
    usual, typical, longest, prefill = measure(target)
    print(f"usual step {usual * 1e3:5.1f} ms, during the prefill {typical * 1e3:5.1f} ms, longest {longest * 1e3:5.1f} ms"
          f" = {longest / usual:4.2f} times; first token of the prompt after {prefill:4.2f} s", flush=True)
