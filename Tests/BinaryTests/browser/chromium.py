"""A real Chromium without a window, spoken to over pipes in the DevTools protocol; nothing but Python is needed."""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time


class Chromium:
    def __init__(self, program):
        self.profile = tempfile.mkdtemp(prefix="plumbline-browser-")
        to_read, self.pipe_in = os.pipe()
        self.pipe_out, to_write = os.pipe()

        def descriptors():
            os.dup2(to_read, 100)
            os.dup2(to_write, 101)
            os.dup2(100, 3)
            os.dup2(101, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             "--hide-scrollbars", "--remote-debugging-pipe", f"--user-data-dir={self.profile}", "about:blank"],
            preexec_fn=descriptors, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.rest, self.number, self.session, self.events = b"", 0, None, []
        page = next(t for t in self.send("Target.getTargets")["targetInfos"] if t["type"] == "page")
        self.session = self.send("Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")

    def close(self):
        try:
            self.send("Browser.close")
            self.process.wait(20)
        except Exception:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def message(self, seconds=120):
        end = time.monotonic() + seconds
        while b"\0" not in self.rest:
            if not select.select([self.pipe_out], [], [], max(0, end - time.monotonic()))[0]:
                raise TimeoutError("Chromium does not answer.")
            piece = os.read(self.pipe_out, 1 << 20)
            if not piece:
                raise EOFError("Chromium has gone.")
            self.rest += piece
        text, self.rest = self.rest.split(b"\0", 1)
        return json.loads(text)

    def send(self, method, **parameters):
        self.number += 1
        call = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            call["sessionId"] = self.session
        os.write(self.pipe_in, json.dumps(call).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def open(self, path, width=1440, height=900, dark=False):
        """Opens a file anew; what happened before is forgotten."""
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                  mobile=width < 600)
        scheme = "dark" if dark else "light"
        self.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.send("Page.navigate", url="about:blank")
        self.events = []
        self.send("Page.navigate", url=f"file://{path}")
        self.until("document.readyState === 'complete' && location.protocol === 'file:'")

    def run(self, code):
        answer = self.send("Runtime.evaluate", expression=code, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{code[:200]}: {json.dumps(answer['exceptionDetails'])[:600]}")
        return answer["result"].get("value")

    def until(self, condition, seconds=30):
        """Waits for a condition; a script that is slow for a moment must not fail a test."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if self.run(f"Boolean({condition})"):
                    return
            except RuntimeError:
                pass  # Between two pages there is nothing to ask.
            time.sleep(0.02)
        raise AssertionError(f"It never came true: {condition}")

    def key(self, key, code=0, text=None, modifiers=0):
        parameters = dict(key=key, windowsVirtualKeyCode=code, modifiers=modifiers)
        self.send("Input.dispatchKeyEvent", type="keyDown", **parameters, **({"text": text} if text else {}))
        self.send("Input.dispatchKeyEvent", type="keyUp", **parameters)

    def type(self, text):
        for letter in text:
            self.key(letter, text=letter)

    def enter(self):
        self.key("Enter", 13, text="\r")

    def complaints(self):
        """Errors, warnings and exceptions of the page, and dialogs it opened."""
        told = ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Page.javascriptDialogOpening")
        return [json.dumps(event["params"])[:400] for event in self.events if event.get("method") in told]

    def requests(self):
        """What the page asked for, but for files of its own folder and data it holds itself."""
        asked = [e["params"]["request"]["url"] for e in self.events if e.get("method") == "Network.requestWillBeSent"]
        return [url for url in asked if not url.startswith(("file:", "data:", "about:"))]

    def pdf(self, path):
        data = self.send("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def picture(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))
