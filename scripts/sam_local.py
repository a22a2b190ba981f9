"""`make sam-local`: the API's functions in Lambda's containers, the embedded cloud behind them.

`sam local start-api` serves the API over the functions that `sam build` has built. Tables, bucket, secrets, workflows
and triggers are the embedded cloud's, which listens where containers reach this machine.
"""

import argparse
import ipaddress
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from samcli.yamlhelper import yaml_dump, yaml_parse  # type: ignore[import-untyped]

from local import Cloud, LocalError, aws
from local.banner import banner
from local.seed import sample_url, seed
from local.stopping import stop_event

ROOT = Path(__file__).parents[1]
BUILT = ROOT / ".aws-sam" / "local"
STATE = ROOT / ".inkwell"


class SamLocalError(Exception):
    """The API cannot be served in containers here."""


def container_gateway() -> str:
    """The address at which containers of Docker's default network reach this machine.

    Raises:
        SamLocalError: Docker is not installed or does not run.
    """
    ask = ["docker", "network", "inspect", "bridge", "--format", "{{json .IPAM.Config}}"]
    try:
        answer = subprocess.run(ask, capture_output=True, text=True, check=True)
    except FileNotFoundError:
        raise SamLocalError("docker is not installed: make run needs none") from None
    except subprocess.CalledProcessError as error:
        raise SamLocalError(f"docker does not answer: {error.stderr.strip()}") from None
    network = json.loads(answer.stdout)[0]
    return str(network.get("Gateway") or ipaddress.ip_network(network["Subnet"])[1])


def write_template(built: Path, variables: dict[str, dict[str, str]]) -> Path:
    """Write a template beside the built one whose functions declare all their variables, and return it.

    `sam local` sets only variables that the template declares, and the deployed template must not declare an endpoint.

    Args:
        built: folder that `sam build` wrote.
        variables: environment variables by the functions' logical ids.
    """
    template: dict[str, Any] = yaml_parse((built / "template.yaml").read_text("utf-8"))
    for function, values in variables.items():
        template["Resources"][function]["Properties"]["Environment"] = {"Variables": dict(values)}
    path = built / "template-local.yaml"
    path.write_text(yaml_dump(template), "utf-8")
    return path


def variables_of(cloud: Cloud) -> dict[str, dict[str, str]]:
    """Environment variables by the functions' logical ids: the template's, and the endpoint of the embedded cloud."""
    endpoint = {"AWS_ENDPOINT_URL": cloud.endpoint}
    return {name: function.variables | endpoint for name, function in cloud.functions.items()}


def start_api(template: Path, variables: Path, arch: str, port: int, further: list[str]) -> "subprocess.Popen[bytes]":
    """Start `sam local start-api`.

    Args:
        template: see `write_template`.
        variables: JSON file of the environment variables; it wins over variables of the caller's shell.
        arch: arm64 or x86_64.
        port: of the API.
        further: arguments for sam.
    """
    credentials = {
        "AWS_ACCESS_KEY_ID": aws.ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY": aws.SECRET_KEY,
        "AWS_SESSION_TOKEN": aws.SESSION_TOKEN,
        "AWS_DEFAULT_REGION": aws.REGION,
    }
    command = [
        *(str(Path(sys.executable).with_name("sam")), "local", "start-api"),
        *("--template", str(template), "--env-vars", str(variables)),
        *("--port", str(port), "--warm-containers", "LAZY"),
        *("--parameter-overrides", f"Arch={arch}", "Stage=local"),
        *further,
    ]
    # Its own group: Ctrl-C reaches it when the embedded cloud is still there.
    return subprocess.Popen(command, env=os.environ | credentials, start_new_session=True)


def serve(options: argparse.Namespace, further: list[str]) -> int:
    """Serve until Ctrl-C, SIGTERM or SIGHUP, and return sam's exit code."""
    stop = stop_event()
    host = options.host or container_gateway()
    with Cloud(root=ROOT, cloud_port=options.cloud_port, host=host, gateway=False, state_dir=STATE, seed=seed) as cloud:
        variables = variables_of(cloud)
        template = write_template(BUILT, variables)
        environment = BUILT / "environment.json"
        environment.write_text(json.dumps(variables, indent=2), "utf-8")
        api = start_api(template, environment, options.arch, options.port, further)
        print(banner(f"http://127.0.0.1:{options.port}", cloud.endpoint, sample_url(cloud)), flush=True)
        while api.poll() is None and not stop.wait(0.2):
            pass
        if api.poll() is None:
            api.send_signal(signal.SIGINT)  # sam removes its containers
        code = api.wait()
    return 0 if stop.is_set() else code


def main() -> int:
    """Entry point; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m scripts.sam_local", description=__doc__)
    parser.add_argument("--arch", required=True, choices=["arm64", "x86_64"], help="what the functions are built for")
    parser.add_argument("--port", type=int, default=os.environ.get("PORT", "3000"), help="port of the API")
    parser.add_argument("--cloud-port", type=int, default=os.environ.get("CLOUD_PORT", "4566"), help="port of AWS")
    parser.add_argument(
        "--host", help="address of this machine that containers reach (default: the gateway of Docker's bridge)"
    )
    options, further = parser.parse_known_args()
    try:
        return serve(options, further)
    except (SamLocalError, LocalError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
