"""Endpoints of Stripe's API that the server has, each with the library's type of its parameters."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from stripe import params as of
from stripe.params import billing_portal, checkout

from local.stripe_server import shapes
from local.stripe_server.errors import RefusedError, missing
from local.stripe_server.shapes import item_of, listed
from local.stripe_server.shop import Shop
from local.stripe_server.webhooks import Webhooks


@dataclass(frozen=True)
class Endpoint:
    """An operation.

    Attributes:
        kind: the library's type of its parameters.
        emulated: the parameters that make a difference here.
        do: takes the checked parameters, and the ids in the path.
    """

    method: str
    path: str
    kind: Any
    emulated: frozenset[str]
    do: Callable[..., dict[str, Any]]


def endpoints(shop: Shop, webhooks: Webhooks, portal_address: str) -> list[Endpoint]:
    """Return all endpoints."""
    api = _Api(shop, webhooks, portal_address)
    declared: list[tuple[str, str, Any, str, Callable[..., dict[str, Any]]]] = [
        ("POST", "/v1/customers", of.CustomerCreateParams, "metadata email name description", api.add_customer),
        ("GET", "/v1/customers/<id>", of.CustomerRetrieveParams, "", api.customer),
        ("DELETE", "/v1/customers/<id>", of.CustomerDeleteParams, "", api.delete_customer),
        (
            "POST",
            "/v1/checkout/sessions",
            checkout.SessionCreateParams,
            "mode customer client_reference_id line_items success_url cancel_url metadata subscription_data",
            api.open_session,
        ),
        ("GET", "/v1/checkout/sessions", checkout.SessionListParams, "customer status limit", api.sessions),
        ("GET", "/v1/checkout/sessions/<id>", checkout.SessionRetrieveParams, "", api.session),
        ("POST", "/v1/checkout/sessions/<id>/expire", checkout.SessionExpireParams, "", api.expire),
        ("GET", "/v1/subscriptions", of.SubscriptionListParams, "customer status limit", api.subscriptions),
        ("GET", "/v1/subscriptions/<id>", of.SubscriptionRetrieveParams, "", api.subscription),
        (
            "POST",
            "/v1/subscriptions/<id>",
            of.SubscriptionUpdateParams,
            "items metadata cancel_at_period_end",
            api.update,
        ),
        ("DELETE", "/v1/subscriptions/<id>", of.SubscriptionCancelParams, "", api.cancel),
        ("GET", "/v1/invoices", of.InvoiceListParams, "customer subscription status limit", api.invoices),
        ("GET", "/v1/invoices/<id>", of.InvoiceRetrieveParams, "", api.invoice),
        ("GET", "/v1/prices", of.PriceListParams, "limit", api.prices),
        ("GET", "/v1/prices/<id>", of.PriceRetrieveParams, "", api.price),
        ("GET", "/v1/events/<id>", of.EventRetrieveParams, "", api.event),
        (
            "POST",
            "/v1/billing_portal/sessions",
            billing_portal.SessionCreateParams,
            "customer return_url flow_data",
            api.open_portal,
        ),
    ]
    return [Endpoint(method, path, kind, frozenset(known.split()), do) for method, path, kind, known, do in declared]


class _Api:
    def __init__(self, shop: Shop, webhooks: Webhooks, portal_address: str):
        self._shop = shop
        self._webhooks = webhooks
        self._portal_address = portal_address

    def add_customer(self, params: dict[str, Any]) -> dict[str, Any]:
        return self._shop.add_customer(params)

    def customer(self, _: dict[str, Any], id: str) -> dict[str, Any]:
        return self._shop.find("customer", id)

    def delete_customer(self, _: dict[str, Any], id: str) -> dict[str, Any]:
        return self._shop.delete_customer(id)

    def open_session(self, params: dict[str, Any]) -> dict[str, Any]:
        if params.get("mode") != "subscription" or len(params.get("line_items", [])) != 1:
            raise RefusedError("The test server sells one subscription at a time", param="line_items")
        for needed in ("customer", "success_url"):
            if not params.get(needed):
                raise RefusedError(f"Missing required param: {needed}.", code="parameter_missing", param=needed)
        line = params["line_items"][0]
        if set(line) - {"price", "quantity"} or line.get("quantity") != 1:
            raise RefusedError("The test server sells one of a price", param="line_items[0][quantity]")
        if set(params.get("subscription_data", {})) - {"metadata"}:
            raise RefusedError("The test server takes metadata only", param="subscription_data")
        return self._shop.open_session(params)

    def sessions(self, params: dict[str, Any]) -> dict[str, Any]:
        return self._list("session", "/v1/checkout/sessions", params)

    def session(self, _: dict[str, Any], id: str) -> dict[str, Any]:
        return self._shop.find("session", id)

    def expire(self, _: dict[str, Any], id: str) -> dict[str, Any]:
        return self._shop.expire(id)

    def subscriptions(self, params: dict[str, Any]) -> dict[str, Any]:
        wanted = params.pop("status", None)
        found = self._list("subscription", "/v1/subscriptions", params)
        if wanted != "all":
            found["data"] = [each for each in found["data"] if (each["status"] == (wanted or each["status"]))]
        if wanted is None:
            found["data"] = [each for each in found["data"] if each["status"] != "canceled"]
        return found

    def subscription(self, _: dict[str, Any], id: str) -> dict[str, Any]:
        return self._shop.find("subscription", id)

    def update(self, params: dict[str, Any], id: str) -> dict[str, Any]:
        found = self._shop.find("subscription", id)
        if "cancel_at_period_end" in params:
            self._shop.cancel_later(id, params["cancel_at_period_end"])
        if items := params.get("items"):
            if items[0].get("id") != item_of(found)["id"]:
                raise missing("subscription item", str(items[0].get("id")), "items[0][id]")
            price = self._shop.price(items[0]["price"], "items[0][price]")
            self._shop.change(id, price, params.get("metadata"))
        return found

    def cancel(self, _: dict[str, Any], id: str) -> dict[str, Any]:
        return self._shop.cancel(id)

    def invoices(self, params: dict[str, Any]) -> dict[str, Any]:
        wanted = params.pop("subscription", None)
        found = self._list("invoice", "/v1/invoices", params)
        if wanted:
            of_it = [each["parent"]["subscription_details"]["subscription"] == wanted for each in found["data"]]
            found["data"] = [each for each, is_it in zip(found["data"], of_it, strict=True) if is_it]
        return found

    def invoice(self, _: dict[str, Any], id: str) -> dict[str, Any]:
        return self._shop.find("invoice", id)

    def prices(self, _: dict[str, Any]) -> dict[str, Any]:
        return listed([price.shown() for price in self._shop.prices.values()], "/v1/prices")

    def price(self, _: dict[str, Any], id: str) -> dict[str, Any]:
        return self._shop.price(id).shown()

    def event(self, _: dict[str, Any], id: str) -> dict[str, Any]:
        for event in self._webhooks.events:
            if event["id"] == id:
                return event
        raise missing("event", id)

    def open_portal(self, params: dict[str, Any]) -> dict[str, Any]:
        if "customer" not in params:
            raise RefusedError("Missing required param: customer.", code="parameter_missing", param="customer")
        customer = self._shop.find("customer", params["customer"], "customer")
        flow = params.get("flow_data")
        if flow:
            self._check_flow(flow, customer["id"])
        return self._shop.open_portal(customer["id"], params.get("return_url"), flow, self._portal_address)

    def _check_flow(self, flow: dict[str, Any], customer: str) -> None:
        if flow["type"] != "subscription_update_confirm":
            raise RefusedError("The test server has only subscription_update_confirm", param="flow_data[type]")
        change, place = flow["subscription_update_confirm"], "flow_data[subscription_update_confirm]"
        found = self._shop.find("subscription", change["subscription"], f"{place}[subscription]")
        (item,) = change["items"]
        price = self._shop.price(item["price"], f"{place}[items][0][price]")
        if found["customer"] != customer or found["status"] != "active":
            raise RefusedError("This subscription cannot be updated", param=f"{place}[subscription]")
        if item["id"] != item_of(found)["id"] or price.id == item_of(found)["price"]["id"]:
            raise RefusedError("There is nothing to update", param=f"{place}[items]")

    def _list(self, kind: str, url: str, params: dict[str, Any]) -> dict[str, Any]:
        limit = params.pop("limit", 10)
        if not 1 <= limit <= 100:
            raise RefusedError("Invalid limit: must be between 1 and 100", param="limit")
        if "customer" in params:
            self._shop.find("customer", params["customer"], "customer")
        everything = reversed(getattr(self._shop, f"{kind}s").values())
        found = [each for each in everything if all(each.get(name) == value for name, value in params.items())]
        return shapes.listed(found[:limit], url) | {"has_more": len(found) > limit}
