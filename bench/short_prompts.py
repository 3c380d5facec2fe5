"""Measure time to first token of 20 prompts of 10 tokens that arrive right after 8 prompts of 1000, while one stream runs.

    python short_prompts.py http://localhost:8080        (needs only Python)
    python short_prompts.py http://localhost:8080 0      without the short prompts, for comparison

Prints medians and maxima in seconds for both kinds of prompts, and the time until all of them are complete.
"""
import statistics
import sys
import threading
import time
import urllib.parse

from pause import complete, tokens

LONG, DELAY = 8, 0.05


def start(address, count, length, max_tokens):
    arrivals = [[] for _ in range(count)]
    threads = [threading.Thread(target=complete, args=(address, tokens(length), max_tokens, times)) for times in arrivals]
    for thread in threads:
        thread.start()
    return arrivals, threads


def measure(address, num_short):
    running, stream = start(address, 1, 64, 900)
    while len(running[0]) < 10:
        time.sleep(0.01)
    begin = time.perf_counter()
    long, long_threads = start(address, LONG, 1000, 16)
    time.sleep(DELAY)
    begin_short = time.perf_counter()
    short, short_threads = start(address, num_short, 10, 16)
    for thread in long_threads + short_threads:
        thread.join()
    end = time.perf_counter()
    assert len(running[0]) < 900, "the stream ended too early"
    for thread in stream:
        thread.join()
    return [times[0] - begin for times in long], [times[0] - begin_short for times in short], end - begin


if __name__ == "__main__":
    target = urllib.parse.urlparse(sys.argv[1]).netloc
    complete(target, tokens(64), 16, [])
    long, short, total = measure(target, int(sys.argv[2]) if len(sys.argv) > 2 else 20)
    for seconds in filter(None, (short, long)):
        print(f"first token of {len(seconds):2d} prompts: median {statistics.median(seconds):5.2f} s, last {max(seconds):5.2f} s; ", end="")
    print(f"all complete after {total:5.2f} s", flush=True)
