"""Fixtures of several packages: one studio for all tests over HTTP and of workflows, and emulated AWS for a module."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from hypothesis import settings

from inkwell.accounts import tokens
from inkwell.accounts.signing_keys import SigningKeys
from inkwell.accounts.tokens import AccessToken
from inkwell.aws.secrets import load_signing_keys
from inkwell.core.names import new_id
from tests.support.aws import BUCKET, PLAIN, REGION, TABLE, empty, emulated_aws, table_properties
from tests.support.client import Client
from tests.support.keys import KeyServer, key_server
from tests.support.pictures import PictureServer, png
from tests.support.script import Script, ScriptServer
from tests.support.stories import Story, ended
from tests.support.studio import Studio, running, scripted
from tests.support.writer import Say, Writer, WriterServer, tale

# How long an example takes says something of the machine, not of the code.
settings.register_profile("inkwell", deadline=None)
settings.load_profile("inkwell")

PASSWORD = "correct horse battery staple"


@pytest.fixture(scope="session")
def scripts() -> Iterator[ScriptServer]:
    """Where the scripted model asks what to do."""
    server = ScriptServer()
    yield server
    server.close()


@pytest.fixture(scope="session")
def pictures() -> Iterator[PictureServer]:
    """A web server with source pictures."""
    server = PictureServer()
    yield server
    server.close()


@pytest.fixture(scope="session")
def writers() -> Iterator[WriterServer]:
    """Where the text model is."""
    server = WriterServer()
    yield server
    server.close()


@pytest.fixture(scope="session")
def supabase() -> Iterator[KeyServer]:
    """A Supabase project whose sessions count."""
    with key_server() as server:
        yield server


@pytest.fixture(scope="session")
def studio(
    tmp_path_factory: pytest.TempPathFactory, scripts: ScriptServer, writers: WriterServer, supabase: KeyServer
) -> Iterator[Studio]:
    """The studio, with a picture model and a text model that do what tests say."""
    root = scripted(tmp_path_factory.mktemp("scripted"), scripts.url, writers.url)
    # Callers are shared by many tests, which upload more than people do.
    plans = json.dumps({"rates": {"uploads": {"limit": 100_000, "window": 60}}})
    parameters = {"SupabaseUrl": supabase.url, "SupabaseAlgorithm": "ES256", "Plans": plans}
    with running(tmp_path_factory.mktemp("studio"), root, parameters) as studio:
        yield studio


def _client(studio: Studio, keys: SigningKeys, owner: str) -> Iterator[Client]:
    until = datetime.now(UTC) + timedelta(days=1)
    client = Client(studio.url, owner, lambda: tokens.issue(keys, AccessToken(owner, "session"), until=until))
    yield client
    client.close()


@pytest.fixture(scope="session")
def alice(studio: Studio, keys: SigningKeys) -> Iterator[Client]:
    """A signed-in caller."""
    yield from _client(studio, keys, studio.add_user("alice", PASSWORD).id)


@pytest.fixture(scope="session")
def bob(studio: Studio, keys: SigningKeys) -> Iterator[Client]:
    """Another one."""
    yield from _client(studio, keys, studio.add_user("bob", PASSWORD).id)


@pytest.fixture(scope="session")
def keys(studio: Studio) -> SigningKeys:
    """The studio's own signing keys."""
    answer = studio.client("secretsmanager").get_secret_value(SecretId=f"{studio.table}/jwt")
    return load_signing_keys(answer["SecretString"])


@pytest.fixture
def carol(studio: Studio, keys: SigningKeys) -> Iterator[Client]:
    """A signed-in caller who has nothing yet."""
    yield from _client(studio, keys, new_id())


@pytest.fixture(scope="session")
def anyone(studio: Studio) -> Iterator[Client]:
    """A caller without credentials, which this studio lets in as `anonymous`."""
    client = Client(studio.url)
    yield client
    client.close()


@pytest.fixture
def script(scripts: ScriptServer) -> Script:
    """What happens to the pictures drawn from this test's own source picture."""
    return scripts.script(png())


@pytest.fixture
def writer(writers: WriterServer) -> Writer:
    """What the text model says to prompts that hold this test's own word."""
    return writers.writer()


@pytest.fixture
def source(script: Script, pictures: PictureServer) -> str:
    """The URL of this test's own source picture."""
    return pictures.serve(script.picture)


@pytest.fixture(scope="session")
def ready_kit(alice: Client, scripts: ScriptServer, pictures: PictureServer) -> Callable[[], str]:
    """The id of a ready kit of Alice's that tests look at and draw with, but do not change."""
    made: list[str] = []

    def kit() -> str:
        if not made:
            source = pictures.serve(scripts.script(png()).picture)
            made.append(alice.settled(alice.create_kit(source, "Shared")["id"])["id"])
        return made[0]

    return kit


@pytest.fixture(scope="class")
def nothing_new(studio: Studio, ready_kit: Callable[[], str]) -> Iterator[None]:
    """Whatever a class of tests asks for: nothing of it may be stored or started."""
    ready_kit()
    before = studio.job_ids()
    yield
    assert studio.job_ids() == before


@pytest.fixture(scope="session")
def new_story(writers: WriterServer, scripts: ScriptServer) -> Callable[[], Story]:
    """Makes a topic with a good story."""

    def make() -> Story:
        writer = writers.writer()
        writer.says = [Say(tale(word=writer.word))]
        return Story(writer, scripts.script_of(writer.word))

    return make


@pytest.fixture
def story(new_story: Callable[[], Story]) -> Story:
    """This test's own topic."""
    return new_story()


@pytest.fixture(scope="session")
def told(alice: Client, new_story: Callable[[], Story]) -> dict[str, Any]:
    """A completed task of Alice's that tests look at, but do not change."""
    return ended(alice, new_story().start(alice))


@pytest.fixture(scope="module")
def aws() -> Iterator[None]:
    """Emulated AWS for one module's tests, and nobody's account."""
    with emulated_aws():
        yield


@pytest.fixture(scope="module")
def dynamodb_client(aws: None) -> Any:
    """A DynamoDB client with the table of the template; making them takes longer than most tests."""
    client = boto3.client("dynamodb", region_name=REGION, config=PLAIN)
    client.create_table(TableName=TABLE, **table_properties())
    return client


@pytest.fixture
def dynamodb(dynamodb_client: Any) -> Iterator[Any]:
    """The same, with nothing in the table."""
    yield dynamodb_client
    empty(TABLE)


@pytest.fixture(scope="module")
def s3(aws: None) -> Any:
    """An S3 client with a bucket."""
    client = boto3.client("s3", region_name=REGION)
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    return client
