"""`holdepunkt pack_schema`: print the JSON Schema of the pack format."""

import json
from typing import Any

from holdepunkt.command import HouseCommand
from holdepunkt.policy.pack.export import json_schema


class Command(HouseCommand):
    help = "Print the JSON Schema of policy packs, for editors that understand it."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(json_schema(), ensure_ascii=False, indent=2))
