"""Who answers for what, when people come and go: invariant 2, read from posts, units and absences."""
