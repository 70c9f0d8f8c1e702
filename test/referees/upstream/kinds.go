package main

import (
	"sort"

	tektonv1 "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1"
	tektonv1alpha1 "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1alpha1"
	tektonv1beta1 "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1beta1"
	resolutionv1alpha1 "github.com/tektoncd/pipeline/pkg/apis/resolution/v1alpha1"
	resolutionv1beta1 "github.com/tektoncd/pipeline/pkg/apis/resolution/v1beta1"
	triggersv1alpha1 "github.com/tektoncd/triggers/pkg/apis/triggers/v1alpha1"
	triggersv1beta1 "github.com/tektoncd/triggers/pkg/apis/triggers/v1beta1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	eventingv1 "knative.dev/eventing/pkg/apis/eventing/v1"
	eventingv1alpha1 "knative.dev/eventing/pkg/apis/eventing/v1alpha1"
	eventingv1beta1 "knative.dev/eventing/pkg/apis/eventing/v1beta1"
	eventingv1beta2 "knative.dev/eventing/pkg/apis/eventing/v1beta2"
	eventingv1beta3 "knative.dev/eventing/pkg/apis/eventing/v1beta3"
	flowsv1 "knative.dev/eventing/pkg/apis/flows/v1"
	messagingv1 "knative.dev/eventing/pkg/apis/messaging/v1"
	sinksv1alpha1 "knative.dev/eventing/pkg/apis/sinks/v1alpha1"
	sourcesv1 "knative.dev/eventing/pkg/apis/sources/v1"
	sourcesv1alpha1 "knative.dev/eventing/pkg/apis/sources/v1alpha1"
	sourcesv1beta2 "knative.dev/eventing/pkg/apis/sources/v1beta2"
	networkingv1alpha1 "knative.dev/networking/pkg/apis/networking/v1alpha1"
	"knative.dev/pkg/webhook/resourcesemantics"
	autoscalingv1alpha1 "knative.dev/serving/pkg/apis/autoscaling/v1alpha1"
	servingv1 "knative.dev/serving/pkg/apis/serving/v1"
	servingv1beta1 "knative.dev/serving/pkg/apis/serving/v1beta1"
)

// object is what the webhooks ask of their kinds: defaults, validation.
type object = resourcesemantics.GenericCRD

// kind is how a webhook reads one kind.
type kind struct {
	// prototype is empty, for copies.
	prototype object
	// strict refuses unknown fields; without it they are passed over.
	strict bool
}

func (k kind) empty() object { return k.prototype.DeepCopyObject().(object) }

// kinds are those that upstream's webhooks register; the real ones are told apart by the same flag.
var kinds = merge(
	// Serving's webhook leaves unknown fields to the schemas of its CRDs.
	kindsOf(false, map[schema.GroupVersion]map[string]object{
		servingv1.SchemeGroupVersion: {
			"Service":       &servingv1.Service{},
			"Configuration": &servingv1.Configuration{},
			"Revision":      &servingv1.Revision{},
			"Route":         &servingv1.Route{},
		},
		servingv1beta1.SchemeGroupVersion: {"DomainMapping": &servingv1beta1.DomainMapping{}},
		autoscalingv1alpha1.SchemeGroupVersion: {
			"PodAutoscaler": &autoscalingv1alpha1.PodAutoscaler{},
			"Metric":        &autoscalingv1alpha1.Metric{},
		},
		networkingv1alpha1.SchemeGroupVersion: {
			"Certificate":       &networkingv1alpha1.Certificate{},
			"Ingress":           &networkingv1alpha1.Ingress{},
			"ServerlessService": &networkingv1alpha1.ServerlessService{},
		},
	}),
	// Eventing's.
	kindsOf(true, map[schema.GroupVersion]map[string]object{
		eventingv1.SchemeGroupVersion: {
			"Broker":  &eventingv1.Broker{},
			"Trigger": &eventingv1.Trigger{},
		},
		eventingv1alpha1.SchemeGroupVersion: {
			"EventPolicy":    &eventingv1alpha1.EventPolicy{},
			"EventTransform": &eventingv1alpha1.EventTransform{},
			"RequestReply":   &eventingv1alpha1.RequestReply{},
		},
		eventingv1beta1.SchemeGroupVersion: {"EventType": &eventingv1beta1.EventType{}},
		eventingv1beta2.SchemeGroupVersion: {"EventType": &eventingv1beta2.EventType{}},
		// The storage version has a validator, though no webhook sends objects to it.
		eventingv1beta3.SchemeGroupVersion: {"EventType": &eventingv1beta3.EventType{}},
		messagingv1.SchemeGroupVersion: {
			"Channel":         &messagingv1.Channel{},
			"Subscription":    &messagingv1.Subscription{},
			"InMemoryChannel": &messagingv1.InMemoryChannel{},
		},
		flowsv1.SchemeGroupVersion: {
			"Parallel": &flowsv1.Parallel{},
			"Sequence": &flowsv1.Sequence{},
		},
		sourcesv1.SchemeGroupVersion: {
			"ApiServerSource": &sourcesv1.ApiServerSource{},
			"PingSource":      &sourcesv1.PingSource{},
			"SinkBinding":     &sourcesv1.SinkBinding{},
			"ContainerSource": &sourcesv1.ContainerSource{},
		},
		sourcesv1beta2.SchemeGroupVersion:  {"PingSource": &sourcesv1beta2.PingSource{}},
		sourcesv1alpha1.SchemeGroupVersion: {"IntegrationSource": &sourcesv1alpha1.IntegrationSource{}},
		sinksv1alpha1.SchemeGroupVersion: {
			"JobSink":         &sinksv1alpha1.JobSink{},
			"IntegrationSink": &sinksv1alpha1.IntegrationSink{},
		},
	}),
	// That of Tekton Pipelines.
	kindsOf(true, map[schema.GroupVersion]map[string]object{
		tektonv1.SchemeGroupVersion: {
			"Task":        &tektonv1.Task{},
			"TaskRun":     &tektonv1.TaskRun{},
			"Pipeline":    &tektonv1.Pipeline{},
			"PipelineRun": &tektonv1.PipelineRun{},
		},
		tektonv1beta1.SchemeGroupVersion: {
			"Task":        &tektonv1beta1.Task{},
			"TaskRun":     &tektonv1beta1.TaskRun{},
			"Pipeline":    &tektonv1beta1.Pipeline{},
			"PipelineRun": &tektonv1beta1.PipelineRun{},
			"CustomRun":   &tektonv1beta1.CustomRun{},
			"StepAction":  &tektonv1beta1.StepAction{},
		},
		tektonv1alpha1.SchemeGroupVersion: {
			"StepAction":         &tektonv1alpha1.StepAction{},
			"VerificationPolicy": &tektonv1alpha1.VerificationPolicy{},
		},
		resolutionv1alpha1.SchemeGroupVersion: {"ResolutionRequest": &resolutionv1alpha1.ResolutionRequest{}},
		resolutionv1beta1.SchemeGroupVersion:  {"ResolutionRequest": &resolutionv1beta1.ResolutionRequest{}},
	}),
	// That of Tekton Triggers.
	kindsOf(true, map[schema.GroupVersion]map[string]object{
		triggersv1beta1.SchemeGroupVersion: {
			"EventListener":         &triggersv1beta1.EventListener{},
			"Trigger":               &triggersv1beta1.Trigger{},
			"TriggerBinding":        &triggersv1beta1.TriggerBinding{},
			"ClusterTriggerBinding": &triggersv1beta1.ClusterTriggerBinding{},
			"TriggerTemplate":       &triggersv1beta1.TriggerTemplate{},
		},
		triggersv1alpha1.SchemeGroupVersion: {
			"EventListener":         &triggersv1alpha1.EventListener{},
			"Trigger":               &triggersv1alpha1.Trigger{},
			"TriggerBinding":        &triggersv1alpha1.TriggerBinding{},
			"ClusterTriggerBinding": &triggersv1alpha1.ClusterTriggerBinding{},
			"TriggerTemplate":       &triggersv1alpha1.TriggerTemplate{},
			"Interceptor":           &triggersv1alpha1.Interceptor{},
			"ClusterInterceptor":    &triggersv1alpha1.ClusterInterceptor{},
		},
	}),
)

func kindsOf(strict bool, groups map[schema.GroupVersion]map[string]object) map[schema.GroupVersionKind]kind {
	table := map[schema.GroupVersionKind]kind{}
	for version, prototypes := range groups {
		for name, prototype := range prototypes {
			table[version.WithKind(name)] = kind{prototype: prototype, strict: strict}
		}
	}
	return table
}

func merge(tables ...map[schema.GroupVersionKind]kind) map[schema.GroupVersionKind]kind {
	merged := map[schema.GroupVersionKind]kind{}
	for _, table := range tables {
		for name, entry := range table {
			merged[name] = entry
		}
	}
	return merged
}

func kindNames() []string {
	names := make([]string, 0, len(kinds))
	for gvk := range kinds {
		names = append(names, gvk.GroupVersion().String()+"/"+gvk.Kind)
	}
	sort.Strings(names)
	return names
}
