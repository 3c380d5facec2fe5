"""Measure startup time, and memory after startup.

    python startup.py [--turns N] [--fill] [--port P] -- java -jar target/inkwell.jar --inkwell.model=/tmp/gpt2-random

Needs only Python, on Linux. Each turn starts the command and retries a streamed completion until its first token arrives. It
prints the seconds to readiness and to that token, the CPU seconds until then, and the memory. RssAnon is private memory, and
RssFile is mapped jars and libraries. `--fill` then fills every slot to its last token. It prints the memory again, and how
much of it is neither weights nor KV cache. It requires --inkwell.kv-cache.size and a model's folder.
"""
import argparse
import concurrent.futures
import glob
import http.client
import json
import os
import re
import statistics
import struct
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")
MB = 1e6


def answer(port, path, body=None):
    """Return success and the time of the first byte, which in a stream is the first token."""
    connection = http.client.HTTPConnection("localhost", port, timeout=600)
    try:
        connection.request("POST" if body else "GET", path, body and json.dumps(body), {"Content-Type": "application/json"})
        response = connection.getresponse()
        first = response.read(1)
        moment = time.perf_counter()
        response.read()
        return response.status == 200 and len(first) > 0, moment
    except OSError:
        return False, None
    finally:
        connection.close()


def until(port, path, process, body=None):
    while process.poll() is None:
        done, moment = answer(port, path, body)
        if done:
            return moment
        time.sleep(0.01)
    raise SystemExit(f"the service ended with exit code {process.returncode}")


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(pid):
    """RssAnon, RssFile and the highest RSS so far, in bytes."""
    with open(f"/proc/{pid}/status") as status:
        lines = dict(re.findall(r"^(\w+):\s+(\d+) kB$", status.read(), re.MULTILINE))
    return [1024 * int(lines[name]) for name in ("RssAnon", "RssFile", "VmHWM")]


def weight_bytes(folder, precision):
    """Memory of the weights: matrices at the precision; the head is separate from the embeddings except in float32."""
    header = {}
    for shard in glob.glob(os.path.join(folder, "*.safetensors")):
        with open(shard, "rb") as file:
            header |= json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
    with open(os.path.join(folder, "config.json")) as file:
        config = json.load(file)
    width, layers = config["n_embd"], config["n_layer"]
    embeddings = config["vocab_size"] * width
    small = config["n_positions"] * width + layers * (13 * width) + 2 * width
    matrices = layers * 12 * width * width
    assert sum(name.endswith("c_attn.weight") for name in header) == layers, folder
    size = {"float32": 4, "float16": 2, "bfloat16": 2, "int8": 1}[precision]
    return 4 * small + size * matrices + (4 * embeddings if size == 4 else (2 + size) * embeddings)


def option(command, name, default):
    return next((word.split("=", 1)[1] for word in command if word.startswith(f"--{name}=")), default)


def fill(port, slots, length):
    """Run one sequence in every slot at once, to the last position."""
    def whole(index):
        prompt = [100 + (7 * k + 13 * index) % 3900 for k in range(length - 8)]
        done, _ = answer(port, "/v1/completions", {"model": "default", "prompt": prompt, "max_tokens": 8, "ignore_eos": True})
        assert done, "a request failed"
    with concurrent.futures.ThreadPoolExecutor(slots) as pool:
        list(pool.map(whole, range(slots)))


def excess(command, pid, port):
    folder = option(command, "inkwell.model", None)
    with open(os.path.join(folder, "config.json")) as file:
        config = json.load(file)
    slot = 8 * config["n_layer"] * config["n_embd"] * config["n_positions"]
    amount, unit = re.fullmatch(r"(\d+)(B|KB|MB|GB)", option(command, "inkwell.kv-cache.size", "")).groups()
    slots = int(amount) * 1024 ** ["B", "KB", "MB", "GB"].index(unit) // slot
    fill(port, slots, config["n_positions"])
    weights = weight_bytes(folder, option(command, "inkwell.precision", "float16"))
    anon, file, peak = memory(pid)
    print(f"   {slots} slots filled: anon {anon / MB:.0f} MB, file {file / MB:.0f} MB, peak {peak / MB:.0f} MB; weights "
          f"{weights / MB:.0f} MB, keys and values {slots * slot / MB:.0f} MB; everything else: "
          f"{(anon + file - weights - slots * slot) / MB:.0f} MB", flush=True)


def turn(command, port, fills):
    start = time.perf_counter()
    process = subprocess.Popen(command + [f"--server.port={port}"], stdout=subprocess.DEVNULL)
    try:
        ready = until(port, "/readyz", process) - start
        request = {"model": "default", "prompt": "It is a truth", "max_tokens": 8, "stream": True}
        first = until(port, "/v1/completions", process, request) - start
        cpu, (anon, file, peak) = cpu_seconds(process.pid), memory(process.pid)
        print(f"ready {ready:6.2f} s   first token {first:6.2f} s   CPU {cpu:6.2f} s   anon {anon / MB:5.0f} MB   "
              f"file {file / MB:4.0f} MB   peak {peak / MB:5.0f} MB", flush=True)
        if fills:
            excess(command, process.pid, port)
        return first, cpu
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure startup time, and memory after startup.")
    parser.add_argument("--turns", type=int, default=1, help="number of starts to measure")
    parser.add_argument("--fill", action="store_true", help="fill every slot and measure memory again")
    parser.add_argument("--port", type=int, default=8080, help="port for the service")
    parser.add_argument("command", nargs="+", help="command that starts the service")
    given = parser.parse_args()
    turns = [turn(given.command, given.port, given.fill) for _ in range(given.turns)]
    print(f"median to the first token {statistics.median(t[0] for t in turns):.2f} s, CPU {statistics.median(t[1] for t in turns):.2f} s")
