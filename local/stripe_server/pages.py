"""The pages that a person clicks through: a checkout, the portal, and an overview with the clock."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any

from werkzeug.routing import Rule
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from local.stripe_server.clock import DAY, Clock, months_after
from local.stripe_server.errors import RefusedError
from local.stripe_server.prices import Price
from local.stripe_server.shapes import item_of
from local.stripe_server.shop import Shop
from local.stripe_server.webhooks import Webhooks

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<link rel="icon" href="data:,"><style>
* {{ box-sizing: border-box }}
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 0; color: #1a1f36; background: #f6f8fa }}
header {{ background: #4b45c6; color: #fff; padding: .6rem 1rem; font-size: 14px; text-align: center }}
header a {{ color: inherit }}
main {{ max-width: {width}; margin: 2rem auto; padding: 1.5rem 2rem; background: #fff; border: 1px solid #e3e8ee;
  border-radius: 12px }}
h1 {{ font-size: 1.5rem; margin: 0 0 1rem }} h2 {{ font-size: 1.1rem; margin: 1.5rem 0 .5rem }}
form {{ margin: .5rem 0 }} .row form {{ margin: 0 }}
.row {{ display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between;
  padding: .5rem 0; border-top: 1px solid #e3e8ee }}
.together {{ display: flex; flex-wrap: wrap; gap: .5rem }} .together form {{ margin: 0 }}
button {{ font: inherit; padding: .45rem .9rem; border: 1px solid #c1c9d2; border-radius: 8px; background: #fff;
  color: inherit; cursor: pointer }}
button:hover {{ background: #f6f8fa }}
button.first {{ width: 100%; padding: .7rem; border-color: #4b45c6; background: #4b45c6; color: #fff }}
button.first:hover {{ background: #38339e }}
.price {{ font-size: 2rem; font-weight: 600; margin: 0 }} .note {{ color: #596171; font-size: 14px }}
.problem {{ color: #8c0d2f; background: #fde8ed; border-radius: 8px; padding: .6rem .9rem }}
.wide {{ overflow-x: auto }} table {{ border-collapse: collapse; font-size: 14px; width: 100% }}
td, th {{ text-align: left; padding: .35rem 1rem .35rem 0; border-top: 1px solid #e3e8ee; white-space: nowrap }}
th {{ border: 0; color: #596171; font-weight: 500 }}</style>
<header>A Stripe test server on this machine: nothing is paid. <a href="/">Overview</a></header>
<main><h1>{title}</h1>{problem}{body}</main>
"""

#: Months and days by which the buttons of the overview turn the clock.
_JUMPS = {"a day": (0, 1), "four days": (0, 4), "a month": (1, 0), "a year": (12, 0)}


class Pages:
    """The pages.

    Args:
        shop: what they show and change.
        webhooks: whose events the overview lists.
        clock: what the overview shows.
        turn_to: turns it forward.
    """

    def __init__(self, shop: Shop, webhooks: Webhooks, clock: Clock, turn_to: Callable[[int], None]):
        self._shop = shop
        self._webhooks = webhooks
        self._clock = clock
        self._turn_to = turn_to

    def rules(self) -> list[Rule]:
        """Return the routes."""
        return [
            Rule("/", methods=["GET"], endpoint=lambda _: self._overview()),
            Rule("/clock", methods=["POST"], endpoint=self._turn),
            Rule("/pay/<id>", methods=["GET"], endpoint=lambda _, id: self._checkout(id)),
            Rule("/pay/<id>", methods=["POST"], endpoint=self._paid),
            Rule("/portal/<id>", methods=["GET"], endpoint=lambda _, id: self._portal(id)),
            Rule("/portal/<id>", methods=["POST"], endpoint=self._changed),
        ]

    def _checkout(self, id: str, problem: str = "") -> Response:
        found = self._shop.sessions.get(id)
        if found is None or found["status"] != "open":
            return _page("This page is closed", "<p>It was paid, or its time is over.", status=410)
        price = self._shop.price_of(id)
        body = (
            f"<p>{escape(price.name)}</p><p class='price'>{_cost(price)}</p><p class='note'>until it is cancelled</p>"
            + _button("pay", "Pay", first=True)
            + "<h2>Or try what else happens</h2>"
            + _button("pay_once", "Pay with a card that is declined next time")
            + _button("decline", "Pay with a card that is declined")
            + _button("cancel", "Back")
        )
        return _page("Checkout", body, problem)

    def _paid(self, request: Request, id: str) -> Response:
        do = request.form.get("do", "")
        found = self._shop.sessions.get(id)
        if found is None or found["status"] != "open":
            return self._checkout(id)
        if do == "cancel":
            return redirect(found["cancel_url"] or "/", 303)
        if do == "decline":
            return self._checkout(id, "Your card was declined.")
        self._shop.use_card(found["customer"], failing=False)
        back = self._shop.pay(id)
        if do == "pay_once":
            self._shop.use_card(found["customer"], failing=True)
        return redirect(back, 303)

    def _portal(self, id: str, problem: str = "") -> Response:
        session = self._shop.portals.get(id)
        if session is None:
            return _page("This page is closed", "", status=404)
        if session["flow"]:
            return self._confirmation(session, problem)
        body = "".join(map(self._plan, self._shop.running(session["customer"]))) or "<p>There is no subscription."
        card = "is declined" if session["customer"] in self._shop.failing else "is good"
        cards = _button("good_card", "A good card") + _button("bad_card", "A card that is declined")
        body += f"<h2>Card</h2>{_row(f'It {card}.', cards)}"
        return _page("Your plan", body + f'<p><a href="{escape(_back(session))}">Back</a>', problem)

    def _plan(self, found: dict[str, Any]) -> str:
        """The forms for what may be done to a subscription."""
        item, facts = item_of(found), {"subscription": found["id"]}
        ends = "ends" if found["cancel_at_period_end"] else "renews"
        name, day = escape(item["price"]["nickname"]), _day(item["current_period_end"])
        parts = [f"<h2>{name}</h2><p>{found['status'].replace('_', ' ').capitalize()}; {ends} on {day}.</p>"]
        if later := self._shop.next_price(found["id"]):
            parts.append(f"<p>From then on it is {escape(later.name)}, {_cost(later)}.</p>")
        parts.append('<div class="together">')
        if found["cancel_at_period_end"]:
            parts.append(_button("keep", "Do not cancel", facts))
        else:
            parts.append(_button("cancel", "Cancel at the end of the period", facts))
        parts.append(_button("cancel_now", "Cancel now", facts) + "</div><h2>Other plans</h2>")
        for price in self._shop.prices.values():
            if price.id not in (item["price"]["id"], "price_foreign"):
                change = _button("change", f"Change to {price.name}", facts | {"price": price.id})
                parts.append(_row(_cost(price), change))
        return "".join(parts)

    def _confirmation(self, session: dict[str, Any], problem: str) -> Response:
        change = session["flow"]["subscription_update_confirm"]
        price = self._shop.price(change["items"][0]["price"])
        body = f"<p>{escape(price.name)}</p><p class='price'>{_cost(price)}</p>"
        body += "<p class='note'>More begins now, less what is left of the present plan; less when that is over.</p>"
        body += _button("confirm", "Confirm", first=True) + _button("back", "Back")
        return _page("Confirm your new plan", body, problem)

    def _changed(self, request: Request, id: str) -> Response:
        session = self._shop.portals.get(id)
        if session is None:
            return self._portal(id)
        do, subscription = request.form.get("do", ""), request.form.get("subscription", "")
        steps: dict[str, Callable[[], object]] = {
            "change": lambda: self._shop.change_at_portal(
                subscription, self._shop.price(request.form.get("price", ""))
            ),
            "keep": lambda: self._shop.cancel_later(subscription, later=False),
            "cancel": lambda: self._shop.cancel_later(subscription, later=True),
            "cancel_now": lambda: self._shop.cancel(subscription),
            "good_card": lambda: self._shop.use_card(session["customer"], failing=False),
            "bad_card": lambda: self._shop.use_card(session["customer"], failing=True),
            "confirm": lambda: self._confirm(session),
            "back": lambda: None,
        }
        try:
            if subscription and self._shop.find("subscription", subscription)["customer"] != session["customer"]:
                return self._portal(id, "This is somebody else's.")
            steps.get(do, lambda: None)()
        except RefusedError as refusal:
            return self._portal(id, str(refusal))
        return redirect(_back(session) if do in ("confirm", "back") else request.path, 303)

    def _confirm(self, session: dict[str, Any]) -> None:
        change = session["flow"]["subscription_update_confirm"]
        self._shop.change_at_portal(change["subscription"], self._shop.price(change["items"][0]["price"]))

    def _turn(self, request: Request) -> Response:
        months, days = _JUMPS.get(request.form.get("do", ""), (0, 0))
        self._turn_to(months_after(self._clock.now(), months) + days * DAY)
        return redirect("/", 303)

    def _overview(self) -> Response:
        buttons = "".join(_button(jump, f"Turn it forward {jump}", path="/clock") for jump in _JUMPS)
        body = f"<p>The clock says {_moment(self._clock.now())}.</p><div class='together'>{buttons}</div>"
        body += "<h2>Subscriptions</h2>" + _table(
            ("Plan", "Status", "Paid until", "Owner", "Id"),
            [
                (
                    item_of(each)["price"]["nickname"],
                    each["status"].replace("_", " ") + (", ends then" if each["cancel_at_period_end"] else ""),
                    _day(item_of(each)["current_period_end"]),
                    each["metadata"].get("owner", ""),
                    each["id"],
                )
                for each in reversed(self._shop.subscriptions.values())
            ],
        )
        body += "<h2>Events</h2>" + _table(
            ("Happened", "Type", "Answers", "Id"),
            [
                (
                    _moment(each.event["created"]),
                    each.event["type"],
                    ", ".join(map(str, each.answers)) or "on its way",
                    each.event["id"],
                )
                for each in reversed(self._webhooks.deliveries[-50:])
            ],
        )
        return _page("Stripe test server", body, width="64rem")


def _page(title: str, body: str, problem: str = "", status: int = 200, width: str = "36rem") -> Response:
    shown = f'<p class="problem" role="alert">{escape(problem)}</p>' if problem else ""
    text = _PAGE.format(title=escape(title), body=body, problem=shown, width=width)
    return Response(text, status, mimetype="text/html")


def _row(label: str, buttons: str) -> str:
    return f'<div class="row"><span>{label}</span><div class="together">{buttons}</div></div>'


def _button(do: str, label: str, facts: dict[str, str] | None = None, path: str = "", first: bool = False) -> str:
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in (facts or {}).items()
    )
    kind = ' class="first"' if first else ""
    button = f'<button{kind} name="do" value="{escape(do)}">{escape(label)}</button>'
    return f'<form method="post" action="{escape(path)}">{hidden}{button}</form>'


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    names = "".join(f"<th>{escape(name)}</th>" for name in head)
    cells = ["<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows]
    return f"<div class='wide'><table><tr>{names}</tr>{''.join(cells)}</table></div>" if cells else "<p>None yet."


def _back(session: dict[str, Any]) -> str:
    after = (session["flow"] or {}).get("after_completion", {}).get("redirect", {}).get("return_url")
    return str(after or session["return_url"] or "/")


def _cost(price: Price) -> str:
    return f"${price.cents / 100:.2f} {'a month' if price.months == 1 else 'a year'}"


def _day(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment, UTC):%-d %B %Y}"


def _moment(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment, UTC):%-d %B %Y, %H:%M} UTC"
