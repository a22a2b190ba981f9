"""Wiring: the ports with their AWS adapters, and the use cases made of them, each made on first use and kept.

Modules that all families and workflows share are imported here. Modules of one family, or of the API alone, are
imported in the functions below: other families and all tasks start without them.
"""

from functools import cache
from typing import TYPE_CHECKING

from inkwell.aws import clients
from inkwell.aws.heroes import DynamoHeroes
from inkwell.aws.idempotency import DynamoIdempotency
from inkwell.aws.jobs import DynamoJobs
from inkwell.aws.ledger import DynamoLedger
from inkwell.aws.objects import S3Objects
from inkwell.aws.project_files import DynamoProjectFiles
from inkwell.aws.webhooks import DynamoSeenWebhooks
from inkwell.aws.workflows import StepFunctions
from inkwell.coloring_books.effects import NewHeroes
from inkwell.core.effects import Combined
from inkwell.core.ledger import HeldBlots
from inkwell.settings import AccessSettings, StorageSettings, SupabaseSettings, WorkflowSettings, load
from inkwell.uploads.unused_names import UnusedNames

if TYPE_CHECKING:
    from inkwell.accounts.sessions import Sessions
    from inkwell.accounts.supabase import Supabase
    from inkwell.aws.books import DynamoBooks
    from inkwell.aws.expiring import DynamoExpiring
    from inkwell.aws.projects import DynamoProjects
    from inkwell.aws.rates import DynamoRates
    from inkwell.aws.secrets import SecretKeyRing
    from inkwell.aws.uploads import DynamoUploads
    from inkwell.aws.users import DynamoUsers
    from inkwell.coloring_books.accounts import Accounts
    from inkwell.coloring_books.heroes import Heroes
    from inkwell.coloring_books.jobs import BookJobs
    from inkwell.coloring_books.projects import Projects
    from inkwell.picture_books.reading import Reading
    from inkwell.picture_books.redrawing import Redrawing
    from inkwell.reference_kits.kit_images import KitPictures
    from inkwell.reference_kits.kits import ReferenceKits
    from inkwell.story_images.tasks import StoryTasks
    from inkwell.storyboards.predictions import Predictions
    from inkwell.uploads.own_pictures import OwnPictures


@cache
def jobs() -> DynamoJobs:
    """The store of jobs and pictures, with the effects of their steps."""
    effects = Combined(HeldBlots(ledger()), UnusedNames(project_files()), NewHeroes(heroes()))
    return DynamoJobs(clients.dynamodb(), load(StorageSettings).table_name, effects)


@cache
def ledger() -> DynamoLedger:
    """The ledger of all owners' Blots."""
    return DynamoLedger(clients.dynamodb(), load(StorageSettings).table_name)


@cache
def expiring() -> "DynamoExpiring":
    """The store of things that expire."""
    from inkwell.aws.expiring import DynamoExpiring

    return DynamoExpiring(clients.dynamodb(), load(StorageSettings).table_name)


@cache
def idempotency() -> DynamoIdempotency:
    """The store of claims on Idempotency-Keys."""
    return DynamoIdempotency(clients.dynamodb(), load(StorageSettings).table_name)


@cache
def uploads() -> "DynamoUploads":
    """The store of uploads."""
    from inkwell.aws.uploads import DynamoUploads

    return DynamoUploads(clients.dynamodb(), load(StorageSettings).table_name)


@cache
def users() -> "DynamoUsers":
    """The store of users."""
    from inkwell.aws.users import DynamoUsers

    return DynamoUsers(clients.dynamodb(), load(StorageSettings).table_name)


@cache
def key_ring() -> "SecretKeyRing":
    """The keys of our access tokens."""
    from inkwell.aws.secrets import SecretKeyRing

    return SecretKeyRing(load(AccessSettings).jwt_secret_id)


@cache
def sessions() -> "Sessions":
    """The sessions of all users."""
    # Password hashing needs packages that are slow to import, and few functions sign users in.
    from inkwell.accounts.sessions import Sessions
    from inkwell.accounts.throttle import Throttle
    from inkwell.aws.sessions import DynamoFailures, DynamoSessions

    table = load(StorageSettings).table_name
    throttle = Throttle(DynamoFailures(clients.dynamodb(), table))
    return Sessions(users(), DynamoSessions(clients.dynamodb(), table), throttle, key_ring().keys)


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
def objects() -> S3Objects:
    """The store of pictures and files."""
    return S3Objects(clients.s3(), load(StorageSettings).bucket_name)


@cache
def workflows() -> StepFunctions:
    """The state machines."""
    return StepFunctions(clients.stepfunctions, load(WorkflowSettings).state_machine_prefix)


@cache
def project_files() -> DynamoProjectFiles:
    """The store of records of project pictures."""
    return DynamoProjectFiles(clients.dynamodb(), load(StorageSettings).table_name)


@cache
def own_pictures() -> "OwnPictures":
    """The pictures that callers have here."""
    from inkwell.uploads.own_pictures import OwnPictures

    return OwnPictures(project_files(), jobs(), objects())


@cache
def predictions() -> "Predictions":
    """The predictions of all owners."""
    from inkwell.storyboards.predictions import Predictions

    return Predictions(jobs(), objects(), workflows(), project_files())


@cache
def rates() -> "DynamoRates":
    """The store of counts of rate limits."""
    from inkwell.aws.rates import DynamoRates

    return DynamoRates(clients.dynamodb(), load(StorageSettings).table_name)


@cache
def seen_webhooks() -> DynamoSeenWebhooks:
    """The store of webhooks received."""
    return DynamoSeenWebhooks(clients.dynamodb(), load(StorageSettings).table_name)


@cache
def reference_kits() -> "ReferenceKits":
    """The reference kits of all owners."""
    from inkwell.reference_kits.kits import ReferenceKits

    return ReferenceKits(jobs(), objects(), workflows())


@cache
def kit_pictures() -> "KitPictures":
    """The pictures drawn with kits, of all owners."""
    from inkwell.reference_kits.kit_images import KitPictures

    return KitPictures(jobs(), objects(), workflows())


@cache
def projects() -> "DynamoProjects":
    """The store of projects."""
    from inkwell.aws.projects import DynamoProjects

    return DynamoProjects(clients.dynamodb(), load(StorageSettings).table_name)


@cache
def heroes() -> DynamoHeroes:
    """The store of heroes."""
    return DynamoHeroes(clients.dynamodb(), load(StorageSettings).table_name)


@cache
def book_projects() -> "Projects":
    """The projects of all owners."""
    from inkwell.coloring_books.plans import plan_table
    from inkwell.coloring_books.projects import Projects

    return Projects(projects(), heroes(), accounts(), plan_table(), objects().url)


@cache
def book_heroes() -> "Heroes":
    """The heroes of all owners."""
    from inkwell.coloring_books.heroes import Heroes
    from inkwell.coloring_books.plans import plan_table

    return Heroes(heroes(), jobs(), objects(), workflows(), accounts(), plan_table())


@cache
def book_jobs() -> "BookJobs":
    """The jobs of colouring books, of all owners."""
    from inkwell.coloring_books.jobs import BookJobs

    return BookJobs(jobs(), ledger())


@cache
def story_tasks() -> "StoryTasks":
    """The story image tasks of all owners."""
    from inkwell.story_images.tasks import StoryTasks

    return StoryTasks(jobs(), objects(), workflows())


@cache
def books() -> "DynamoBooks":
    """The store of visitors' sessions and finished stories."""
    from inkwell.aws.books import DynamoBooks

    return DynamoBooks(clients.dynamodb(), load(StorageSettings).table_name)


@cache
def reading() -> "Reading":
    """The pages of picture books, of all visitors."""
    from inkwell.picture_books.reading import Reading

    return Reading(books(), jobs(), objects())


@cache
def redrawing() -> "Redrawing":
    """The pictures of picture books that are drawn again, of all visitors."""
    from inkwell.picture_books.redrawing import Redrawing

    return Redrawing(books(), jobs(), objects(), workflows())


@cache
def accounts() -> "Accounts":
    """The accounts of all owners."""
    from inkwell.coloring_books.accounts import Accounts
    from inkwell.coloring_books.plans import plan_table

    return Accounts(ledger(), plan_table())
