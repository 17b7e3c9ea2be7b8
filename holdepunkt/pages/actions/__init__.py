"""The few writers of the pages slice: jobs that are put back into the queue or cleared away."""
