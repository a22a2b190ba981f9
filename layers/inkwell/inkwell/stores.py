"""The stores on AWS and the state machines, behind the ports of the core, each made on first use and kept.

Modules that all families and workflows share are imported here. Modules of the API alone are imported in the
functions below: tasks start without them.
"""

from functools import cache
from typing import TYPE_CHECKING

from inkwell.aws import clients
from inkwell.aws.calibrations import DynamoCalibrations
from inkwell.aws.heroes import DynamoHeroes
from inkwell.aws.idempotency import DynamoIdempotency
from inkwell.aws.jobs import DynamoJobs
from inkwell.aws.ledger import DynamoLedger
from inkwell.aws.objects import S3Objects
from inkwell.aws.paces import DynamoPaces
from inkwell.aws.pages import DynamoPages
from inkwell.aws.project_files import DynamoProjectFiles
from inkwell.aws.projects import DynamoProjects
from inkwell.aws.webhooks import DynamoSeenWebhooks
from inkwell.aws.workflows import StepFunctions
from inkwell.coloring_books.effects import (
    EditedPages,
    ExportedProjects,
    GeneratedProjects,
    NewHeroes,
    NewSamples,
    NewVersions,
)
from inkwell.core.effects import Combined
from inkwell.core.ledger import HeldBlots
from inkwell.settings import AccessSettings, StorageSettings, StripeSettings, WorkflowSettings, load
from inkwell.uploads.unused_names import UnusedNames

if TYPE_CHECKING:
    from inkwell.aws.billing import DynamoBillingRecords
    from inkwell.aws.books import DynamoBooks
    from inkwell.aws.expiring import DynamoExpiring
    from inkwell.aws.queues import SqsEvents
    from inkwell.aws.rates import DynamoRates
    from inkwell.aws.secrets import SecretKeyRing
    from inkwell.aws.uploads import DynamoUploads
    from inkwell.aws.users import DynamoUsers


@cache
def jobs() -> DynamoJobs:
    """The store of jobs and pictures, with the effects of their steps."""
    effects = Combined(
        HeldBlots(ledger()),
        UnusedNames(project_files()),
        NewHeroes(heroes()),
        NewVersions(pages()),
        GeneratedProjects(projects(), paces()),
        NewSamples(calibrations()),
        EditedPages(pages(), projects()),
        ExportedProjects(projects()),
    )
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
def payment_events() -> "SqsEvents":
    """The queue of events of Stripe."""
    from inkwell.aws.queues import SqsEvents

    return SqsEvents(clients.sqs(), load(StripeSettings).stripe_queue_url)


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
def rates() -> "DynamoRates":
    """The store of counts of rate limits."""
    from inkwell.aws.rates import DynamoRates

    return DynamoRates(clients.dynamodb(), load(StorageSettings).table_name)


@cache
def seen_webhooks() -> DynamoSeenWebhooks:
    """The store of webhooks received."""
    return DynamoSeenWebhooks(clients.dynamodb(), load(StorageSettings).table_name)


@cache
def projects() -> DynamoProjects:
    """The store of projects."""
    return DynamoProjects(clients.dynamodb(), load(StorageSettings).table_name)


@cache
def pages() -> DynamoPages:
    """The store of pages of projects."""
    return DynamoPages(clients.dynamodb(), load(StorageSettings).table_name, projects())


@cache
def paces() -> DynamoPaces:
    """The store of measured paces."""
    return DynamoPaces(clients.dynamodb(), load(StorageSettings).table_name)


@cache
def heroes() -> DynamoHeroes:
    """The store of heroes."""
    return DynamoHeroes(clients.dynamodb(), load(StorageSettings).table_name)


@cache
def calibrations() -> DynamoCalibrations:
    """The store of calibrations of projects."""
    return DynamoCalibrations(clients.dynamodb(), load(StorageSettings).table_name)


@cache
def books() -> "DynamoBooks":
    """The store of visitors' sessions and finished stories."""
    from inkwell.aws.books import DynamoBooks

    return DynamoBooks(clients.dynamodb(), load(StorageSettings).table_name)


@cache
def billing_records() -> "DynamoBillingRecords":
    """The store of events of Stripe, and of whose the customers are."""
    from inkwell.aws.billing import DynamoBillingRecords

    return DynamoBillingRecords(clients.dynamodb(), load(StorageSettings).table_name)
