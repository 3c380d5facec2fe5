"""Measure inter-token latency of four streams, alone and while the explanation executor is always busy.

    python explain_load.py http://localhost:8080 [turns]        (needs only Python)

Each turn runs the streams alone, then with attention of all heads, then with importance by occlusion, both of 64 tokens.
Two clients request explanations, so that one always waits. A gap is the time between two events of one stream.
"""
import http.client
import json
import random
import statistics
import sys
import threading
import time
import urllib.parse

STREAMS = 4
TOKENS = 150
WARM_UP = 10
EXPLANATIONS = {
    "attention": {"combine": "mean", "view": "model"},
    "importance": {"method": "occlusion"},
}


def post(address, path, body):
    connection = http.client.HTTPConnection(address)
    connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
    return connection.getresponse()


def tokens(count):
    return [random.randrange(50000) for _ in range(count)]


def stream(address, arrivals):
    body = {"prompt": tokens(64), "max_tokens": TOKENS, "temperature": 0, "ignore_eos": True, "stream": True}
    for line in post(address, "/v1/completions", body):
        if line.startswith(b"data: {"):
            arrivals.append(time.perf_counter())


def explain(address, kind, end, count):
    while not end.is_set():
        answer = post(address, "/v1/explain/" + kind, {"prompt": tokens(64), **EXPLANATIONS[kind]})
        text = answer.read()
        assert answer.status == 200, text[:200]
        count.append(1)


def gaps(address, kind=None):
    end, count = threading.Event(), []
    clients = [threading.Thread(target=explain, args=(address, kind, end, count)) for _ in range(2 if kind else 0)]
    for client in clients:
        client.start()
    while kind and not count:
        time.sleep(0.01)
    arrivals = [[] for _ in range(STREAMS)]
    streams = [threading.Thread(target=stream, args=(address, times)) for times in arrivals]
    for each in streams:
        each.start()
    for each in streams:
        each.join()
    end.set()
    for client in clients:
        client.join()
    found = sorted(b - a for times in arrivals for a, b in zip(times[WARM_UP:], times[WARM_UP + 1:]))
    return statistics.median(found), found[int(0.95 * len(found))], len(count)


if __name__ == "__main__":
    target = urllib.parse.urlparse(sys.argv[1]).netloc
    gaps(target, "attention")
    gaps(target, "importance")
    for turn in range(int(sys.argv[2]) if len(sys.argv) > 2 else 5):
        alone = 0
        for kind in (None, *EXPLANATIONS):
            usual, slow, explained = gaps(target, kind)
            alone = alone or slow
            print(f"{kind or 'alone':10}  median {usual * 1e3:6.1f} ms, p95 {slow * 1e3:6.1f} ms = {slow / alone:4.2f} times,"
                  f" {explained} explanations", flush=True)
