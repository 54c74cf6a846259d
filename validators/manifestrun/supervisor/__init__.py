"""What the kubelet does for a pod: start, watch, probe, restart and stop its containers."""
