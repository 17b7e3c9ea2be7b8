"""Our own commands begin at once."""

from django.core.management import get_commands, load_command_class

from holdepunkt.command import HouseCommand


def test_every_command_of_ours_begins_without_looking_at_all_models_and_addresses_first() -> None:
    ours = {name: app for name, app in get_commands().items() if str(app).startswith("holdepunkt.")}
    assert {"tick", "seal", "load_policy", "people_load", "backup"} <= ours.keys()
    for name, app in ours.items():
        command = load_command_class(app, name)
        assert isinstance(command, HouseCommand), name
        assert command.requires_system_checks == ()
