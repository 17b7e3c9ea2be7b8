"""What is decided by thinking alone: steps, deadlines, seats. No Django, no clock."""
