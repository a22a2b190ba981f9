"""Reference kits, storyboards, stories and the way into picture books, in the browser."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.studio.conftest import Artist, Person, go
from tests.support.pictures import png
from tests.support.script import ScriptServer
from tests.support.stories import Story
from tests.support.writer import Say, Writer, five

JPEG = b"\xff\xd8\xff\xe0"

#: Files that are no pictures to draw from, and what is said of them at once.
BAD_FILES: dict[str, tuple[bytes, str]] = {
    "notes.png": (b"only words", "JPEG, PNG or WebP"),
    "photo.heic": (b"\x00\x00\x00\x18ftypheic" + bytes(100), "HEIC and AVIF pictures cannot be used"),
    "film.mp4": (b"\x00\x00\x00\x18ftypisom" + bytes(100), "this file is something else"),
    "empty.png": (b"", "This file is empty"),
    "large.jpg": (JPEG + bytes(30 * 1024 * 1024), "At most 20.0 MB; this picture has 30.0 MB"),
}


def test_a_kit_of_a_picture_that_is_dropped_in(ada: Person, scripts: ScriptServer, tmp_path: Path) -> None:
    window = ada.signed_in(expected=("400",))
    page = window.page
    go(page, "Reference kits")
    page.get_by_label("Name").fill("Juno")
    file = page.locator("input[type=file]")
    for name, (data, told) in BAD_FILES.items():
        (tmp_path / name).write_bytes(data)
        file.set_input_files(tmp_path / name)
        expect(page.locator(".field.failed .wrong")).to_contain_text(told)
        page.get_by_role("button", name="Draw the kit").click()
        expect(page.get_by_label("Name")).to_have_value("Juno")
    assert not window.sent("POST", "/api/upload")
    # What looks like a picture at its beginning is refused by the API, which names the field.
    file.set_input_files({"name": "broken.jpg", "mimeType": "image/jpeg", "buffer": JPEG + b"not at all"})
    page.get_by_role("button", name="Draw the kit").click()
    expect(page.locator(".field.failed .wrong")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("Juno")
    window.check()

    script = scripts.script(png())
    drop = """([bytes]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], "juno.png", { type: "image/png" }));
        document.querySelector(".drop").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
    }"""
    # A folder is dropped like a file, and cannot be read like one.
    unreadable = "Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException('', 'NotReadableError'))"
    page.evaluate(f"() => {{ window.read = Blob.prototype.arrayBuffer; {unreadable}; }}")
    page.evaluate(drop, [[1]])
    expect(page.locator(".field.failed .wrong")).to_contain_text("This cannot be read")
    page.evaluate("() => { Blob.prototype.arrayBuffer = window.read; }")
    page.evaluate(drop, [list(script.picture)])
    expect(page.locator(".preview")).to_contain_text("juno.png")
    # What is pasted is taken, too; but a text that brings a picture along is a text where somebody types.
    paste = """([bytes, target, text]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], "copied.png", { type: "image/png" }));
        data.setData("text/plain", text);
        const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
        return document.querySelector(target).dispatchEvent(event);
    }"""
    assert page.evaluate(paste, [list(script.picture), "input[name=name]", "Some words"])
    expect(page.locator(".preview")).to_contain_text("juno.png")
    assert not page.evaluate(paste, [list(script.picture), "body", ""])
    expect(page.locator(".preview")).to_contain_text("copied.png")
    page.get_by_label("Smile").check()
    with script.held("profile"):
        page.get_by_role("button", name="Draw the kit").dblclick()
        expect(page.get_by_role("heading", level=1)).to_have_text("Juno")
        expect(page.get_by_role("img", name="Juno: face")).to_be_visible()
        expect(page.locator(".picture").get_by_text("Being drawn").first).to_be_visible()
        page.reload()
        expect(page.get_by_role("img", name="Juno: smile")).to_be_visible()
    expect(page.get_by_role("img", name="Juno: profile")).to_be_visible()
    expect(page.locator(".facts")).to_have_text("Ready")
    assert len(ada.client.get("/reference-kits").json()) == 1
    window.check()

    page.get_by_role("button", name="Draw again: profile").click()
    script.wait_for(lambda script: script.count("profile") == 2)
    page.get_by_role("button", name="Draw it: angry").click()
    expect(page.get_by_role("img", name="Juno: angry")).to_be_visible()
    page.get_by_label("What does the picture show?").fill("In the rain")
    page.get_by_label("How many").select_option("2")
    page.get_by_role("button", name="Draw", exact=True).click()
    expect(page.get_by_role("img", name="In the rain, 2")).to_be_visible()
    page.reload()
    expect(page.get_by_role("img", name="In the rain, 2")).to_be_visible()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reference kits")
    assert ada.client.get("/reference-kits").json() == []


def test_a_story(ada: Person, new_story: Callable[[], Story]) -> None:
    story = new_story()
    window = ada.signed_in()
    page = window.page
    go(page, "Stories", "Illustrated stories")
    page.get_by_label("What is it about?").fill(story.topic)
    page.get_by_label("How is it drawn?").select_option("watercolor")
    page.get_by_role("button", name="Write and draw it").dblclick()
    expect(page.get_by_text("Then she did another.")).to_be_visible()
    for number in (1, 2, 3):
        expect(page.get_by_role("img", name=f"Mila does thing {number}.")).to_be_visible()
    window.check()
    # No list has stories: this browser knows them.
    page.reload()
    expect(page.get_by_role("img", name="Mila does thing 3.")).to_be_visible()
    drawn = len(story.script.calls)
    page.get_by_role("button", name="Draw again").first.click()
    story.script.wait_for(lambda script: len(script.calls) == drawn + 1)
    expect(page.get_by_role("button", name="Draw again").first).to_be_visible()
    assert len(window.sent("POST", "/v1/images")) == 2


def test_a_storyboard(ada: Person, writer: Writer, artist: Artist) -> None:
    writer.says = [Say(five(imagePrompt=f"A watch {artist.word}"))]
    window = ada.signed_in()
    page = window.page
    go(page, "Storyboards")
    page.get_by_role("button", name="Write the scenes").click()
    expect(page.get_by_label("What is the idea?")).to_have_accessible_description(re.compile("Please fill this in"))
    page.get_by_label("What is the idea?").fill(writer.prompt)
    page.get_by_role("button", name="Write the scenes").click()
    expect(page.get_by_role("heading", level=3)).to_have_count(5)
    page.get_by_role("button", name="Draw scene 1").click()
    expect(page.get_by_role("img", name="What happens 0")).to_be_visible()
    page.get_by_label("Each picture begins with the one before").check()
    page.get_by_role("button", name="Draw scene 2").click()
    expect(page.get_by_role("img", name="What happens 1")).to_be_visible()
    assert artist.script.calls[1].seed_image
    page.reload()
    expect(page.get_by_role("img", name="What happens 1")).to_be_visible()
    window.check()


def test_the_way_into_picture_books(ada: Person) -> None:
    window = ada.signed_in()
    page = window.page
    go(page, "Picture books")
    window.check()
    page.get_by_role("link", name=re.compile("For ages 3 to 6")).click()
    expect(page.get_by_label("What is the story about?")).to_be_visible()
