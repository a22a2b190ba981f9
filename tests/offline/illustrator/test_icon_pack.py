"""The pack of icons: what is shipped, and the script that makes it."""

import json
from importlib import resources
from zipfile import ZipFile

from scripts.make_icon_pack import main

DATA = resources.files("inkwell_offline.illustrator") / "data"
ICONS = {
    "red-ball": {"body": '<g fill="none"><circle cx="16" cy="16" r="8" fill="#F8312F"/><path d="M4 4h8v8z"/></g>'},
    "two-boxes": {"body": '<rect x="2" y="3" width="4" height="5" fill="#000"/><path fill="#fff" d="M1 1Q2 3 4 1Z"/>'},
    "tilted": {"body": '<path transform="rotate(9)" fill="#fff" d="M1 1h3v3z"/>'},
    "left-arrow": {"body": '<path fill="#fff" d="M1 1h3v3z"/>'},
    "ball-dark": {"body": '<path fill="#fff" d="M1 1h3v3z"/>'},
}


def unpacked(path):
    with ZipFile(path) as pack:
        return {name: json.loads(pack.read(name)) for name in pack.namelist()}


def formatted(pack):
    """Whether every icon is [colour, [[x, y, six numbers for each cubic], ...]], back to front."""
    return all(
        colour.startswith("#") and all(len(sub) % 6 == 2 and set(map(type, sub)) <= {int, float} for sub in subs)
        for layers in pack.values()
        for colour, subs in layers
        for sub in subs
    )


def test_the_shipped_pack_has_its_format_and_its_licence_beside_it():
    pack = unpacked(str(DATA / "fluent_flat_pack.zip"))
    assert len(pack) > 1000
    assert formatted(pack)
    notice = (DATA / "NOTICE.md").read_text()
    assert "MIT License" in notice
    assert "Microsoft Corporation" in notice
    assert "fluent_flat_pack.zip" in notice


def test_the_script_makes_such_a_pack(tmp_path):
    source, target = tmp_path / "icons.json", tmp_path / "pack.zip"
    source.write_text(json.dumps({"icons": ICONS}))
    main(source, target)
    once = target.read_bytes()
    pack = unpacked(target)
    assert list(pack) == ["red-ball", "two-boxes"]
    assert formatted(pack)
    (colour, ((x, y, *_),)), *_ = pack["red-ball"]
    assert (colour, x, y) == ("#F8312F", 24, 16)
    main(source, target)
    assert target.read_bytes() == once
