"""Bodies of `multipart/form-data` (RFC 7578), part by part, as API Gateway hands them to a function: in base64."""

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import Any

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent
from multipart import MultipartError, ParserLimitReached, PushMultipartParser, parse_options_header

from inkwell.core.errors import InvalidInput

#: The most parts that a form may have.
MAX_PARTS = 40

#: Characters of base64 that are decoded at a time; four make three bytes.
_CHUNK = 4 * 64 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a form.

    Args:
        name: the field's name.
        file_name: the name of the file on the caller's side, when it is a file. Never a path of ours.
        data: the content.
    """

    name: str
    file_name: str | None
    data: bytearray

    @property
    def text(self) -> str:
        """The content of a field that is no file.

        Raises:
            InvalidInput: it is no UTF-8.
        """
        try:
            return self.data.decode()
        except UnicodeDecodeError:
            raise InvalidInput.field(self.name, "must be text in UTF-8") from None


def parts(event: APIGatewayProxyEvent) -> Iterator[Part]:
    """The parts of a form in their order, each as soon as it is complete; only one is held at a time.

    Raises:
        InvalidInput: the body is no form, or is cut short; or it has too many parts.
    """
    _, options = parse_options_header(event.headers.get("content-type", ""))
    boundary = options.get("boundary")
    if not boundary:
        raise InvalidInput.field("Content-Type", "must name the boundary of the form")
    try:
        with PushMultipartParser(boundary, max_segment_count=MAX_PARTS) as parser:
            yield from _parts(parser, event)
    except ParserLimitReached:
        raise InvalidInput.field("body", f"must have at most {MAX_PARTS} parts, with short headers") from None
    except MultipartError:
        raise InvalidInput.field("body", "must be a complete multipart/form-data body") from None


def _parts(parser: PushMultipartParser, event: APIGatewayProxyEvent) -> Iterator[Part]:
    part = Part("", None, bytearray())
    for chunk in _chunks(event):
        for happened in parser.parse(chunk):
            if happened is None:
                yield part
            elif isinstance(happened, bytes | bytearray):
                part.data.extend(happened)
            else:
                part = Part(happened.name or "", _file_name(happened), bytearray())


def _chunks(event: APIGatewayProxyEvent) -> Iterator[bytes]:
    body = event.body or ""
    for start in range(0, len(body), _CHUNK):
        piece = body[start : start + _CHUNK]
        yield b64decode(piece) if event.is_base64_encoded else piece.encode()


def _file_name(segment: Any) -> str | None:
    """The file's name; `filename*` (RFC 8187), which spells any script, comes before `filename`."""
    disposition: str = segment.header("Content-Disposition", "")
    if "filename*" not in disposition.lower():
        name: str | None = segment.filename
        return name
    header = Message()
    header["Content-Disposition"] = disposition
    return header.get_filename(segment.filename)
