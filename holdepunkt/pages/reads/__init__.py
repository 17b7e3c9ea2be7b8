"""What the pages read across the slices, always from the person who asks."""
