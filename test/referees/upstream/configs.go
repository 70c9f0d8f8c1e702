package main

import (
	"context"
	"encoding/json"
	"fmt"
	"sort"

	tektonconfig "github.com/tektoncd/pipeline/pkg/apis/config"
	triggersconfig "github.com/tektoncd/triggers/pkg/apis/config"
	corev1 "k8s.io/api/core/v1"
	networkingconfig "knative.dev/networking/pkg/config"
	"knative.dev/pkg/configmap"
	servingconfig "knative.dev/serving/pkg/apis/config"
	autoscalerconfig "knative.dev/serving/pkg/autoscaler/config"
	"knative.dev/serving/pkg/deployment"
	"knative.dev/serving/pkg/gc"
	domainconfig "knative.dev/serving/pkg/reconciler/route/config"

	"github.com/cdk8s-knative/cdk8s-knative/test/referees/lines"
)

const configMap = "v1/ConfigMap"

// reader is how a component reads a ConfigMap of its own.
type reader func(*corev1.ConfigMap) error

func reading[Config any](read func(*corev1.ConfigMap) (Config, error)) reader {
	return func(given *corev1.ConfigMap) error {
		_, err := read(given)
		return err
	}
}

// configs are the ConfigMaps that webhooks read before a cluster takes them, by namespace and name. Those of logs, metrics
// and leader election are left out.
var configs = map[string]reader{
	"knative-serving/" + autoscalerconfig.ConfigName:               reading(autoscalerconfig.NewConfigFromConfigMap),
	"knative-serving/" + gc.ConfigName:                             reading(gc.NewConfigFromConfigMapFunc(context.Background())),
	"knative-serving/" + networkingconfig.ConfigMapName:            reading(networkingconfig.NewConfigFromConfigMap),
	"knative-serving/" + deployment.ConfigName:                     reading(deployment.NewConfigFromConfigMap),
	"knative-serving/" + servingconfig.FeaturesConfigName:          reading(servingconfig.NewFeaturesConfigFromConfigMap),
	"knative-serving/" + servingconfig.DefaultsConfigName:          reading(servingconfig.NewDefaultsConfigFromConfigMap),
	"knative-serving/" + domainconfig.DomainConfigName:             reading(domainconfig.NewDomainFromConfigMap),
	"tekton-pipelines/" + tektonconfig.GetDefaultsConfigName():     reading(tektonconfig.NewDefaultsFromConfigMap),
	"tekton-pipelines/" + tektonconfig.GetFeatureFlagsConfigName(): reading(tektonconfig.NewFeatureFlagsFromConfigMap),
	"tekton-pipelines/" + triggersconfig.GetDefaultsConfigName():   reading(triggersconfig.NewDefaultsFromConfigMap),
}

// configVerdict is that of a ConfigMap.
func configVerdict(raw json.RawMessage) lines.Verdict {
	var given corev1.ConfigMap
	if err := json.Unmarshal(raw, &given); err != nil {
		return lines.Refused("decode: " + err.Error())
	}
	read, known := configs[given.Namespace+"/"+given.Name]
	if !known {
		return lines.Refused(fmt.Sprintf("unknown kind of ConfigMap %s/%s", given.Namespace, given.Name))
	}
	example, hasExample := given.Data[configmap.ExampleKey]
	checksum, hasChecksum := given.Annotations[configmap.ExampleChecksumAnnotation]
	if hasExample && hasChecksum && checksum != configmap.Checksum(example) {
		return lines.Verdict{Errors: []lines.Problem{{Message: "the example was changed", Level: lines.Error}}}
	}
	if err := read(&given); err != nil {
		return lines.Verdict{Errors: []lines.Problem{{Message: err.Error(), Level: lines.Error}}}
	}
	return lines.Verdict{Defaulted: given}
}

func configNames() []string {
	names := make([]string, 0, len(configs))
	for name := range configs {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
