"""Web archives of saved pages, made with warcio: NAME.html as NAME.warc, NAME.one.warc.gz, NAME.many.warc.gz and
NAME.wacz beside it, and all pages together as all.wacz.

python archives.py FOLDER
"""

import gzip
import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

DATE = "2026-11-04T12:00:00Z"


def records(out, packed, pages):
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "a test"}))
    for number, (name, body) in enumerate(pages):
        address = f"https://example.org/{name}?a=b&c#d".split("#")[0]
        headers = [("Content-Type", "text/html"), ("X-Folded", "a,\r\n b")]
        # Every way that a body can come on.
        if number % 3 == 1 or name[-1] in "147":
            body = gzip.compress(body)
            headers.append(("Content-Encoding", "gzip"))
        if number % 2 == 1 or name[-1] in "258":
            half = len(body) // 2
            parts = [body[:half], body[half:], b""]
            body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)
            headers.append(("Transfer-Encoding", "chunked"))
        else:
            headers.append(("Content-Length", str(len(body))))
        for address, status, headers, body in [
            (address.replace("https", "http"), "301 Moved", [("Location", address), ("Content-Type", "text/html")], b"<p>moved"),
            (address, "200 OK", headers, body),
            (address + "&picture", "200 OK", [("Content-Type", "image/png")], b"\x89PNG\r\n\x1a\n"),
        ]:
            answer = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
            record = writer.create_warc_record(
                address, "response", payload=io.BytesIO(body), http_headers=answer, warc_headers_dict={"WARC-Date": DATE}
            )
            question = StatusAndHeaders("GET /", [("Host", "example.org")], is_http_request=True)
            writer.write_request_response_pair(
                writer.create_warc_record(address, "request", http_headers=question), record
            )


def warc(packed, pages):
    out = io.BytesIO()
    records(out, packed, pages)
    return out.getvalue()


def wacz(pages, listed):
    files = {"archive/data.warc.gz": warc(True, pages)}
    lines = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}] + listed
    files["pages/pages.jsonl"] = "\n".join(map(json.dumps, lines)).encode()
    listed = [
        {"name": path.split("/")[-1], "path": path, "hash": f"sha256:{hashlib.sha256(data).hexdigest()}", "bytes": len(data)}
        for path, data in files.items()
    ]
    files["datapackage.json"] = json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": listed}).encode()
    digest = hashlib.sha256(files["datapackage.json"]).hexdigest()
    files["datapackage-digest.json"] = json.dumps({"path": "datapackage.json", "hash": f"sha256:{digest}"}).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return out.getvalue()


folder = Path(sys.argv[1])
pages = [(path.stem, path.read_bytes()) for path in sorted(folder.glob("*.html"))]
for page in pages:
    name = page[0]
    (folder / f"{name}.warc").write_bytes(warc(False, [page]))
    (folder / f"{name}.one.warc.gz").write_bytes(gzip.compress(warc(False, [page])))
    (folder / f"{name}.many.warc.gz").write_bytes(warc(True, [page]))
    entry = {"id": "1", "url": f"https://example.org/{name}?a=b&c", "ts": DATE, "title": name}
    (folder / f"{name}.wacz").write_bytes(wacz([page], [entry]))
(folder / "all.wacz").write_bytes(wacz(pages, []))
