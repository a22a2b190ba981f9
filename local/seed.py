"""What a fresh embedded cloud holds: called once, before the first request is answered."""

from inkwell.accounts.passwords import hash_password
from inkwell.accounts.users import User
from inkwell.aws.users import DynamoUsers
from local.banner import DEMO_PASSWORD, DEMO_USER
from local.cloud import Cloud


def seed(cloud: Cloud) -> None:
    """Add the demo user, who exists in embedded clouds alone.

    Args:
        cloud: started, but not yet open to requests.
    """
    users = DynamoUsers(cloud.client("dynamodb"), cloud.resource_name("Table"))
    users.add(User(DEMO_USER, hash_password(DEMO_PASSWORD)))
