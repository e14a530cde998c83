"""Read texts out of a store that speaks the S3 protocol: ``python -m evigraph.benchmarks.stores PYTHON``.

PYTHON is one that has moto (https://docs.getmoto.org, ``pip install "moto[server]"``, some 300 MB), which is the store.
Puts texts, lines and a table into a bucket by HTTP on this machine, reads all of it, and prints what came and how long
it took. Ends with an error if that is not what was put in.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..extract.documents import read_documents
from ..extract.limits import Limits
from ..graph.model import Document

_SERVE = "import sys; from moto.server import main; main(['-H', '127.0.0.1', '-p', sys.argv[1]])"
_FILES = 2_000
_LINES = 2_000
_ROWS = 2_000


@contextmanager
def _served(python: str, port: int) -> Iterator[str]:
    """Run a store, and give its address."""
    address = f"127.0.0.1:{port}"
    quiet = subprocess.DEVNULL
    with subprocess.Popen([python, "-c", _SERVE, str(port)], stdout=quiet, stderr=quiet) as server:  # noqa: S603 - as told
        try:
            while server.poll() is None and not _up(address):
                time.sleep(0.2)
            yield address
        finally:
            server.terminate()


def _up(address: str) -> bool:
    try:
        urllib.request.urlopen(f"http://{address}/moto-api/").close()
    except OSError:
        return False
    return True


def _fill(address: str) -> None:
    import pyarrow as pa  # type: ignore[import-untyped]  # it comes without types
    import pyarrow.parquet as pq  # type: ignore[import-untyped]  # as above
    from pyarrow.fs import S3FileSystem  # type: ignore[import-untyped]  # as above

    store = S3FileSystem(
        access_key="key",
        secret_key="secret",  # noqa: S106 - any will do
        endpoint_override=address,
        scheme="http",
        allow_bucket_creation=True,
    )
    store.create_dir("bucket/texts")
    for number in range(_FILES):
        with store.open_output_stream(f"bucket/texts/files/{number} é.txt") as file:
            file.write(f"Alibaba met Lazada in {number}.".encode())
    with store.open_output_stream("bucket/texts/lines.jsonl") as file:
        file.write("".join(f'{{"text": "Line {number}."}}\n' for number in range(_LINES)).encode())
    with store.open_output_stream("bucket/texts/table.parquet") as file:
        pq.write_table(pa.table({"text": [f"Row {number}." for number in range(_ROWS)]}), file)


def main() -> None:
    """Fill, read and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("python", help="a Python that has moto")
    parser.add_argument("--port", type=int, default=5077)
    given = parser.parse_args()
    os.environ["AWS_EC2_METADATA_DISABLED"] = "true"  # else it is asked for credentials where there is none
    with _served(given.python, given.port) as address:
        _fill(address)
        root = f"s3://key:secret@bucket/texts?scheme=http&endpoint_override={address}&region=us-east-1"
        clock, processor = time.perf_counter(), time.process_time()
        found = list(read_documents([Path(root)], limits=Limits()))
    documents = [each for each in found if isinstance(each, Document)]
    seconds = f"{time.perf_counter() - clock:.1f} s, {time.process_time() - processor:.1f} s of the processor here"
    print(f"{len(documents):,} documents of {_FILES + _LINES + _ROWS:,}: {seconds}")
    if len(documents) != _FILES + _LINES + _ROWS or len({each.source for each in documents}) != len(documents):
        raise SystemExit("not what was put in")


if __name__ == "__main__":
    main()
