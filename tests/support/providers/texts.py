"""A provider of texts on 127.0.0.1 that says what the test has written down."""

import json
from collections.abc import Callable
from typing import Any, ClassVar

from tests.support.providers.base import Fault, ProviderServer, Reply, Request

Line = Reply | Callable[[Request], Reply]


class TextServer(ProviderServer):
    """Answers every request with the next line of its script; `paid` counts those with HTTP 200."""

    key: ClassVar[str] = "test-key"

    def __init__(self, *script: Line, **options: Any) -> None:
        super().__init__(**options)
        self.script = list(script)

    def costs_money(self, request: Request) -> bool:
        return request.method == "POST"

    def fault_reply(self, fault: Fault) -> Reply:
        status = "RESOURCE_EXHAUSTED" if fault == "429" else "INTERNAL"
        return Reply(int(fault), {"error": {"code": int(fault), "message": "Try again", "status": status}})

    def reply(self, request: Request) -> Reply:
        line = self.script.pop(0)
        reply = line(request) if callable(line) else line
        self.paid.append(request)
        return reply


def chatted(content: Any, *, cost: float | None = None, **choice: Any) -> Reply:
    """An answer of the chat completions protocol."""
    said = content if isinstance(content, str | None) else json.dumps(content)
    message = {"role": "assistant", "content": said, "refusal": choice.pop("refusal", None)}
    usage = {"prompt_tokens": 1000, "completion_tokens": 2000, "total_tokens": 3000, "cost": cost}
    return Reply(
        200,
        {
            "id": "gen-1",
            "object": "chat.completion",
            "choices": [{"index": 0, "finish_reason": "stop", "message": message, **choice}],
            "usage": usage,
        },
    )


def generated(content: Any, **candidate: Any) -> Reply:
    """An answer of Gemini."""
    said = content if isinstance(content, str) else json.dumps(content)
    parts = [{"text": "Let me think.", "thought": True}, {"text": said[:10]}, {"text": said[10:]}]
    return Reply(
        200,
        {
            "candidates": [
                {"index": 0, "content": {"role": "model", "parts": parts}, "finishReason": "STOP", **candidate}
            ],
            "usageMetadata": {"promptTokenCount": 1000, "candidatesTokenCount": 1500, "thoughtsTokenCount": 500},
        },
    )
