"""The policy loop: policy, promises, goals, plans, efforts, status, committee paper, evaluation."""
