"""The rules for the kinds of workload controllers."""
