"""Pages that nobody wrote: folders, tags and wanted notes, made from the linked vault."""
