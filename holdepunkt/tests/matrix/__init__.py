"""Who may do what: the file `docs/access-matrix.toml`, read, decided, asked over HTTP and printed."""
