"""Measure isolation and fairness of two replicas: one light stream, alone and with heavy load on the other replica.

    python replicas.py http://localhost:8080 [turns]        (needs only Python)

Compare a service with INKWELL_REPLICAS=2 INKWELL_THREADS=2 to one with INKWELL_REPLICAS=1 INKWELL_THREADS=2.

- Isolation: the pauses between two events of a stream, alone and while another client sends prompts of 900 tokens, one after
  another. With two replicas the prompts run on the other one.
- Fairness: eight equal streams at once; tokens/s of all, and of the slowest divided by the fastest.
"""
import http.client
import json
import random
import statistics
import sys
import threading
import time
import urllib.parse

TOKENS = 150
WARM_UP = 10
STREAMS = 8


def complete(address, length, max_tokens, arrivals):
    prompt = [random.randrange(50000) for _ in range(length)]
    body = {"prompt": prompt, "max_tokens": max_tokens, "temperature": 0, "ignore_eos": True, "stream": True}
    connection = http.client.HTTPConnection(address)
    connection.request("POST", "/v1/completions", json.dumps(body), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    assert answer.status == 200, answer.read()[:200]
    for line in answer:
        if line.startswith(b"data: {"):
            arrivals.append(time.perf_counter())
    connection.close()


def prefill(address, end, count):
    while not end.is_set():
        complete(address, 900, 1, [])
        count.append(1)


def isolation(address, loaded):
    end, count, arrivals = threading.Event(), [], []
    light = threading.Thread(target=complete, args=(address, 64, TOKENS, arrivals))
    light.start()
    while not arrivals:
        time.sleep(0.001)
    heavy = threading.Thread(target=prefill, args=(address, end, count))
    if loaded:
        heavy.start()
    light.join()
    end.set()
    if loaded:
        heavy.join()
    gaps = sorted(b - a for a, b in zip(arrivals[WARM_UP:], arrivals[WARM_UP + 1:]))
    return statistics.median(gaps), gaps[int(0.95 * len(gaps))], gaps[-1], len(count)


def fairness(address):
    arrivals = [[] for _ in range(STREAMS)]
    streams = [threading.Thread(target=complete, args=(address, 64, TOKENS, times)) for times in arrivals]
    begin = time.perf_counter()
    for stream in streams:
        stream.start()
    for stream in streams:
        stream.join()
    end = max(times[-1] for times in arrivals)
    rates = [len(times) / (times[-1] - times[0]) for times in arrivals]
    return STREAMS * TOKENS / (end - begin), min(rates) / max(rates)


if __name__ == "__main__":
    target = urllib.parse.urlparse(sys.argv[1]).netloc
    fairness(target)
    for turn in range(int(sys.argv[2]) if len(sys.argv) > 2 else 5):
        for loaded in (False, True):
            usual, slow, longest, prompts = isolation(target, loaded)
            print(f"{'with prompts' if loaded else 'alone':14}  median {usual * 1e3:6.1f} ms, p95 {slow * 1e3:6.1f} ms,"
                  f" longest {longest * 1e3:6.1f} ms, {prompts} prompts", flush=True)
        throughput, share = fairness(target)
        print(f"{STREAMS} streams       {throughput:6.1f} tokens/s, slowest/fastest {share:4.2f}", flush=True)
