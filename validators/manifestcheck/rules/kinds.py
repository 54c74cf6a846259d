"""The kinds that the API server has built in: their names, their defaults and their own rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from manifestcheck.field import FieldError
from manifestcheck.rules import names
from manifestcheck.rules.apps import controllerrevision, daemonset, deployment, replicaset, statefulset
from manifestcheck.rules.autoscaling import horizontalpodautoscaler
from manifestcheck.rules.batch import cronjob, job
from manifestcheck.rules.core import (
    configmap,
    endpoints,
    event,
    limitrange,
    namespace,
    node,
    persistentvolume,
    persistentvolumeclaim,
    pod,
    replicationcontroller,
    resourcequota,
    secret,
    service,
)
from manifestcheck.rules.discovery import endpointslice
from manifestcheck.rules.extension import customresourcedefinition, resourceslice
from manifestcheck.rules.networking import address_objects, ingress, ingressclass, networkpolicy
from manifestcheck.rules.policy import poddisruptionbudget
from manifestcheck.rules.rbac import role, rolebinding
from manifestcheck.rules.scheduling import priorityclass, runtimeclass
from manifestcheck.rules.storage import csi, storageclass, volumeattachment
from manifestcheck.rules.values import Object
from manifestcheck.version import Version


def _nothing_to_default(_obj: Object) -> None:
    pass


def _nothing_to_check(_obj: Object, _version: Version) -> Iterator[FieldError]:
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What the server does with the objects of a kind when one is created."""

    default: Callable[[Object], None] = _nothing_to_default
    """Fills in the values that validation then sees."""
    validate: Callable[[Object, Version], Iterator[FieldError]] = _nothing_to_check
    """The rules beyond the metadata; sees a defaulted object."""
    names: names.NameRule = names.subdomain
    namespaced: bool = True


_METADATA_ONLY: Final = Kind()
_CLUSTER_WIDE: Final = Kind(namespaced=False)

KINDS: Final[dict[tuple[str, str], Kind]] = {
    # The core group.
    ("v1", "Pod"): Kind(default=pod.default, validate=pod.validate),
    ("v1", "PodTemplate"): Kind(default=pod.default_template, validate=pod.validate_template),
    ("v1", "ReplicationController"): Kind(
        default=replicationcontroller.default, validate=replicationcontroller.validate
    ),
    ("v1", "Service"): Kind(default=service.default, validate=service.validate, names=names.service),
    ("v1", "ConfigMap"): Kind(validate=configmap.validate),
    ("v1", "Secret"): Kind(validate=secret.validate),
    ("v1", "ServiceAccount"): _METADATA_ONLY,
    ("v1", "PersistentVolumeClaim"): Kind(
        default=persistentvolumeclaim.default, validate=persistentvolumeclaim.validate
    ),
    ("v1", "PersistentVolume"): Kind(
        default=persistentvolume.default, validate=persistentvolume.validate, namespaced=False
    ),
    ("v1", "Endpoints"): Kind(default=endpoints.default, validate=endpoints.validate),
    ("v1", "Event"): Kind(validate=event.validate, names=names.path_segment),
    ("v1", "LimitRange"): Kind(default=limitrange.default, validate=limitrange.validate),
    ("v1", "ResourceQuota"): Kind(validate=resourcequota.validate),
    ("v1", "Namespace"): Kind(
        default=namespace.default, validate=namespace.validate, names=names.label, namespaced=False
    ),
    ("v1", "Node"): Kind(default=node.default, validate=node.validate, namespaced=False),
    # Controllers.
    ("apps/v1", "Deployment"): Kind(default=deployment.default, validate=deployment.validate),
    ("apps/v1", "ReplicaSet"): Kind(default=replicaset.default, validate=replicaset.validate),
    ("apps/v1", "DaemonSet"): Kind(default=daemonset.default, validate=daemonset.validate),
    ("apps/v1", "StatefulSet"): Kind(
        default=statefulset.default, validate=statefulset.validate, names=names.label
    ),
    ("apps/v1", "ControllerRevision"): Kind(validate=controllerrevision.validate),
    ("batch/v1", "Job"): Kind(default=job.default, validate=job.validate),
    ("batch/v1", "CronJob"): Kind(default=cronjob.default, validate=cronjob.validate, names=names.cron_job),
    ("autoscaling/v1", "HorizontalPodAutoscaler"): Kind(
        default=horizontalpodautoscaler.default, validate=horizontalpodautoscaler.validate_v1
    ),
    ("autoscaling/v2", "HorizontalPodAutoscaler"): Kind(
        default=horizontalpodautoscaler.default, validate=horizontalpodautoscaler.validate
    ),
    ("policy/v1", "PodDisruptionBudget"): Kind(validate=poddisruptionbudget.validate),
    # Networking.
    ("networking.k8s.io/v1", "Ingress"): Kind(validate=ingress.validate),
    ("networking.k8s.io/v1", "IngressClass"): Kind(
        default=ingressclass.default, validate=ingressclass.validate, namespaced=False
    ),
    ("networking.k8s.io/v1", "NetworkPolicy"): Kind(
        default=networkpolicy.default, validate=networkpolicy.validate
    ),
    ("networking.k8s.io/v1", "ServiceCIDR"): Kind(
        validate=address_objects.validate_service_cidr, namespaced=False
    ),
    ("networking.k8s.io/v1", "IPAddress"): Kind(
        validate=address_objects.validate_ip_address, names=names.ip_address, namespaced=False
    ),
    ("discovery.k8s.io/v1", "EndpointSlice"): Kind(
        default=endpointslice.default, validate=endpointslice.validate
    ),
    ("events.k8s.io/v1", "Event"): Kind(validate=event.validate_new),
    # Access.
    ("rbac.authorization.k8s.io/v1", "Role"): Kind(validate=role.validate, names=names.path_segment),
    ("rbac.authorization.k8s.io/v1", "ClusterRole"): Kind(
        validate=role.validate_cluster_role, names=names.path_segment, namespaced=False
    ),
    ("rbac.authorization.k8s.io/v1", "RoleBinding"): Kind(
        default=rolebinding.default, validate=rolebinding.validate, names=names.path_segment
    ),
    ("rbac.authorization.k8s.io/v1", "ClusterRoleBinding"): Kind(
        default=rolebinding.default,
        validate=rolebinding.validate_cluster_binding,
        names=names.path_segment,
        namespaced=False,
    ),
    # Storage.
    ("storage.k8s.io/v1", "StorageClass"): Kind(
        default=storageclass.default, validate=storageclass.validate, namespaced=False
    ),
    ("storage.k8s.io/v1", "VolumeAttributesClass"): Kind(
        validate=storageclass.validate_attributes_class, namespaced=False
    ),
    ("storage.k8s.io/v1", "VolumeAttachment"): Kind(
        default=volumeattachment.default, validate=volumeattachment.validate, namespaced=False
    ),
    ("storage.k8s.io/v1", "CSIDriver"): Kind(validate=csi.validate_driver, namespaced=False),
    ("storage.k8s.io/v1", "CSINode"): Kind(validate=csi.validate_node, namespaced=False),
    ("storage.k8s.io/v1", "CSIStorageCapacity"): Kind(validate=csi.validate_capacity),
    # Scheduling.
    ("scheduling.k8s.io/v1", "PriorityClass"): Kind(
        default=priorityclass.default, validate=priorityclass.validate, namespaced=False
    ),
    ("node.k8s.io/v1", "RuntimeClass"): Kind(validate=runtimeclass.validate, namespaced=False),
    ("coordination.k8s.io/v1", "Lease"): _METADATA_ONLY,
    ("resource.k8s.io/v1", "ResourceClaim"): _METADATA_ONLY,
    ("resource.k8s.io/v1", "ResourceClaimTemplate"): _METADATA_ONLY,
    ("resource.k8s.io/v1", "DeviceClass"): _CLUSTER_WIDE,
    ("resource.k8s.io/v1", "ResourceSlice"): Kind(validate=resourceslice.validate, namespaced=False),
    # The server itself.
    ("apiextensions.k8s.io/v1", "CustomResourceDefinition"): Kind(
        default=customresourcedefinition.default, validate=customresourcedefinition.validate, namespaced=False
    ),
    ("apiregistration.k8s.io/v1", "APIService"): Kind(names=names.path_segment, namespaced=False),
    ("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration"): _CLUSTER_WIDE,
    ("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration"): _CLUSTER_WIDE,
    ("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy"): _CLUSTER_WIDE,
    ("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding"): _CLUSTER_WIDE,
    ("admissionregistration.k8s.io/v1", "MutatingAdmissionPolicy"): _CLUSTER_WIDE,
    ("admissionregistration.k8s.io/v1", "MutatingAdmissionPolicyBinding"): _CLUSTER_WIDE,
    ("certificates.k8s.io/v1", "CertificateSigningRequest"): _CLUSTER_WIDE,
    ("flowcontrol.apiserver.k8s.io/v1", "FlowSchema"): _CLUSTER_WIDE,
    ("flowcontrol.apiserver.k8s.io/v1", "PriorityLevelConfiguration"): _CLUSTER_WIDE,
}
