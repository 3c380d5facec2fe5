"""Compare engines end to end, as a user meets them: all requests of a closed loop, prefill included, over the whole time.

    java -jar inkwell.jar serve /tmp/gpt2-random --inkwell.speculation.method=none
    python end_to_end.py --engine "inkwell=python peers/server.py http://localhost:8080" \
        --engine "transformers=python peers/transformers_generate.py /tmp/gpt2-random" \
        --engine "onnx-fp32=python peers/onnx_runtime.py /tmp/gpt2-random fp32" \
        --engine "llama-q8=node peers/llama.mjs /tmp/gpt2-q8.gguf" --streams 1 16 32

An engine is a program that reads a measurement per line from standard input and prints its result as a line:

    {"streams": 16, "prompts": [[...], ...], "new_tokens": 64}      ->      {"seconds": 12.3, ...}

All engines get the same prompts of random token ids, which no other measurement repeats. They take turns, and each stays loaded
while the others run. The table has medians over the turns, and their ratios to the first engine. Needs only Python.
"""
import argparse
import json
import random
import shlex
import statistics
import subprocess

PROMPT_TOKENS = NEW_TOKENS = 64
VOCABULARY = range(100, 50_000)


class Engine:
    def __init__(self, definition):
        self.name, command = definition.split("=", 1)
        self.process = subprocess.Popen(shlex.split(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.results = {}

    def measure(self, streams, prompts):
        self.process.stdin.write(json.dumps({"streams": streams, "prompts": prompts, "new_tokens": NEW_TOKENS}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} ended with exit code {self.process.wait()}")
        return {"tokens_per_second": len(prompts) * NEW_TOKENS / json.loads(line)["seconds"], **json.loads(line)}

    def median(self, streams, figure):
        values = [result[figure] for result in self.results[streams] if figure in result]
        return statistics.median(values) if values else None


def prompts(count, generator):
    return [generator.choices(VOCABULARY, k=PROMPT_TOKENS) for _ in range(count)]


def run(engines, streams, turns, rounds, seed):
    generator = random.Random(seed)
    for engine in engines:
        engine.measure(streams, prompts(streams, generator))
        engine.results[streams] = []
    for turn in range(turns):
        turn_prompts = prompts(streams * rounds, generator)
        for engine in engines:
            result = engine.measure(streams, turn_prompts)
            engine.results[streams].append(result)
            print(f"{streams:3d} streams, turn {turn + 1}: {engine.name:16s} {result['tokens_per_second']:8.1f} tokens/s", flush=True)


def cell(value, unit=1e3):
    return "-" if value is None else f"{value * unit:.0f}"


def table(engines, streams):
    print("\n| streams | engine | tokens/s, turns | median | ratio | first token, median, ms | gap p50, ms | gap p99, ms |")
    print("|---|---|---|---|---|---|---|---|")
    for count in streams:
        for engine in engines:
            turns = " ".join(f"{result['tokens_per_second']:.0f}" for result in engine.results[count])
            speed = engine.median(count, "tokens_per_second")
            ratio = engines[0].median(count, "tokens_per_second") / speed
            print(f"| {count} | {engine.name} | {turns} | {speed:.0f} | {'' if engine is engines[0] else f'{ratio:.2f}x'} | "
                  f"{cell(engine.median(count, 'first_token'))} | {cell(engine.median(count, 'gap_p50'))} | "
                  f"{cell(engine.median(count, 'gap_p99'))} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", action="append", required=True, metavar="NAME=COMMAND")
    parser.add_argument("--streams", type=int, nargs="+", default=[1, 16, 32])
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=4, help="requests of each stream in a turn (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    engines = [Engine(definition) for definition in arguments.engine]
    for streams in arguments.streams:
        run(engines, streams, arguments.turns, arguments.rounds if streams > 1 else 2 * arguments.rounds, arguments.seed)
    table(engines, arguments.streams)
    for engine in engines:
        engine.process.stdin.close()


if __name__ == "__main__":
    main()
