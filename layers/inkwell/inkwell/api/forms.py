"""Forms: bodies of `multipart/form-data` (RFC 7578) and of `application/x-www-form-urlencoded`.

`parts` hands out a multipart body part by part, for endpoints that take files one at a time; `values` makes either kind
of form the fields of a model, for endpoints that take forms beside JSON. API Gateway hands multipart bodies to a
function in base64.
"""

import re
from base64 import b64decode
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin
from urllib.parse import parse_qsl, unquote_to_bytes

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent
from multipart import MultipartError, ParserLimitReached, PushMultipartParser, parse_options_header
from pydantic import BaseModel

from inkwell.core.errors import InvalidInput, PayloadTooLarge
from inkwell.http import URLENCODED

#: The most parts, or fields, that a form may have.
MAX_PARTS = 40

#: The most bytes that a form's texts, with the names of its fields, may have together. Files are bounded by the whole
#: body, for which Lambda takes 6 MB.
MAX_TEXT = 64 * 1024

# A parameter of a header: its name, and its value as it was sent, with its quotes.
_PARAMETER = re.compile(r';\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;"]*)')
# An extended value (RFC 8187, section 3.2.1): character set, language, and text in percent-encoding.
_EXTENDED = re.compile(r"([^']*)'[^']*'([A-Za-z0-9%!#$&+^_`|~.-]*)")
_CHARACTER_SETS = frozenset({"utf-8", "iso-8859-1"})

#: Characters of base64 that are decoded at a time; four make three bytes.
_CHUNK = 4 * 64 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a form.

    Args:
        name: the field's name.
        file_name: the caller's name of the file; None for a text field. It is never used as a path.
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
    """The parts of a form in their order, each as soon as it is complete; only one part is in memory at a time.

    Raises:
        InvalidInput: the body is no form, is cut short, or has names that are no UTF-8; or it has too many parts.
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
    except MultipartError as error:
        if isinstance(error.__context__, UnicodeDecodeError):
            problem = "must name its fields and files in UTF-8"
        else:
            problem = "must be a complete multipart/form-data body"
        raise InvalidInput.field("body", problem) from None


def values(event: APIGatewayProxyEvent, media_type: str, model: type[BaseModel]) -> dict[str, Any]:
    """The fields of a form, by name, to be validated by a model.

    Texts are strings as they were sent, the empty one too; files are bytes. A file part with neither name nor content
    is what browsers send for a field without a file: it counts as not sent. A field that may come several times is a
    list where the model has a list. Fields that the model does not have are kept, for it to ignore or to refuse.

    Args:
        media_type: MULTIPART or URLENCODED.
        model: reads all values out of strings, so it must not be strict.

    Raises:
        InvalidInput: the body is no form, has too many fields, or repeats a field that the model has once.
        PayloadTooLarge: its texts are too long.
    """
    sent = _urlencoded(event) if media_type == URLENCODED else _multipart(event)
    found: dict[str, list[str | bytes]] = {}
    length = 0
    for name, value in sent:
        length += len(name.encode()) + (len(value.encode()) if isinstance(value, str) else 0)
        if length > MAX_TEXT:
            raise _too_long()
        found.setdefault(name, []).append(value)
    lists = _lists(model)
    known = {field.alias or name for name, field in model.model_fields.items()}
    for name, several in found.items():
        if len(several) > 1 and name in known - lists:
            raise InvalidInput.field(name, "must come once")
    return {name: several if name in lists or len(several) > 1 else several[0] for name, several in found.items()}


def _multipart(event: APIGatewayProxyEvent) -> Iterator[tuple[str, str | bytes]]:
    for part in parts(event):
        if part.file_name is None:
            yield part.name, part.text
        elif part.file_name or part.data:
            yield part.name, bytes(part.data)


def _urlencoded(event: APIGatewayProxyEvent) -> Collection[tuple[str, str]]:
    body = event.body or ""
    # Each byte of a text has three characters at most; in base64 there are four for three.
    if len(body) > 4 * MAX_TEXT:
        raise _too_long()
    try:
        text = b64decode(body).decode() if event.is_base64_encoded else body
        text.encode()
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MAX_PARTS)
    except UnicodeError:
        raise InvalidInput.field("body", "must be text in UTF-8") from None
    except ValueError:
        raise InvalidInput.field("body", f"must have at most {MAX_PARTS} fields") from None


def _too_long() -> PayloadTooLarge:
    return PayloadTooLarge(f"The texts of a form must have at most {MAX_TEXT} bytes together")


def _lists(model: type[BaseModel]) -> set[str]:
    """The names of a model's fields that are lists."""
    return {field.alias or name for name, field in model.model_fields.items() if _is_list(field.annotation)}


def _is_list(annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        return any(_is_list(each) for each in get_args(annotation))
    if origin is Annotated:
        return _is_list(get_args(annotation)[0])
    kind = origin or annotation
    return (
        isinstance(kind, type)
        and issubclass(kind, Collection)
        and not issubclass(kind, str | bytes | bytearray | Mapping)
    )


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
    """The file's name: `filename*`, which spells any script, before `filename` (RFC 6266, section 4.3)."""
    disposition: str = segment.header("Content-Disposition", "")
    extended = (value for name, value in _PARAMETER.findall(disposition) if name.lower() == "filename*")
    name: str | None = _decoded(next(extended, "")) or segment.filename
    return name


def _decoded(value: str) -> str | None:
    """The text of an extended value; None when it is none, or in a character set beyond RFC 8187's."""
    parts = _EXTENDED.fullmatch(value.strip().strip('"'))
    if parts is None or parts[1].lower() not in _CHARACTER_SETS:
        return None
    try:
        return unquote_to_bytes(parts[2]).decode(parts[1])
    except UnicodeDecodeError:
        return None
