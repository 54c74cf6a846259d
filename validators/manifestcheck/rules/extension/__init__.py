"""The rules for the kinds by which the API itself grows, and for devices that drivers offer."""
