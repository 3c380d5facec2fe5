"""Measure the studio in headless Chromium: paint, size, the handlers of sliders and pointers, and the heads of Attention.

    python studio.py [--turns 7] [--chromium /usr/bin/chromium] [--profile] http://localhost:8080

Needs only Python and Chromium, on Linux, and a running service. It drives the browser through a pipe with the DevTools protocol.
Each page has an empty cache of its own. The text has 64 tokens. A handler is timed from the event to the end of layout: the page
runs the animation frames that the event requests at once. With --profile it prints where the slider of Next token spends its time.
"""
import argparse
import collections
import fcntl
import json
import os
import statistics
import subprocess
import tempfile
import time
import urllib.request

TEXT = ("It is a truth universally acknowledged, that a single man in possession of a good fortune, must be in want of a wife. "
        "However little known the feelings or views of such a man may be on his first entering a neighbourhood, this truth is so "
        "well fixed in the minds of the surrounding families, that he is considered the rightful property of some one or other.")
NUM_TOKENS = 64
EVENTS = 60
VIEWS = ["write", "next", "attention", "importance", "layers", "beams", "weights", "cache", "train", "metrics", "learn"]

# Runs an action for each i, the animation frames it requests, and layout; returns the milliseconds of each.
TIMES = """(async (count, action) => {
  const frames = [];
  const request = requestAnimationFrame;
  const times = [];
  for (let i = 0; i < count; i++) {
    window.requestAnimationFrame = (frame) => frames.push(frame);
    const start = performance.now();
    action(i);
    while (frames.length > 0) frames.shift()(start);
    document.body.getBoundingClientRect();
    times.push(performance.now() - start);
    window.requestAnimationFrame = request;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  return times;
})"""
SLIDE = """(i) => {
  const slider = document.getElementById('nt-temperature');
  slider.value = String(0.3 + 0.05 * (i % 30));
  slider.dispatchEvent(new Event('input'));
}"""
POINT = """(i) => {
  const chips = document.querySelectorAll('#toks .tok');
  chips[(i * 7) % chips.length].dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
}"""
# Notes the end of the first frame in which the last head has pixels.
HEADS = """const look = () => {
  const last = [...document.querySelectorAll('.att-hgrid canvas')].at(-1);
  if (last && last.getContext('2d').getImageData(0, 0, 1, 1).data[3] > 0) {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => (window.headsShown = performance.now());
    channel.port2.postMessage(0);
  } else {
    requestAnimationFrame(look);
  }
};
requestAnimationFrame(look);"""
HEADS_TIME = """headsShown - performance.getEntriesByType('resource').find((e) => e.name.endsWith('v1/explain/attention')).responseEnd"""
PAINTS = "performance.getEntriesByType('paint').map((e) => e.startTime)"
BYTES = "performance.getEntries().reduce((sum, e) => sum + (/studio|^http[^?]*\\/$/.test(e.name) ? e.encodedBodySize ?? 0 : 0), 0)"
FILES = "performance.getEntries().filter((e) => /\\/studio\\//.test(e.name)).length"


class Browser:
    """Chromium, and the responses and events of its DevTools protocol."""

    def __init__(self, program):
        near_in, self.out = os.pipe()
        self.input, near_out = os.pipe()
        self.folder = tempfile.TemporaryDirectory()
        options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                   "--disable-background-networking", "--hide-scrollbars", "--remote-debugging-pipe",
                   f"--user-data-dir={self.folder.name}"]
        # The protocol's pipes are the descriptors 3 and 4, which may be in use here.
        far_in, far_out = (fcntl.fcntl(near, fcntl.F_DUPFD, 10) for near in (near_in, near_out))
        script = f'exec "$0" "$@" 3<&{far_in} 4>&{far_out} {far_in}<&- {far_out}>&-'
        self.process = subprocess.Popen(["bash", "-c", script, program, *options], pass_fds=[far_in, far_out],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for descriptor in (near_in, near_out, far_in, far_out):
            os.close(descriptor)
        self.number = 0
        self.rest = b""

    def send(self, method, session=None, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            found = self.receive()
            if found.get("id") == self.number:
                if "error" in found:
                    raise RuntimeError(f"{method}: {found['error']['message']}")
                return found["result"]

    def receive(self):
        while b"\0" not in self.rest:
            part = os.read(self.input, 1 << 20)
            if not part:
                raise RuntimeError("Chromium has ended")
            self.rest += part
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def close(self):
        try:
            self.send("Browser.close")
        except (OSError, RuntimeError):
            pass  # It may end before it responds.
        self.process.wait()
        self.folder.cleanup()


class Page:
    """A page with an empty cache."""

    def __init__(self, browser, url, script=""):
        self.browser = browser
        self.context = browser.send("Target.createBrowserContext")["browserContextId"]
        target = browser.send("Target.createTarget", url="about:blank", browserContextId=self.context, width=1440, height=900)
        self.session = browser.send("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        self.send("Page.enable")
        if script:
            self.send("Page.addScriptToEvaluateOnNewDocument", source=script)
        self.send("Page.navigate", url=url)

    def send(self, method, **params):
        return self.browser.send(method, self.session, **params)

    def run(self, expression):
        found = self.send("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in found:
            raise RuntimeError(found["exceptionDetails"].get("exception", {}).get("description", str(found)))
        return found["result"].get("value")

    def until(self, condition):
        end = time.monotonic() + 60
        while not self.run(f"Boolean({condition})"):
            if time.monotonic() > end:
                raise RuntimeError(f"not in a minute: {condition}")
            time.sleep(0.05)

    def close(self):
        self.browser.send("Target.disposeBrowserContext", browserContextId=self.context)


def text_ids(url):
    request = urllib.request.Request(url + "/tokenize", json.dumps({"prompt": TEXT}).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as response:
        return json.load(response)["tokens"]


def base36(number):
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def say(name, values, unit="ms"):
    print(f"{name}: median {statistics.median(values):.1f}, worst {max(values):.1f} {unit}, {len(values)} turns", flush=True)


def handler(browser, address, ready, action, name, profile=False):
    page = Page(browser, address)
    page.until(ready)
    time.sleep(1)
    if profile:
        page.send("Profiler.enable")
        page.send("Profiler.setSamplingInterval", interval=100)
        page.send("Profiler.start")
    say(name, page.run(f"{TIMES}({EVENTS}, {action})"))
    if profile:
        show_profile(page.send("Profiler.stop")["profile"])
    page.close()


def show_profile(profile):
    own = collections.Counter()
    names = {node["id"]: node["callFrame"] for node in profile["nodes"]}
    for node, micros in zip(profile["samples"], profile["timeDeltas"]):
        frame = names[node]
        own[f"{frame['functionName'] or '(anonymous)'} {frame['url'].rsplit('/js/', 1)[-1]}:{frame['lineNumber'] + 1}"] += micros
    for name, micros in own.most_common(25):
        print(f"    {micros / 1000 / EVENTS:.3f} ms  {name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("--turns", type=int, default=7)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    url = given.url.rstrip("/")
    ids = text_ids(url)[:NUM_TOKENS - 1]
    fragment = "p=&g=" + ".".join(base36(token) for token in ids) + "&t=40"
    browser = Browser(given.chromium)
    try:
        first, content, shown = [], [], []
        for _ in range(given.turns):
            page = Page(browser, url + "/#/write")
            page.until(PAINTS + ".length === 2")
            page.until("document.querySelector('.alts')")
            paints = page.run(PAINTS)
            first.append(paints[0])
            content.append(paints[1])
            shown.append(page.run("performance.getEntriesByType('resource').filter((e) => e.name.includes('.js'))"
                                  ".reduce((end, e) => Math.max(end, e.responseEnd), 0)"))
            page.close()
        say("first paint", first)
        say("first contentful paint", content)
        say("last module of the first view has arrived", shown)
        page = Page(browser, url + "/#/write")
        page.until("document.querySelector('.alts')")
        time.sleep(1)
        print(f"first view: {page.run(BYTES) / 1000:.0f} KB in {page.run(FILES)} files", flush=True)
        for view in VIEWS:
            page.run(f"location.hash = '#/{view}'")
            page.until(f"document.body.dataset.view === '{view}' && document.getElementById('view').childElementCount > 0")
        time.sleep(1)
        print(f"all views: {page.run(BYTES) / 1000:.0f} KB in {page.run(FILES)} files", flush=True)
        page.close()
        heads = []
        for _ in range(given.turns):
            page = Page(browser, f"{url}/#/attention?{fragment}", HEADS)
            page.until("window.headsShown")
            heads.append(page.run(HEADS_TIME))
            number = page.run("document.querySelectorAll('.att-head').length")
            page.until("document.querySelector('.att-sums')")
            page.close()
        say(f"Attention, {number} heads of {NUM_TOKENS} tokens", heads)
        handler(browser, f"{url}/#/next?{fragment}", "document.querySelector('.nt tbody tr')", SLIDE,
                "Next token, temperature slider", given.profile)
        handler(browser, f"{url}/#/next?{fragment}&k=60&tp=0.9&mp=0.02&ty=0.9", "document.querySelector('.nt tbody tr')", SLIDE,
                "Next token, temperature slider, all filters", given.profile)
        handler(browser, f"{url}/#/attention?{fragment}", "document.querySelector('.att-sums')", POINT, "Attention, pointer",
                given.profile)
        handler(browser, f"{url}/#/importance?{fragment}", "document.querySelectorAll('.imp-two .shaded').length === 2", POINT,
                "Importance, pointer", given.profile)
        handler(browser, f"{url}/#/layers?{fragment}", "document.querySelector('.lens tbody tr')", POINT, "Layers, pointer",
                given.profile)
    finally:
        browser.close()


if __name__ == "__main__":
    main()
