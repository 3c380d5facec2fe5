"""Measure load time, peak memory and decode throughput of one checkpoint in several precisions.

    python sizes.py --jar target/inkwell.jar [--precisions float16 int8] [--slots 16] [--port P] CHECKPOINT

Needs only Python, on Linux. For each precision it starts the service with a KV cache of the given number of full slots, and
prints the seconds to readiness, the peak memory after loading, tokens/s at 1 and 16 streams (see throughput.py), and the peak
memory after all slots were filled. The bound is 1.15 times weights plus keys and values, plus 600 MB.
"""
import argparse
import json
import os
import subprocess
import time

import startup
import throughput


def measure(given, precision):
    with open(os.path.join(given.checkpoint, "config.json")) as file:
        config = json.load(file)
    kv = given.slots * 8 * config["n_layer"] * config["n_embd"] * config["n_positions"]
    weights = startup.weight_bytes(given.checkpoint, precision)
    command = ["java", *given.java, "-jar", given.jar, f"--inkwell.model={given.checkpoint}", f"--inkwell.precision={precision}",
               f"--inkwell.kv-cache.size={kv}B", "--inkwell.speculation.method=none", f"--server.port={given.port}"]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        ready = startup.until(given.port, "/readyz", process) - start
        loaded = startup.memory(process.pid)[2]
        address = f"localhost:{given.port}"
        speeds = []
        for streams in (1, 16):
            throughput.seconds(address, streams, throughput.NEW)
            decode = throughput.seconds(address, streams, throughput.NEW + 1) - throughput.seconds(address, streams, 1)
            speeds.append(f"{streams} streams {streams * throughput.NEW / decode:.1f} tokens/s")
        startup.fill(given.port, given.slots, config["n_positions"])
        full = startup.memory(process.pid)[2]
        bound = 1.15 * (weights + kv) + 600e6
        print(f"{precision}: ready {ready:.1f} s, peak {loaded / 1e6:.0f} MB loaded, {full / 1e6:.0f} MB with {given.slots} slots "
              f"filled (weights {weights / 1e6:.0f}, keys and values {kv / 1e6:.0f}, bound {bound / 1e6:.0f}: "
              f"{'holds' if full <= bound else 'EXCEEDED'}), {', '.join(speeds)}", flush=True)
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure load time, peak memory and throughput of a checkpoint.")
    parser.add_argument("--jar", default="target/inkwell.jar")
    parser.add_argument("--java", nargs="*", default=[], help="options of the JVM")
    parser.add_argument("--precisions", nargs="+", default=["float16", "int8"])
    parser.add_argument("--slots", type=int, default=16, help="full slots of the KV cache, all of which are filled")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("checkpoint")
    arguments = parser.parse_args()
    for each in arguments.precisions:
        measure(arguments, each)
