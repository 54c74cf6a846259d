"""The rules for the kinds of autoscaling."""
