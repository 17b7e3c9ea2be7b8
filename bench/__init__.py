"""What a page costs: a generated municipality at N and 10N efforts, measured on both databases."""
