"""Pods on a local Kubernetes cluster, through kubectl."""
