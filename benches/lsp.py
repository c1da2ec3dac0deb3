#!/usr/bin/env python3
"""What an editor waits for: `python3 benches/lsp.py target/release/onrecord [CLAIMS]`.

Writes a corpus in files of 200 claims, starts `onrecord lsp` in it, and prints the 95th percentile of each wait, also
as a share of a whole `onrecord check` in the same run.
"""

import json
import os
import pathlib
import queue
import random
import subprocess
import sys
import tempfile
import threading
import time

PER_FILE = 200
SOURCES = 2000
TIMES = 30
LIMITS = {  # seconds, at 100,000 claims
    "edit of words": 0.020, "edit of a link": 0.350, "hover": 0.010, "definition": 0.010, "completion": 0.010,
    "references, 10,000 uses": 0.200, "rename, 10,000 uses": 0.200,
}


def write(folder, claims):
    luck = random.Random(1)
    kinds = ["identity: named, kind: person, name: Person {n}", "identity: named, kind: outlet, name: Outlet {n}",
             "identity: anonymous, description: an official {n} of the ministry, reason: spoke on condition of anonymity"]
    lines = ["sources:"] + [f"  source-{n}: {{{kinds[n % 3].format(n=n)}}}" for n in range(SOURCES)]
    (folder / "sources.yaml").write_text("\n".join(lines) + "\n")
    for start in range(0, claims, PER_FILE):
        lines = ["claims:"]
        for n in range(start, min(start + PER_FILE, claims)):
            voice = 0 if n % 10 == 0 else luck.randrange(1, SOURCES)
            lines += [f"  claim-{n}:", f"    statement: What was said on day {n} about the matter {luck.random()}.",
                      f"    attributed_to: [source-{voice}]", f"    date: 2024-{1 + n % 12:02}"]
            if n and luck.random() < 0.5:
                lines.append(f"    cites: [claim-{luck.randrange(max(0, n - 5000), n)}]")
        (folder / f"claims-{start // PER_FILE:05}.yaml").write_text("\n".join(lines) + "\n")


class Server:
    def __init__(self, program, folder):
        self.process = subprocess.Popen([program, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.heard, self.count = queue.Queue(), 0
        threading.Thread(target=self.read, daemon=True).start()
        capabilities = {
            "textDocument": {"codeAction": {"codeActionLiteralSupport": {}}, "diagnostic": {}, "hover": {"contentFormat": ["markdown"]}},
            "workspace": {"diagnostics": {"refreshSupport": True}, "workspaceEdit": {"documentChanges": True}},
        }
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities})
        self.tell("initialized", {})

    def read(self):
        while True:
            length = 0
            while (line := self.process.stdout.readline().strip()):
                length = int(line.split(b":")[1])
            if not length:
                return
            self.heard.put(json.loads(self.process.stdout.read(length)))

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params):
        self.count += 1
        self.send({"id": self.count, "method": method, "params": params})
        while True:
            message = self.heard.get(timeout=60)
            if message.get("id") == self.count and "method" not in message:
                assert "result" in message, message
                return message["result"]

    def memory(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) // 1024


def timed(work):
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main():
    program = os.path.abspath(sys.argv[1])
    claims = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "claims").mkdir()
        write(folder / "claims", claims)
        command, nobody = [program, "check", "--format", "json"], subprocess.DEVNULL
        check = min(timed(lambda: subprocess.run(command, cwd=folder, stdout=nobody, check=False)) for _ in range(3))
        print(f"{claims} claims: check {check * 1000:.0f} ms")
        measure(program, folder, check)


def measure(program, folder, check):
    def show(what, seconds):
        limit = LIMITS.get(what)
        limit = f", required at 100,000 claims: {limit * 1000:.0f} ms" if limit else ""
        print(f"  {what}: {seconds * 1000:.1f} ms, {seconds / check * 100:.1f} % of check{limit}")

    path = folder / "claims" / "claims-00001.yaml"
    text, uri = path.read_text(), path.as_uri()
    started = time.perf_counter()
    server = Server(program, folder)
    while server.heard.get(timeout=60).get("method") != "textDocument/publishDiagnostics":
        pass
    show("start to first findings (900 ms)", time.perf_counter() - started)
    item = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
    server.tell("textDocument/didOpen", {"textDocument": item})
    server.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})
    lines = text.split("\n")
    version = 1

    def edit(line, column, length, new):
        nonlocal version
        version += 1
        at = {"start": {"line": line, "character": column}, "end": {"line": line, "character": column + length}}
        change = {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"range": at, "text": new}]}
        server.tell("textDocument/didChange", change)
        server.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})

    def percentile(work):
        times = sorted(timed(lambda: work(n)) for n in range(TIMES))
        return times[int(TIMES * 0.95)]

    words = next(n for n, line in enumerate(lines) if "statement:" in line)
    show("edit of words", percentile(lambda n: edit(words, 15, 0, "x")))
    voice = next(n for n, line in enumerate(lines) if "attributed_to: [source-0]" in line)
    show("edit of a link", percentile(lambda n: edit(voice, 27, 1, str((n + 1) % 2))))
    place = {"textDocument": {"uri": uri}, "position": {"line": voice, "character": 24}}
    for name in ["hover", "definition", "completion"]:
        show(name, percentile(lambda n: server.ask(f"textDocument/{name}", place)))
    context = {"includeDeclaration": True}
    show("references, 10,000 uses", percentile(lambda n: server.ask("textDocument/references", {**place, "context": context})))
    show("rename, 10,000 uses", percentile(lambda n: server.ask("textDocument/rename", {**place, "newName": "another-one"})))
    actions = {"textDocument": {"uri": uri}, "range": {"start": place["position"], "end": place["position"]},
               "context": {"diagnostics": []}}
    show("code actions", percentile(lambda n: server.ask("textDocument/codeAction", actions)))
    print(f"  memory: {server.memory()} MiB at most (350 MB)")
    server.process.kill()


main()
