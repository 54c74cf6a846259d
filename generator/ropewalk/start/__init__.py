"""What a folder of notes needs to become a site: a configuration, and a workflow that publishes it."""
