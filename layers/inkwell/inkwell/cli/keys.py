"""`inkwell keys`: the keys that sign access tokens."""

import argparse
from datetime import UTC, datetime
from typing import Any

from inkwell.accounts.signing_keys import rotate
from inkwell.aws.secrets import dump_signing_keys, load_signing_keys
from inkwell.cli.studio import add_argument, studio


def register(subparsers: Any) -> None:
    """Add the command to its parser."""
    commands = subparsers.add_parser("keys", help="the keys that sign access tokens")
    parser = commands.add_subparsers(required=True, metavar="COMMAND").add_parser(
        "rotate", help="a fresh signing key; the one before still verifies, and nobody is signed out"
    )
    parser.add_argument(
        "--leaked", action="store_true", help="trust no earlier key any more: signs everybody out within 5 minutes"
    )
    parser.set_defaults(run=_rotate)
    add_argument(parser)


def _rotate(options: argparse.Namespace) -> int:
    with studio(options) as target:
        stored = target.secretsmanager.get_secret_value(SecretId=target.jwt_secret)["SecretString"]
        keys = rotate(load_signing_keys(stored), datetime.now(UTC), leaked=options.leaked)
        target.secretsmanager.put_secret_value(SecretId=target.jwt_secret, SecretString=dump_signing_keys(keys))
    kept = ", ".join(kid for kid in keys.keys if kid != keys.current)
    print(f"Tokens are signed with {keys.current} within 5 minutes; {kept or 'no earlier key'} still verifies.")
    return 0
