"""Runs Kubernetes manifests in real containers and checks console transcripts against what happened."""
