"""``python -m local``: run the studio on this machine until Ctrl-C."""

import argparse
import logging
import os
import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from local.banner import banner
from local.errors import LocalError
from local.stopping import stop_event

if TYPE_CHECKING:
    from local.stripe_server import StripeServer

_ROOT = Path(__file__).parents[1]


def main(arguments: list[str] | None = None) -> int:
    """Start, wait for a signal, stop; return the exit code: 0, or 1 when it could not start."""
    options = _parse(arguments)
    logging.basicConfig(level=options.log_level.upper(), format="%(message)s", stream=sys.stderr)
    for noisy in ("boto3", "botocore", "urllib3", "werkzeug", "moto", "s3transfer"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    state_dir = options.state_dir or options.root / ".inkwell"
    if options.reset:
        return _reset(state_dir)
    stop = stop_event()

    from local.cloud import Cloud
    from local.seed import sample_url, seed

    given = dict(parameter.split("=", 1) for parameter in options.parameter)
    try:
        with ExitStack() as stack:
            stripe = stack.enter_context(_stripe_server(options.stripe_port)) if options.stripe else None
            cloud = stack.enter_context(
                Cloud(
                    root=options.root,
                    port=options.port,
                    cloud_port=options.cloud_port,
                    parameters=(stripe.parameters if stripe else {}) | given,
                    state_dir=state_dir,
                    env=stripe.variables if stripe else {},
                    host=options.host,
                    gateway=not options.cloud_only,
                    seed=seed,
                )
            )
            if stripe:
                stripe.serve(cloud, cloud.url)
            url = None if options.cloud_only else cloud.url
            print(banner(url, cloud.endpoint, sample_url(cloud), stripe.url if stripe else None), flush=True)
            stop.wait()
            with suppress(OSError):  # the terminal may be what was lost
                print("Stopping and saving ...", flush=True)
    except LocalError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _reset(folder: Path) -> int:
    from local.state import forget

    try:
        forget(folder)
    except LocalError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _stripe_server(port: int) -> "StripeServer":
    from local.stripe_server import StripeServer

    return StripeServer(port)


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m local", description=__doc__)
    parser.add_argument("--port", type=int, default=os.environ.get("PORT", "3000"), help="port of the API")
    parser.add_argument(
        "--cloud-port", type=int, default=os.environ.get("CLOUD_PORT", "4566"), help="port of the AWS services"
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to bind")
    parser.add_argument("--root", type=Path, default=_ROOT, help="folder of template.yaml")
    parser.add_argument("--state-dir", type=Path, help="folder that keeps the data (.inkwell beside the template)")
    parser.add_argument("--reset", action="store_true", help="forget what that folder keeps, and start nothing")
    parser.add_argument("--cloud-only", action="store_true", help="AWS services and functions without the API")
    parser.add_argument(
        "--parameter", action="append", default=[], metavar="NAME=VALUE", help="a parameter of the template"
    )
    parser.add_argument(
        "--stripe",
        default=os.environ.get("STRIPE") or None,
        choices=["test-server"],
        help="what plans are paid with: a test server on this machine (nothing is paid at all without)",
    )
    parser.add_argument(
        "--stripe-port", type=int, default=os.environ.get("STRIPE_PORT", "12111"), help="port of that test server"
    )
    parser.add_argument("--log-level", default="info", choices=["debug", "info", "warning", "error"])
    options = parser.parse_args(arguments)
    if options.stripe and options.cloud_only:
        parser.error("--stripe needs the API: leave out --cloud-only")
    if any("=" not in parameter for parameter in options.parameter):
        parser.error("--parameter takes NAME=VALUE")
    return options


if __name__ == "__main__":
    sys.exit(main())
