"""The API server's validation of pods and pod templates, and the defaults that come before it."""

from manifestcheck.rules.pod.defaults import default_own_spec, default_pod_spec
from manifestcheck.rules.pod.podspec import validate_pod_spec

__all__ = ["default_own_spec", "default_pod_spec", "validate_pod_spec"]
