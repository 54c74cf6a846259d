"""Offline validation of Kubernetes manifests, with the line and column of each finding."""
