"""Streams a completion of a server, without packages: python completion.py [URL]"""

import json
import sys
import urllib.request

url = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8080"
body = {"model": "default", "prompt": "It is a truth", "max_tokens": 40, "stream": True, "seed": 1}
request = urllib.request.Request(url + "/v1/completions", json.dumps(body).encode(), {"Content-Type": "application/json"})
with urllib.request.urlopen(request) as events:
    for line in events:
        data = line.decode().removeprefix("data:").strip()
        if line.startswith(b"data:") and data != "[DONE]":
            for choice in json.loads(data)["choices"]:
                print(choice["text"], end="", flush=True)
print()
