"""The published shapes of DCAT-AP 3.0.1, which no registry ships."""

import functools
import hashlib
import os
import urllib.request
from pathlib import Path

import rdflib

from expect import need

# The publisher's repository at one commit.
ADDRESS = "https://raw.githubusercontent.com/SEMICeu/DCAT-AP/07617929252ed57f98ebdf87c8f87a7a63e7bd59/releases/3.0.1"

# Name of each file in the folder of standards, with its place at the publisher's and its SHA-256.
FILES = {
    "html_shacl_shapes.ttl": ("html/shacl/shapes.ttl", "7fe9815e0f32b10f5cbce74fa6ccd0290aae3ef9e5080fb84e2d8093eb984d1d"),
    "html_shacl_range.ttl": ("html/shacl/range.ttl", "24d3bfd0fa17a3d0e877c9ebb91c8174124e5038538e1bf081b2cb679ad0f1b2"),
    "html_shacl_shapes_recommended.ttl": (
        "html/shacl/shapes_recommended.ttl", "9afbf23f1f56d10d6839259684934137e20506a9aedce0249b619bbc593b9abd",
    ),
    "html_shacl_deprecateduris.ttl": (
        "html/shacl/deprecateduris.ttl", "30a20a51a487c40ab7ae04f5905f02ef28238ec5cb390e37053334d835021948",
    ),
    "shacl_dcat-ap-SHACL.ttl": ("shacl/dcat-ap-SHACL.ttl", "990d3e42721de6a4be8cc338a7171559f195e62dea89c0b56531356b78cc026f"),
}

# What must hold, for values and for the classes of what is referred to.
REQUIRED = ["html_shacl_shapes.ttl", "html_shacl_range.ttl", "shacl_dcat-ap-SHACL.ttl"]

# What must hold whatever the profile: the shapes without the classes of what is referred to.
VALUES = ["html_shacl_shapes.ttl"]

# What should be there where it is known, and what should be there no more.
RECOMMENDED = ["html_shacl_shapes_recommended.ttl", "html_shacl_deprecateduris.ttl"]


@functools.cache
def shapes(name: str) -> rdflib.Graph:
    """From the folder that UNRECS_STANDARDS names, else from the publisher; in either case the file with the digest above."""
    place, expected = FILES[name]
    folder = os.environ.get("UNRECS_STANDARDS")
    if folder:
        data = (Path(folder) / "dcat-ap-3.0.1" / name).read_bytes()
    else:
        with urllib.request.urlopen(f"{ADDRESS}/{place}", timeout=60) as answer:
            data = answer.read()
    digest = hashlib.sha256(data).hexdigest()
    need(digest == expected, f"{name} has the SHA-256 {digest}")
    return rdflib.Graph().parse(data=data, format="turtle")
