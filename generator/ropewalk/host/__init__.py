"""MkDocs (and ProperDocs) as the host: the only place besides the plugin that knows it."""
