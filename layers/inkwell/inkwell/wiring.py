"""Wiring: the use cases, made of the stores, each made on first use and kept.

Each use case is imported in its function below: other families and all tasks start without it.
"""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from inkwell import stores
from inkwell.aws import clients
from inkwell.settings import StorageSettings, StripeSettings, SupabaseSettings, load

if TYPE_CHECKING:
    from inkwell.accounts.sessions import Sessions
    from inkwell.accounts.supabase import Supabase
    from inkwell.coloring_books.accounts import Accounts
    from inkwell.coloring_books.billing import Billing
    from inkwell.coloring_books.calibrations import Calibrations
    from inkwell.coloring_books.checkouts import Checkouts
    from inkwell.coloring_books.edits import PageEdits
    from inkwell.coloring_books.exports import Exports
    from inkwell.coloring_books.generations import Generations
    from inkwell.coloring_books.heroes import Heroes
    from inkwell.coloring_books.jobs import BookJobs
    from inkwell.coloring_books.pages import Pages
    from inkwell.coloring_books.projects import Projects
    from inkwell.coloring_books.waiting import WaitedJobs
    from inkwell.core.making import Makers
    from inkwell.picture_books.coloring_pages import ColoringPages
    from inkwell.picture_books.printed_books import PrintedBooks
    from inkwell.picture_books.reading import Reading
    from inkwell.picture_books.redrawing import Redrawing
    from inkwell.reference_kits.kit_images import KitPictures
    from inkwell.reference_kits.kits import ReferenceKits
    from inkwell.story_images.tasks import StoryTasks
    from inkwell.storyboards.predictions import Predictions
    from inkwell.uploads.own_pictures import OwnPictures


@cache
def sessions() -> "Sessions":
    """The sessions of all users."""
    # Password hashing needs packages that are slow to import, and few functions sign users in.
    from inkwell.accounts.sessions import Sessions
    from inkwell.accounts.throttle import Throttle
    from inkwell.aws.sessions import DynamoFailures, DynamoSessions

    table = load(StorageSettings).table_name
    throttle = Throttle(DynamoFailures(clients.dynamodb(), table))
    return Sessions(stores.users(), DynamoSessions(clients.dynamodb(), table), throttle, stores.key_ring().keys)


@cache
def supabase() -> "Supabase | None":
    """The Supabase project whose session cookies are accepted; None where none is configured."""
    settings = load(SupabaseSettings)
    if not settings.supabase_url:
        return None
    from inkwell.accounts.cookies import default_name
    from inkwell.accounts.supabase import PublishedKeys, SharedSecret, Supabase
    from inkwell.aws.secrets import secret_text

    is_shared = settings.supabase_algorithm == "HS256"
    return Supabase(
        settings.issuer,
        settings.supabase_algorithm,
        settings.supabase_cookie_name or default_name(settings.supabase_url),
        SharedSecret(lambda: secret_text(settings.supabase_secret_id)) if is_shared else PublishedKeys(settings.issuer),
    )


@cache
def own_pictures() -> "OwnPictures":
    """The pictures that callers have here."""
    from inkwell.uploads.own_pictures import OwnPictures

    return OwnPictures(stores.project_files(), stores.jobs(), stores.objects())


@cache
def predictions() -> "Predictions":
    """The predictions of all owners."""
    from inkwell.storyboards.predictions import Predictions

    return Predictions(stores.jobs(), stores.objects(), stores.workflows(), stores.project_files())


@cache
def reference_kits() -> "ReferenceKits":
    """The reference kits of all owners."""
    from inkwell.reference_kits.kits import ReferenceKits

    return ReferenceKits(stores.jobs(), stores.objects(), stores.workflows())


@cache
def kit_pictures() -> "KitPictures":
    """The pictures drawn with kits, of all owners."""
    from inkwell.reference_kits.kit_images import KitPictures

    return KitPictures(stores.jobs(), stores.objects(), stores.workflows())


@cache
def waited_jobs() -> "WaitedJobs":
    """The jobs that requests wait for."""
    from inkwell.coloring_books.waiting import WaitedJobs

    return WaitedJobs(stores.jobs(), stores.objects(), stores.workflows(), stores.ledger())


@cache
def book_calibrations() -> "Calibrations":
    """The calibrations of all projects."""
    from inkwell.coloring_books.calibrations import Calibrations
    from inkwell.coloring_books.plans import plan_table

    return Calibrations(
        stores.projects(),
        stores.calibrations(),
        stores.jobs(),
        stores.objects(),
        stores.workflows(),
        waited_jobs(),
        accounts(),
        plan_table(),
    )


@cache
def page_edits() -> "PageEdits":
    """The edits of all pages."""
    from inkwell.coloring_books.edits import PageEdits
    from inkwell.coloring_books.plans import plan_table

    return PageEdits(
        stores.pages(),
        stores.projects(),
        stores.heroes(),
        stores.jobs(),
        stores.objects(),
        stores.workflows(),
        waited_jobs(),
        accounts(),
        plan_table(),
    )


@cache
def book_projects() -> "Projects":
    """The projects of all owners."""
    from inkwell.coloring_books.plans import plan_table
    from inkwell.coloring_books.projects import Projects

    return Projects(
        stores.projects(),
        stores.pages(),
        stores.heroes(),
        stores.calibrations(),
        stores.jobs(),
        accounts(),
        plan_table(),
        stores.objects().url,
    )


@cache
def book_heroes() -> "Heroes":
    """The heroes of all owners."""
    from inkwell.coloring_books.heroes import Heroes
    from inkwell.coloring_books.plans import plan_table

    return Heroes(stores.heroes(), stores.jobs(), stores.objects(), stores.workflows(), accounts(), plan_table())


@cache
def generations() -> "Generations":
    """The generations of all owners."""
    from inkwell.coloring_books.generations import Generations
    from inkwell.coloring_books.plans import plan_table
    from inkwell.providers.table import model_table

    return Generations(
        stores.projects(),
        stores.pages(),
        stores.heroes(),
        stores.paces(),
        stores.jobs(),
        stores.workflows(),
        accounts(),
        plan_table(),
        model_table().side_by_side,
    )


@cache
def exports() -> "Exports":
    """The exports of all owners."""
    from inkwell.coloring_books.exports import Exports
    from inkwell.coloring_books.plans import plan_table

    return Exports(
        stores.projects(),
        stores.pages(),
        stores.jobs(),
        stores.workflows(),
        accounts(),
        plan_table(),
        stores.objects().url,
    )


@cache
def makers() -> "Makers":
    """The makers of files, by the kind of job."""
    # They need the layer for printing.
    from inkwell.coloring_books.book_files import BookFiles
    from inkwell.coloring_books.data import EXPORT
    from inkwell.picture_books.book_files import StoryBookFiles
    from inkwell.picture_books.data import PRINTED_BOOK

    return {EXPORT: BookFiles(stores.objects()), PRINTED_BOOK: StoryBookFiles(stores.jobs(), stores.objects())}


@cache
def book_pages() -> "Pages":
    """The pages of all projects."""
    from inkwell.coloring_books.pages import Pages

    return Pages(stores.pages(), stores.objects().url)


@cache
def book_jobs() -> "BookJobs":
    """The jobs of colouring books, of all owners."""
    from inkwell.coloring_books.jobs import BookJobs

    return BookJobs(stores.jobs(), stores.ledger(), stores.objects().url)


@cache
def story_tasks() -> "StoryTasks":
    """The story image tasks of all owners."""
    from inkwell.story_images.tasks import StoryTasks

    return StoryTasks(stores.jobs(), stores.objects(), stores.workflows())


@cache
def reading() -> "Reading":
    """The pages of picture books, of all visitors."""
    from inkwell.picture_books.reading import Reading

    return Reading(stores.books(), stores.jobs(), stores.objects())


@cache
def redrawing() -> "Redrawing":
    """The pictures of picture books that are drawn again, of all visitors."""
    from inkwell.picture_books.redrawing import Redrawing

    return Redrawing(stores.books(), stores.jobs(), stores.objects(), stores.workflows())


@cache
def printed_books() -> "PrintedBooks":
    """The books for print of picture books, of all visitors."""
    from inkwell.picture_books.printed_books import PrintedBooks

    return PrintedBooks(stores.books(), stores.jobs(), stores.objects(), stores.workflows())


@cache
def coloring_pages() -> "ColoringPages":
    """The colouring pages of picture books, of all visitors."""
    from inkwell.picture_books.coloring_pages import ColoringPages

    return ColoringPages(stores.books(), stores.jobs(), stores.objects(), stores.workflows(), stores.idempotency())


@cache
def accounts() -> "Accounts":
    """The accounts of all owners."""
    from inkwell.coloring_books.accounts import Accounts
    from inkwell.coloring_books.plans import plan_table

    return Accounts(stores.ledger(), plan_table())


@cache
def billing() -> "Billing":
    """The events of Stripe, and what they do to accounts."""
    from inkwell.coloring_books.billing import Billing
    from inkwell.coloring_books.plans import plan_table
    from inkwell.coloring_books.prices import price_table

    return Billing(stores.ledger(), stores.billing_records(), accounts(), plan_table(), price_table())


def checkouts() -> "Checkouts":
    """The checkouts of all owners.

    Raises:
        BillingDisabled: this deployment has no Stripe.
    """
    from inkwell.aws.secrets import stripe_secret
    from inkwell.coloring_books.errors import BillingDisabled
    from inkwell.coloring_books.prices import price_table

    settings = load(StripeSettings)
    key = stripe_secret(settings.stripe_secret_id).api_key
    if not key or not price_table() or not settings.frontend_url:
        raise BillingDisabled
    return _checkouts(key)


@lru_cache(maxsize=1)
def _checkouts(key: str) -> "Checkouts":
    # They need the layer for payments. Another key, after a rotation, makes another client.
    from inkwell.aws.customers import DynamoCustomers
    from inkwell.coloring_books.checkouts import Checkouts
    from inkwell.coloring_books.prices import price_table
    from inkwell.providers.stripe_payments import StripePayments

    settings = load(StripeSettings)
    customers = DynamoCustomers(clients.dynamodb(), load(StorageSettings).table_name)
    payments = StripePayments(key, settings.frontend_url, settings.stripe_api_base)
    return Checkouts(accounts(), customers, payments, price_table())
