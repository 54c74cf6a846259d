"""The API of a Kubernetes version as a strict decoder: an object in, the values that Go would hold out."""
