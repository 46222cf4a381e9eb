"""In place of Solr, which CKAN does not start without: an index that takes everything and finds nothing.

index.py PORT SCHEMA. CKAN then reads every dataset from its database; that it would be found by a search is not shown by this.
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

NOTHING = {"responseHeader": {"status": 0}, "response": {"numFound": 0, "start": 0, "docs": []}, "facet_counts": {"facet_fields": {}}}


class Index(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        # CKAN asks for the schema to see whether it is of its own version.
        is_schema = "/schema" in self.path or "/admin/file" in self.path
        body = Path(sys.argv[2]).read_bytes() if is_schema else json.dumps(NOTHING).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/xml" if is_schema else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_) -> None:
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Index).serve_forever()
