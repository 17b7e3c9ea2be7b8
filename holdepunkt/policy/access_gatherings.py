"""Who may tie gatherings to the policy, and say what a goal came of."""

from holdepunkt.people.access import Answer, is_at_home
from holdepunkt.people.asker import Asker
from holdepunkt.policy.access import may_draft
from holdepunkt.policy.models import Policy
from holdepunkt.voice.gathering_access import may_keep_gathering as may_keep_gathering
from holdepunkt.voice.models import Gathering


def may_tie(by: Asker, gathering: Gathering) -> Answer:
    """Say which goals and efforts a gathering belongs to: those who keep it."""
    return may_keep_gathering(by, gathering)


def may_tell_origin(by: Asker, policy: Policy) -> Answer:
    """Say what a goal came of: whoever writes the policy. It is a note beside the text, so it may come afterwards."""
    home = is_at_home(by, policy.municipality_id)
    return may_draft(by) if home else home
