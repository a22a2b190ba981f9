"""Lists: the link to the next page, wherever the API is served."""

from datetime import UTC, datetime

import pytest
from pydantic import BaseModel

from inkwell.api.app import Api
from inkwell.core.paging import Page, Position
from inkwell.reference_kits.envelope import KIT_ERRORS
from tests.support.gateway import call

pytestmark = pytest.mark.usefixtures("deployed")

END = Position(datetime(2026, 1, 1, tzinfo=UTC), "end")


class Thing(BaseModel):
    name: str


def app_of(page: Page[Thing]) -> Api:
    app = Api(errors=KIT_ERRORS, access="public")

    @app.get("/things/<id>")
    def things(id: str) -> list[Thing]:
        return app.page(page)  # type: ignore[return-value]

    return app


@pytest.mark.parametrize("base", ["", "/dev"])
def test_the_link_begins_where_the_request_did(base: str) -> None:
    answer = call(app_of(Page([Thing(name="é")], END)), "GET", "/things/1", served_below=base)
    assert (answer.status, answer.data) == (200, [{"name": "é"}])
    assert answer["Link"] == f'<{base}/things/1?cursor={END.cursor}>; rel="next"'


def test_the_last_page_has_no_link() -> None:
    answer = call(app_of(Page([])), "GET", "/things/1")
    assert (answer.status, answer.data) == (200, [])
    assert "Link" not in answer.headers


def test_a_path_cannot_break_out_of_the_link() -> None:
    answer = call(app_of(Page([], END)), "GET", "/things/1> é", served_below="/dev")
    assert answer["Link"] == f'</dev/things/1%3E%20%C3%A9?cursor={END.cursor}>; rel="next"'
