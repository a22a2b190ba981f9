"""``python -m local``: run the studio on this machine until Ctrl-C."""

import argparse
import logging
import os
import sys
from contextlib import suppress
from pathlib import Path

from local.banner import banner
from local.errors import LocalError
from local.stopping import stop_event

_ROOT = Path(__file__).parents[1]


def main(arguments: list[str] | None = None) -> int:
    """Start, wait for a signal, stop; return the exit code: 0, or 1 when it could not start."""
    options = _parse(arguments)
    logging.basicConfig(level=options.log_level.upper(), format="%(message)s", stream=sys.stderr)
    for noisy in ("boto3", "botocore", "urllib3", "werkzeug", "moto", "s3transfer"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    stop = stop_event()

    from local.cloud import Cloud
    from local.seed import sample_url, seed

    try:
        with Cloud(
            root=options.root,
            port=options.port,
            cloud_port=options.cloud_port,
            parameters=dict(parameter.split("=", 1) for parameter in options.parameter),
            state_dir=options.state_dir or options.root / ".inkwell",
            host=options.host,
            gateway=not options.cloud_only,
            seed=seed,
        ) as cloud:
            print(banner(None if options.cloud_only else cloud.url, cloud.endpoint, sample_url(cloud)), flush=True)
            stop.wait()
            with suppress(OSError):  # the terminal may be what was lost
                print("Stopping and saving ...", flush=True)
    except LocalError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m local", description=__doc__)
    parser.add_argument("--port", type=int, default=os.environ.get("PORT", "3000"), help="port of the API")
    parser.add_argument(
        "--cloud-port", type=int, default=os.environ.get("CLOUD_PORT", "4566"), help="port of the AWS services"
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to bind")
    parser.add_argument("--root", type=Path, default=_ROOT, help="folder of template.yaml")
    parser.add_argument("--state-dir", type=Path, help="folder that keeps the data (.inkwell beside the template)")
    parser.add_argument("--cloud-only", action="store_true", help="AWS services and functions without the API")
    parser.add_argument(
        "--parameter", action="append", default=[], metavar="NAME=VALUE", help="a parameter of the template"
    )
    parser.add_argument("--log-level", default="info", choices=["debug", "info", "warning", "error"])
    options = parser.parse_args(arguments)
    if any("=" not in parameter for parameter in options.parameter):
        parser.error("--parameter takes NAME=VALUE")
    return options


if __name__ == "__main__":
    sys.exit(main())
