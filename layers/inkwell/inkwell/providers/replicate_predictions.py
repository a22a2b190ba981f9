"""Predictions on Replicate, read with defaults: fields come and go, and new statuses may appear.

Source: https://replicate.com/docs/reference/http and https://replicate.com/docs/topics/predictions/lifecycle
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from inkwell.providers.pictures import is_count
from inkwell.providers.reading import mapping, text, words

#: Statuses after which nothing changes.
TERMINAL = frozenset({"succeeded", "failed", "canceled", "aborted"})

# What tqdm prints, such as " 75%|███████▌  | 3/4 [00:00<00:00, 15.38it/s]"; the official clients read the same.
_PROGRESS = re.compile(r"^\s*(\d{1,3})%\s*\|.+?\|\s*(\d+)/(\d+)")
_SEED = re.compile(r"^Using seed: (\d{1,20})\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Prediction:
    """A prediction, as Replicate reports it.

    Args:
        id: 26 lower-case letters and digits.
        status: one of TERMINAL, starting, processing, or one that we do not know yet.
        output: URLs of pictures.
        is_emptied: whether the output is a list without a picture, because the safety checker removed all pictures.
        error, logs: in the model's words.
        is_removed: whether its output was deleted, which happens an hour after its end.
        was_started: whether it ever ran; only then it is charged for.
        has_ended: whether it has a final status or a moment of completion.
        image_count: how many pictures it is charged for, which may be 0; None when it does not say.
        model: "owner/name".
        input: the inputs that it was created with.
        webhook: the URL that it reports to, if any.
        created_at: seconds since 1970.
    """

    id: str
    status: str = ""
    output: tuple[str, ...] = ()
    is_emptied: bool = False
    error: str = ""
    logs: str = ""
    is_removed: bool = False
    was_started: bool = False
    has_ended: bool = False
    image_count: int | None = None
    model: str = ""
    input: Mapping[str, Any] = field(default_factory=dict)
    webhook: str | None = None
    created_at: float = 0.0

    @classmethod
    def read(cls, body: object) -> "Prediction | None":
        """The prediction in a JSON body; None when the body holds none."""
        if not isinstance(body, Mapping) or not isinstance(body.get("id"), str) or not body["id"]:
            return None
        output, status = body.get("output"), text(body.get("status"))
        urls = output if isinstance(output, list) else [output]
        count = mapping(body.get("metrics")).get("image_count")
        return cls(
            id=body["id"],
            status=status,
            output=tuple(url for url in urls if isinstance(url, str) and url),
            is_emptied=output == [],
            error=words(body.get("error")),
            logs=text(body.get("logs")),
            is_removed=body.get("data_removed") is True,
            was_started=bool(body.get("started_at")),
            has_ended=status in TERMINAL or bool(body.get("completed_at")),
            image_count=count if is_count(count) else None,
            model=text(body.get("model")),
            input=mapping(body.get("input")),
            webhook=text(body.get("webhook")) or None,
            created_at=_moment(body.get("created_at")),
        )

    @property
    def progress(self) -> int | None:
        """Percent done, by the last progress bar in the logs."""
        for line in reversed(self.logs.splitlines()):
            if match := _PROGRESS.match(line):
                return min(100, int(match[1]))
        return None

    @property
    def seed(self) -> int | None:
        """The seed that was used, by the logs."""
        seeds = _SEED.findall(self.logs)
        return int(seeds[-1]) if seeds else None

    @property
    def end(self) -> str:
        """The code of its end in the table of outcomes: its status, and what else matters."""
        if self.status == "canceled" and self.was_started:
            return "canceled after its start"
        return "an empty list" if self.is_emptied else self.status

    def does(self, model: str, asked: Mapping[str, Any], webhook: str | None) -> bool:
        """True for a prediction that may be the result of a request with these inputs.

        Pictures are not compared: Replicate may store them, and give them other URLs.
        """
        return (
            self.model in ("", model)
            and webhook in (None, self.webhook or webhook)
            and bool(self.input)
            and all(self.input.get(name) == asked.get(name) for name in ("prompt", "seed", "aspect_ratio"))
        )


def _moment(value: object) -> float:
    try:
        return datetime.fromisoformat(text(value)).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0
