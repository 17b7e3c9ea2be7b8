"""Write a pack again: as TOML, as canonical text with its digest, and the format as JSON Schema."""

import hashlib
import json
from typing import Any

import tomli_w

from holdepunkt.policy.pack.format import Pack

HEADING = "# {title}\n# {municipality}. Written by Holdepunkt.\n\n"


def dump_toml(pack: Pack) -> str:
    """The pack as TOML; checking it again gives an equal pack."""
    heading = HEADING.format(title=_one_line(pack.policy.title), municipality=_one_line(pack.municipality.name))
    return heading + tomli_w.dumps(_told(pack))


def canonical(pack: Pack) -> str:
    """The pack as sorted JSON: equal packs give equal text, whatever their file looked like."""
    told = json.loads(pack.model_dump_json(exclude_defaults=True))
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(pack: Pack) -> str:
    """The SHA-256 of the canonical text: same digest, no change."""
    return hashlib.sha256(canonical(pack).encode()).hexdigest()


def json_schema() -> dict[str, Any]:
    """The format as JSON Schema, for editors and other programs."""
    schema = Pack.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _told(pack: Pack) -> dict[str, Any]:
    """What the pack says, without what it leaves out; enumerations as plain text."""
    told: dict[str, Any] = _plain(pack.model_dump(exclude_defaults=True))
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, str) else value


def _one_line(text: str) -> str:
    return " ".join(text.split())
