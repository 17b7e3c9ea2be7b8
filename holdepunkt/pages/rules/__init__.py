"""Pure rules of the pages: where a dot sits, what a search folds, what waits first."""
