"""Updates the examples in openapi.yaml that differ from what a running service returns. Run it when the embedded model changes.

    java -jar target/inkwell.jar --inkwell.precision=float32
    python openapi_examples.py [http://localhost:8080]            (PyYAML 6)

Token ids in requests become those of the texts below. Times, ids and seeds that differ between responses stay as they are.
ApiDocumentIT tests the result. A request that the service rejects is printed, and must be changed by hand.
"""
import copy
import json
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path

import yaml

DOCUMENT = Path(__file__).resolve().parents[2] / "main/resources/io/inkwell/docs/openapi.yaml"
VARYING = ("created", "created_at", "item_id", "cached_tokens", "system_fingerprint", "inkwell", "millis_with", "millis_without", "elapsed_ms", "step_ms")
UNTOUCHED = ("/admin/", "/v1/files", "/v1/fine_tuning")
TOLERANCE = 1e-3
WIDTH = 120

# The texts of token ids in requests: path, example, field.
TEXTS = {
    ("/v1/completions", "labels", "logprob_token_ids"): [" day", " night"],
    ("/v1/explain/logit-lens", "watch", "watch"): [" Is"],
    ("/v1/explain/importance", "gradients", "target"): " I",
    ("/v1/explain/importance", "gradients", "contrast"): " And",
    ("/detokenize", "tokens", "tokens"): "Call me Ishmael.",
}
# Examples of errors that depend on the model: response, example, path, body.
ERRORS = [("InvalidRequest", "context", "/v1/completions", {"prompt": "Call me Ishmael.", "max_tokens": 600})]
# The bound of a list of layers or heads, which is that of the embedded model.
BOUND = re.compile(r"(?P<name>layers|heads):\n(?P<schema>(?: +\S.*\n){1,6}? +maximum: )\d+(?P<text>\n +description: \|\n(?:.*\n)?.*The maximum shown)")


class Service:

    def __init__(self, url):
        self.url = url

    def send(self, path, body=None):
        """The JSON of a response, or the events of a stream as a list."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request) as response:
                text, kind = response.read(), response.headers.get_content_type()
        except urllib.error.HTTPError as error:
            return json.loads(error.read())
        if kind == "text/event-stream":
            return events_of(text.decode())
        return json.loads(text) if kind == "application/json" else None

    def ids(self, text):
        if isinstance(text, list):
            return [self.ids(each)[0] for each in text]
        return self.send("/tokenize", {"prompt": text})["tokens"]


class Document:
    """Replaces values in the text, and leaves everything else as it is."""

    def __init__(self, text):
        self.text = text
        self.root = yaml.compose(text)
        self.changes = []

    def find(self, *keys):
        node = self.root
        for key in keys:
            if node is None or not isinstance(node, yaml.MappingNode):
                return None
            node = next((value for name, value in node.value if name.value == str(key)), None)
        return node

    def replace(self, node, text):
        """The white space after a block of lines belongs to it."""
        start, end = node.start_mark.index, node.end_mark.index
        old = self.text[start:end]
        self.changes.append((start, start + len(old.rstrip()), text))

    def changed(self):
        text = self.text
        for start, end, new in sorted(self.changes, reverse=True):
            text = text[:start] + new + text[end:]
        return text


def value_of(node):
    constructor = yaml.SafeLoader("")
    return constructor.construct_document(node)


def same(left, right):
    """Numbers may differ a little, as in ApiDocumentIT."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if all(isinstance(each, (int, float)) and not isinstance(each, bool) for each in (left, right)):
        return abs(left - right) <= TOLERANCE * max(1, abs(right))
    return left == right


def with_varying(new, shown, top=True):
    """The new value, with what differs between responses from the shown one."""
    if isinstance(new, dict) and isinstance(shown, dict):
        kept = [key for key in VARYING if key in new and key in shown]
        kept += ["id"] if str(new.get("id")).startswith(("resp_", "msg_")) or top and "cmpl-" in str(new.get("id")) else []
        return {key: shown[key] if key in kept else with_varying(value, shown.get(key), False) for key, value in new.items()}
    if isinstance(new, list) and isinstance(shown, list):
        return [with_varying(value, shown[i] if i < len(shown) else shown[-1] if shown else None, top)
                for i, value in enumerate(new)]
    return new


def rounded(value):
    if isinstance(value, float):
        return float(f"{value:.5g}")
    if isinstance(value, list):
        return [rounded(each) for each in value]
    return {key: rounded(each) for key, each in value.items()} if isinstance(value, dict) else value


def wrapped(value, indent):
    """JSON in lines of limited width, which break between values."""
    parts = re.findall(r'(?:"(?:[^"\\]|\\.)*"|[^",])+,?\s*', json.dumps(value, ensure_ascii=False))
    lines, line = [], ""
    for part in parts:
        if line and len(line) + len(part.rstrip()) > WIDTH - indent:
            lines.append(line.rstrip())
            line = ""
        line += part
    return ("\n" + " " * indent).join([*lines, line.rstrip()])


def events_of(stream):
    lines = [line.removeprefix("data: ") for line in stream.splitlines() if line.startswith("data: ")]
    return [json.loads(line) for line in lines if line != "[DONE]"]


def stream(events, indent):
    """Events of a response have a name. Streams of completions end with [DONE]."""
    margin = " " * indent
    lines = []
    for event in events:
        name = f"event: {event['type']}\n{margin}" if "type" in event else ""
        lines.append(f"{name}data: {json.dumps(event, ensure_ascii=False, separators=(',', ':'))}")
    lines += ["data: [DONE]"] if "object" in events[-1] else []
    return "|\n" + "\n\n".join(margin + line for line in lines)


def update(document, path, keys, answer):
    """Compares an example with an answer, and replaces it if it differs."""
    node = document.find(*keys)
    if node is None:
        return
    shown = value_of(node)
    is_stream = isinstance(answer, list)
    if is_stream:
        shown = events_of(shown)
    elif path.startswith("/v1/explain"):
        answer = rounded(answer)
    new = with_varying(answer, shown)
    if same(new, shown):
        return
    print("changed:", path, keys[-2])
    if is_stream:
        indent = document.text.splitlines()[node.start_mark.line].index("value:") + 2
        document.replace(node, stream(new, indent))
    else:
        document.replace(node, wrapped(new, node.start_mark.column))


def update_requests(document, service, path, operation):
    requests = document.find("paths", path, "post", "requestBody", "content", "application/json", "examples")
    for name, example in requests.value if requests else []:
        node = next(value for key, value in example.value if key.value == "value")
        body = value_of(node)
        before = copy.deepcopy(body)
        for (of_path, of_example, field), text in TEXTS.items():
            if (of_path, of_example) == (path, name.value):
                ids = service.ids(text)
                body[field] = ids if isinstance(text, list) or field == "tokens" else ids[0]
        if body != before:
            document.replace(node, wrapped(body, node.start_mark.column))
        answer = service.send(path, body)
        if isinstance(answer, dict) and "error" in answer:
            print("REJECTED:", path, name.value, body, answer["error"]["message"])
            continue
        kind = "text/event-stream" if isinstance(answer, list) else "application/json"
        update(document, path, (*operation, "responses", "200", "content", kind, "examples", name.value, "value"), answer)


def update_get(document, service, path, operation):
    target, query = path, {}
    parameters = document.find(*operation, "parameters")
    for parameter in value_of(parameters) if parameters else []:
        if "example" in parameter:
            target = target.replace("{%s}" % parameter["name"], str(parameter["example"]))
            if parameter["in"] == "query":
                query[parameter["name"]] = parameter["example"]
    examples = document.find(*operation, "responses", "200", "content", "application/json", "examples")
    for name, example in examples.value if examples else []:
        summary = next(value.value for key, value in example.value if key.value == "summary")
        other = dict(re.findall(r"(\w+)=(\S+)", summary))
        pairs = "&".join(f"{key}={value}" for key, value in (other or query).items())
        answer = service.send(target + ("?" + pairs if pairs else ""))
        update(document, path, (*operation, "responses", "200", "content", "application/json", "examples", name.value, "value"),
               answer)


def main():
    service = Service(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8080")
    document = Document(DOCUMENT.read_text(encoding="utf-8"))
    for path, operations in document.find("paths").value:
        if not path.value.startswith(UNTOUCHED):
            for method, _ in operations.value:
                if method.value == "post":
                    update_requests(document, service, path.value, ("paths", path.value, "post"))
                elif method.value == "get":
                    update_get(document, service, path.value, ("paths", path.value, "get"))
    for response, example, path, body in ERRORS:
        update(document, path, ("components", "responses", response, "content", "application/json", "examples", example, "value"),
               service.send(path, body))
    architecture = service.send("/v1/models/default/architecture")
    text = BOUND.sub(lambda bound: f"{bound['name']}:\n{bound['schema']}{architecture['num_' + bound['name']] - 1}{bound['text']}",
                     document.changed())
    DOCUMENT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
