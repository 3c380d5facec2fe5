"""Plot decoding speed against context length, number of streams and model size, each with the limits of the machine.

    python growth.py --jar inkwell.jar --out FOLDER --bandwidth B --gflops G [--turns 3] [--port 8080] CHECKPOINT [CHECKPOINT ...]

Requires matplotlib, on Linux. Context length and number of streams are measured with the first checkpoint. Decoding is greedy and
without speculation, and no two prompts share a prefix. Prefill is excluded. Writes a CSV file and three SVG files.

The limits: a step reads all weights, and the keys and values of its rows, at the read bandwidth that read_bandwidth.py measures; and
a token takes two floating-point operations for each weight at the given speed of all cores, in float32.
"""
import argparse
import collections
import csv
import http.client
import json
import os
import random
import statistics
import subprocess
import time

import startup
import throughput

PRECISIONS = ("float16", "int8")
CONTEXTS = (100, 250, 400, 550, 700, 850, 1000)
STREAMS = (1, 2, 4, 8, 16, 32, 64, 128)
NEW = 40


class Service:
    """An Inkwell service with one checkpoint and precision."""

    def __init__(self, given, checkpoint, precision):
        with open(os.path.join(checkpoint, "config.json")) as file:
            self.config = json.load(file)
        self.weights = startup.weight_bytes(checkpoint, precision)
        # Keys and values in float32.
        self.cell = 8 * self.config["n_layer"] * self.config["n_embd"]
        self.address = f"localhost:{given.port}"
        self.process = subprocess.Popen(
            ["java", "-jar", given.jar, "serve", checkpoint, f"--port={given.port}", f"--inkwell.precision={precision}",
             f"--inkwell.kv-cache.size={self.cell * 128 * 160}B", "--inkwell.speculation.method=none"], stdout=subprocess.DEVNULL)
        startup.until(given.port, "/readyz", self.process)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def speed(self, streams):
        """Tokens/s of decoding all streams, whose prefill is measured separately and subtracted."""
        seconds = [throughput.run(self.address, [prompt(throughput.NEW) for _ in range(streams)], tokens)
                   for tokens in (throughput.NEW + 1, 1)]
        return streams * throughput.NEW / (seconds[0] - seconds[1])

    def speed_at(self, context):
        """Tokens/s of one stream around a context length: the inverse of the median time between its tokens."""
        connection = http.client.HTTPConnection(self.address)
        body = {"model": "default", "prompt": prompt(context - NEW // 2), "max_tokens": NEW, "temperature": 0, "ignore_eos": True,
                "stream": True}
        connection.request("POST", "/v1/completions", json.dumps(body), {"Content-Type": "application/json"})
        times = [time.perf_counter() for line in connection.getresponse() if line.startswith(b"data: {")]
        connection.close()
        return 1 / statistics.median(after - before for before, after in zip(times, times[1:]))

    def limits(self, machine, streams, context):
        """Tokens/s that bandwidth and arithmetic allow."""
        parameters = 12 * self.config["n_layer"] * self.config["n_embd"] ** 2 + self.config["n_embd"] * self.config["vocab_size"]
        bandwidth = machine.bandwidth * 1e9 * streams / (self.weights + streams * context * self.cell)
        return bandwidth, machine.gflops * 1e9 / (2 * parameters)


def prompt(length):
    return random.choices(range(100, 4000), k=length)


def measure(given, record):
    for precision in PRECISIONS:
        for number, checkpoint in enumerate(given.checkpoints):
            with Service(given, checkpoint, precision) as service:
                service.speed(4)
                size = os.path.basename(os.path.normpath(checkpoint))
                record("size", precision, size, service.speed_at(100), service.limits(given, 1, 100))
                if number == 0:
                    for context in CONTEXTS:
                        record("context", precision, context, service.speed_at(context), service.limits(given, 1, context))
                    for streams in STREAMS:
                        record("streams", precision, streams, service.speed(streams), service.limits(given, streams, 96))


def plot(given, curve, label, results):
    import matplotlib.pyplot as pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4))
    for precision, color in zip(PRECISIONS, ("tab:blue", "tab:orange")):
        points = {x: value for (name, kind, x), value in results.items() if name == curve and kind == precision}
        places = [str(x) for x in points]
        axes.plot(places, [statistics.median(speeds) for speeds, _ in points.values()], "o-", color=color, label=precision)
        axes.plot(places, [limits[0] for _, limits in points.values()], "--", color=color, label=f"{precision}, limit of bandwidth")
    arithmetic = [limits[1] for (name, _, _), (_, limits) in results.items() if name == curve][:len(places)]
    axes.plot(places, arithmetic, ":", color="gray", label="limit of float32 arithmetic")
    axes.set(xlabel=label, ylabel="tokens/s", yscale="log")
    axes.grid(alpha=0.3)
    axes.legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(os.path.join(given.out, f"growth-{curve}.svg"), metadata={"Date": None})


def main(given):
    os.makedirs(given.out, exist_ok=True)
    results = collections.OrderedDict()

    def record(curve, precision, x, speed, limits):
        results.setdefault((curve, precision, x), ([], limits))[0].append(speed)
        print(f"{curve} {x} {precision}: {speed:.1f} tokens/s, limits {limits[0]:.1f} and {limits[1]:.1f}", flush=True)

    for _ in range(given.turns):
        measure(given, record)
    with open(os.path.join(given.out, "growth.csv"), "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["curve", "precision", "x", "median", "limit of bandwidth", "limit of arithmetic", "turns"])
        for (curve, precision, x), (speeds, limits) in results.items():
            rows.writerow([curve, precision, x, *(f"{value:.1f}" for value in (statistics.median(speeds), *limits)),
                           " ".join(f"{speed:.1f}" for speed in speeds)])
    for curve, label in (("context", "context, tokens (1 stream)"), ("streams", "streams (64 + 64 tokens)"), ("size", "model (1 stream)")):
        plot(given, curve, label, results)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure and plot the growth of decoding speed.")
    parser.add_argument("--jar", default="target/inkwell.jar")
    parser.add_argument("--out", required=True)
    parser.add_argument("--gflops", type=float, required=True, help="multiplications and additions of all cores, in 10^9 a second")
    parser.add_argument("--bandwidth", type=float, required=True, help="of reads of all cores, in GB/s")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("checkpoints", nargs="+")
    main(parser.parse_args())
