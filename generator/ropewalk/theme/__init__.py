"""The MkDocs theme `ropewalk`: Jinja2 templates, style sheets and scripts, with the built assets in `-/`."""
