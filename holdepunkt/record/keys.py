"""The keys that seal the record. The first of the setting seals; the others still open what they sealed."""

from django.conf import settings

from holdepunkt.record.verifier import key_id, key_of


def sealing() -> str:
    """The key that seals now, as it was given."""
    return str(settings.HOLDEPUNKT_RECORD_KEYS[0])


def current() -> tuple[str, bytes]:
    """The short name and the bytes of the key that seals now."""
    return key_id(sealing()), key_of(sealing())


def all_keys() -> dict[str, bytes]:
    """Every key we hold, by its short name."""
    return {key_id(secret): key_of(secret) for secret in settings.HOLDEPUNKT_RECORD_KEYS}


def is_default() -> bool:
    """Whether the key is the one the site made for itself, which lies beside the database it protects."""
    return bool(settings.HOLDEPUNKT_RECORD_KEY_IS_DEFAULT)
