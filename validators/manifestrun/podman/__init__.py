"""Pods on podman's primitives: its containers, our supervisor."""
