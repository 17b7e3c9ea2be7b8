"""The voice loop: the advisory council, meetings, gatherings, proposals, hearings, and what became of each."""
