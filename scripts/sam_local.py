"""`make sam-local`: the API's functions in Lambda's containers, the embedded cloud behind them.

`sam local start-api` serves the API over the functions that `sam build` has built. Tables, bucket, secrets, workflows
and triggers are the embedded cloud's, which listens where containers reach this machine.
"""

import argparse
import ipaddress
import json
import os
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from samcli.yamlhelper import yaml_dump, yaml_parse  # type: ignore[import-untyped]

from local import Cloud, LocalError, aws
from local.banner import banner
from local.seed import sample_url, seed
from local.serving import Port
from local.stopping import stop_event
from scripts.sam_child import Child

ROOT = Path(__file__).parents[1]
#: The folder that `sam build` writes, and removes when it is called again.
BUILT = ROOT / ".aws-sam" / "local"
#: The folder that `sam local` is given: beside the build, not in it.
SERVED = ROOT / ".aws-sam" / "serve"

SAM = str(Path(sys.executable).with_name("sam"))

#: The properties that lead to built code, by the type of their resource.
_CODE = {"AWS::Serverless::Function": "CodeUri", "AWS::Serverless::LayerVersion": "ContentUri"}


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


def build(arch: str, stop: threading.Event) -> bool:
    """Build the functions and layers; False when somebody stopped it.

    Raises:
        SamLocalError: it failed. What sam said stands in the message; of a success it only advises other commands.
    """
    command = [SAM, "build", "--parallel", "--parameter-overrides", f"Arch={arch}", "--build-dir", str(BUILT)]
    with TemporaryFile() as said:
        child = Child(command, {"ARCH": arch}, said)
        while child.code is None and not stop.wait(0.2):
            pass
        if child.code is None:
            child.end(stop)
            return False
        if child.code:
            said.seek(0)
            raise SamLocalError(f"sam build failed:\n{said.read().decode(errors='replace').strip()}")
    return True


def write_template(built: Path, served: Path, variables: Mapping[str, Mapping[str, str]], arch: str) -> Path:
    """Write what `sam local` needs: a template, and beside it the file of variables. Returns the template.

    Functions declare all their variables, since `sam local` sets no others, and the deployed template must not declare
    an endpoint. Parameters have this machine's values as their defaults, so that no command has to name them.

    Args:
        built: folder that `sam build` wrote.
        served: folder to write to.
        variables: environment variables by the functions' logical ids.
        arch: arm64 or x86_64.
    """
    template: dict[str, Any] = yaml_parse((built / "template.yaml").read_text("utf-8"))
    template["Parameters"]["Arch"]["Default"] = arch
    template["Parameters"]["Stage"]["Default"] = "local"
    for resource in template["Resources"].values():
        if place := _CODE.get(resource["Type"]):
            resource["Properties"][place] = str((built / resource["Properties"][place]).resolve())
    for function, values in variables.items():
        template["Resources"][function]["Properties"]["Environment"] = {"Variables": dict(values)}
    served.mkdir(parents=True, exist_ok=True)
    (served / "environment.json").write_text(json.dumps(variables, indent=2), "utf-8")
    path = served / "template.yaml"
    path.write_text(yaml_dump(template), "utf-8")
    return path


def variables_of(cloud: Cloud) -> dict[str, dict[str, str]]:
    """Environment variables by the functions' logical ids: the template's, and how the embedded cloud is reached."""
    reached = {
        "AWS_ENDPOINT_URL": cloud.endpoint,
        "AWS_ACCESS_KEY_ID": aws.ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY": aws.SECRET_KEY,
        "AWS_SESSION_TOKEN": aws.SESSION_TOKEN,
    }
    return {name: function.variables | reached for name, function in cloud.functions.items()}


def start_api(template: Path, port: int, further: list[str]) -> Child:
    """Start `sam local start-api`.

    Args:
        template: see `write_template`.
        port: of the API.
        further: arguments for sam.
    """
    variables = template.with_name("environment.json")
    command = [
        *(SAM, "local", "start-api"),
        *("--template", str(template), "--env-vars", str(variables)),
        *("--port", str(port), "--warm-containers", "LAZY"),
        *further,
    ]
    return Child(command, {"AWS_DEFAULT_REGION": aws.REGION})


class Readiness:
    """The readiness of the API, asked in the background: the first answer takes as long as a container and its image.

    Args:
        url: of the API.
        pause: seconds between two questions.
    """

    def __init__(self, url: str, pause: float = 0.5):
        self.reached = threading.Event()
        self._url = f"{url}/health"
        self._pause = pause
        self._over = threading.Event()
        threading.Thread(target=self._ask, daemon=True).start()

    def end(self) -> None:
        """Ask no more."""
        self._over.set()

    def _ask(self) -> None:
        told = False
        while not self._over.wait(self._pause):
            try:
                with urllib.request.urlopen(self._url, timeout=300):
                    self.reached.set()
                    return
            except urllib.error.HTTPError as error:
                if not told:
                    problem = f"not ready: GET /health answers {error.code}; what sam says above tells why"
                    print(problem, file=sys.stderr, flush=True)
                told = True
            except OSError:
                pass  # nobody listens yet


def serve(options: argparse.Namespace, further: list[str]) -> int:
    """Serve until Ctrl-C, SIGTERM or SIGHUP, and return sam's exit code.

    Whatever may be missing is asked before the build, which takes longest.
    """
    stop = stop_event()
    gateway = container_gateway()
    port = Port("127.0.0.1", options.port, "--port or PORT")
    with Cloud(
        root=ROOT,
        cloud_port=options.cloud_port,
        host=options.host or gateway,
        gateway=False,
        state_dir=options.state_dir,
        seed=seed,
    ) as cloud:
        print("Building the functions for containers ...", flush=True)
        if not build(options.arch, stop):
            return 0
        template = write_template(BUILT, SERVED, variables_of(cloud), options.arch)
        port.close()
        url = f"http://127.0.0.1:{port.number}"
        print(f"Starting sam at {url}; the first container needs a while ...", flush=True)
        api = start_api(template, port.number, further)
        ready = Readiness(url)
        told = False
        while api.code is None and not stop.wait(0.2):
            if ready.reached.is_set() and not told:
                told = True
                print(banner(url, cloud.endpoint, sample_url(cloud)), flush=True)
        ready.end()
        code = api.code
        if code is None:
            print("Stopping sam and its containers; Ctrl-C again does not wait for them ...", flush=True)
            if not api.end(stop):
                print("sam had to be killed: docker ps shows the containers that it left", file=sys.stderr)
    return code or 0


def main(arguments: list[str] | None = None) -> int:
    """Entry point; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m scripts.sam_local", description=__doc__, epilog="Other arguments are handed to sam."
    )
    parser.add_argument("--arch", required=True, choices=["arm64", "x86_64"], help="what the functions are built for")
    parser.add_argument("--port", type=int, default=os.environ.get("PORT", "3000"), help="port of the API")
    parser.add_argument("--cloud-port", type=int, default=os.environ.get("CLOUD_PORT", "4566"), help="port of AWS")
    parser.add_argument(
        "--host", help="address of this machine that containers reach (default: the gateway of Docker's bridge)"
    )
    parser.add_argument(
        "--state-dir", type=Path, default=ROOT / ".inkwell", help="folder that keeps the data (.inkwell)"
    )
    options, further = parser.parse_known_args(arguments)
    try:
        return serve(options, further)
    except (SamLocalError, LocalError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
