"""An OpenAI-compatible server as an engine of end_to_end.py.

    python server.py http://localhost:8080 [MODEL]
"""
import asyncio
import json
import sys
import time
import urllib.parse

TARGET = urllib.parse.urlparse(sys.argv[1])
MODEL = sys.argv[2] if len(sys.argv) > 2 else "default"


async def complete(prompt, new_tokens):
    """Returns the times of the events with text, in seconds after the start."""
    body = json.dumps({"model": MODEL, "prompt": prompt, "max_tokens": new_tokens, "temperature": 0, "ignore_eos": True,
                       "stream": True}).encode()
    start = time.perf_counter()
    reader, writer = await asyncio.open_connection(TARGET.hostname, TARGET.port or 80)
    writer.write(f"POST /v1/completions HTTP/1.1\r\nHost: {TARGET.netloc}\r\nContent-Type: application/json\r\n"
                 f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
    times = []
    async for line in reader:
        if line.startswith(b"data: {"):
            times.append(time.perf_counter() - start)
    writer.close()
    if not times:
        raise SystemExit("the response has no events")
    return times


async def measure(streams, prompts, new_tokens):
    waiting, answers = list(prompts), []

    async def client():
        while waiting:
            answers.append(await complete(waiting.pop(0), new_tokens))

    start = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(streams)))
    seconds = time.perf_counter() - start
    gaps = sorted(after - before for times in answers for before, after in zip(times, times[1:]))
    first = sorted(times[0] for times in answers)
    return {"seconds": seconds, "first_token": first[len(first) // 2], "gap_p50": gaps[len(gaps) // 2],
            "gap_p99": gaps[len(gaps) * 99 // 100]}


for line in sys.stdin:
    print(json.dumps(asyncio.run(measure(**json.loads(line)))), flush=True)
