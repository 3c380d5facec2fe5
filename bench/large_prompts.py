"""Measure small completions, alone and beside eight clients whose texts are too large.

    python large_prompts.py http://localhost:8080 [MB/s] [turns] [case ...]        (needs only Python)

The eight clients are a process of their own. They send bodies of 2 MB one after another, and together at most that many MB each second:
125 is a network of 1 Gbit/s, 0 is no limit. Then their copies of the bodies take most of the memory bandwidth and a core.
Each turn measures 400 completions of 4 tokens alone, then 400 beside each kind of text. Prints the median over the turns of p50 and p99 in
milliseconds, their ratios, and what the service answered to the large texts.
"""
import collections
import http.client
import json
import multiprocessing
import socket
import statistics
import sys
import threading
import time
import urllib.parse

SMALL = json.dumps({"prompt": "It is a truth", "max_tokens": 4, "temperature": 0, "ignore_eos": True})
LARGE, CLIENTS, REQUESTS = 2_000_000, 8, 400
A, QUOTES = "a" * LARGE, "'s" * (LARGE // 2)
CASES = {
    "completions": ("/v1/completions", {"prompt": A, "max_tokens": 1}),
    "quotes": ("/v1/completions", {"prompt": QUOTES, "max_tokens": 1}),
    "truncated": ("/v1/completions", {"prompt": A, "max_tokens": 1, "truncate_prompt_tokens": 8}),
    "chat": ("/v1/chat/completions", {"messages": [{"role": "user", "content": A}], "max_tokens": 1}),
    "embeddings": ("/v1/embeddings", {"input": A}),
    "tokenize": ("/tokenize", {"prompt": A}),
    "attention": ("/v1/explain/attention", {"prompt": A}),
    "bad_words": ("/v1/completions", {"prompt": "x", "max_tokens": 1, "bad_words": [A]}),
}


class Budget:
    """Bytes that all clients may send; fills up at a rate."""

    def __init__(self, rate):
        self.rate, self.next, self.lock = rate, time.perf_counter(), threading.Lock()

    def take(self, count):
        if self.rate:
            with self.lock:
                start = max(self.next, time.perf_counter())
                self.next = start + count / self.rate
            time.sleep(max(0.0, start - time.perf_counter()))


def read_status(connection):
    """Returns the status of one response, and whether the connection can be used again."""
    response = http.client.HTTPResponse(connection)
    response.begin()
    response.read()
    status, closes = response.status, response.will_close
    response.close()
    return status, closes


def send_large(address, path, body, rate, stop, statuses):
    host, port = address.split(":")
    head = f"POST {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    message, budget, counts = head.encode() + body, Budget(rate), collections.Counter()

    def run():
        connection = None
        while not stop.is_set():
            budget.take(len(message))
            try:
                connection = connection or socket.create_connection((host, int(port)), 60)
                connection.sendall(message)
                status, closes = read_status(connection)
            except OSError as error:
                status, closes = type(error).__name__, True
            counts[status] += 1
            if closes and connection:
                connection.close()
                connection = None

    threads = [threading.Thread(target=run) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    statuses.put(dict(counts))


def measure_small(address):
    connection, times = http.client.HTTPConnection(address), []
    for _ in range(REQUESTS):
        begin = time.perf_counter()
        connection.request("POST", "/v1/completions", SMALL, {"Content-Type": "application/json"})
        response = connection.getresponse()
        response.read()
        times.append(1e3 * (time.perf_counter() - begin))
        assert response.status == 200, response.status
    connection.close()
    times.sort()
    return times[len(times) // 2], times[len(times) * 99 // 100]


def measure_beside(address, case, rate):
    path, fields = CASES[case]
    stop, statuses = multiprocessing.Event(), multiprocessing.Queue()
    clients = multiprocessing.Process(target=send_large, args=(address, path, json.dumps(fields).encode(), rate, stop, statuses))
    clients.start()
    time.sleep(0.5)
    begin = time.perf_counter()
    times = measure_small(address)
    seconds = time.perf_counter() - begin
    stop.set()
    counts = statuses.get()
    clients.join()
    return times, {status: round(count / (seconds + 0.5), 1) for status, count in counts.items()}


if __name__ == "__main__":
    target = urllib.parse.urlparse(sys.argv[1]).netloc
    rate = float(sys.argv[2]) * 1e6 if len(sys.argv) > 2 else 125e6
    turns = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    cases = sys.argv[4:] or list(CASES)
    for _ in range(3):
        measure_small(target)
    alone, beside, answers = [], {case: [] for case in cases}, {}
    for _ in range(turns):
        alone.append(measure_small(target))
        for case in cases:
            times, answers[case] = measure_beside(target, case, rate)
            beside[case].append(times)
    p50, p99 = (statistics.median(column) for column in zip(*alone))
    print(f"{'alone':12s} p50 {p50:6.1f}        p99 {p99:6.1f}")
    for case in cases:
        slow50, slow99 = (statistics.median(column) for column in zip(*beside[case]))
        print(f"{case:12s} p50 {slow50:6.1f} {slow50 / p50:5.2f}x  p99 {slow99:6.1f} {slow99 / p99:5.2f}x  answers/s {answers[case]}", flush=True)
