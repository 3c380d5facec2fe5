"""The part of OpenAI's client that the studio's code uses, with its parameters, for a machine without the package."""
import json
import urllib.request
from types import SimpleNamespace

FIELDS = {
    "model", "prompt", "best_of", "echo", "frequency_penalty", "logit_bias", "logprobs", "max_tokens", "n",
    "presence_penalty", "seed", "stop", "stream", "stream_options", "suffix", "temperature", "top_p", "user",
}


def _parse(text):
    return json.loads(text, object_hook=lambda fields: SimpleNamespace(**fields))


class OpenAI:
    def __init__(self, *, base_url, api_key):
        self.base_url = base_url
        self.api_key = api_key
        self.completions = SimpleNamespace(create=self._create)

    def _create(self, *, extra_body=None, **fields):
        unknown = fields.keys() - FIELDS
        if unknown:
            raise TypeError(f"create() got unexpected keyword arguments: {unknown}")
        request = urllib.request.Request(
            self.base_url + "/completions",
            json.dumps({**fields, **(extra_body or {})}).encode(),
            {"Content-Type": "application/json", "Authorization": f"Bearer {self.api_key}"},
        )
        with urllib.request.urlopen(request) as response:
            text = response.read().decode()
        if not fields.get("stream"):
            return _parse(text)
        data = [line[len("data: "):] for line in text.splitlines() if line.startswith("data: ")]
        return [_parse(event) for event in data if event != "[DONE]"]
