package main

import (
	"context"
	"encoding/json"
	"fmt"
	"sort"

	tektonconfig "github.com/tektoncd/pipeline/pkg/apis/config"
	triggersconfig "github.com/tektoncd/triggers/pkg/apis/config"
	"github.com/tektoncd/triggers/pkg/apis/triggers/contexts"
	brokerconfig "knative.dev/eventing/pkg/apis/config"
	"knative.dev/eventing/pkg/apis/feature"
	channelconfig "knative.dev/eventing/pkg/apis/messaging/config"
	pingconfig "knative.dev/eventing/pkg/apis/sources/config"
	servingconfig "knative.dev/serving/pkg/apis/config"
	autoscalerconfig "knative.dev/serving/pkg/autoscaler/config"
)

// settings are the data of a ConfigMap, as texts by key.
type settings = map[string]string

// flags are the settings of ConfigMaps, by family.
type flags map[string]settings

// family puts the settings of one ConfigMap into the context that the validators read.
type family func(ctx context.Context, data settings) (context.Context, error)

// families by the name that requests use. Each is applied for every object, with no settings where a request has none:
// some validators can't do without.
var families = map[string]family{
	// config-features, config-defaults and config-autoscaler of Serving.
	"serving": func(ctx context.Context, data settings) (context.Context, error) {
		features, err := servingconfig.NewFeaturesConfigFromMap(data)
		return withServing(ctx, err, func(config *servingconfig.Config) { config.Features = features })
	},
	"servingDefaults": func(ctx context.Context, data settings) (context.Context, error) {
		defaults, err := servingconfig.NewDefaultsConfigFromMap(data)
		return withServing(ctx, err, func(config *servingconfig.Config) { config.Defaults = defaults })
	},
	"autoscaler": func(ctx context.Context, data settings) (context.Context, error) {
		autoscaler, err := autoscalerconfig.NewConfigFromMap(data)
		return withServing(ctx, err, func(config *servingconfig.Config) { config.Autoscaler = autoscaler })
	},
	// config-features, config-br-defaults, default-ch-webhook and config-ping-defaults of Eventing.
	"eventing": func(ctx context.Context, data settings) (context.Context, error) {
		features, err := feature.NewFlagsConfigFromMap(data)
		return feature.ToContext(ctx, features), err
	},
	"brokerDefaults": func(ctx context.Context, data settings) (context.Context, error) {
		defaults, err := brokerconfig.NewDefaultsConfigFromMap(orShipped(data, brokerconfig.BrokerDefaultsKey, shippedBroker))
		return brokerconfig.ToContext(ctx, &brokerconfig.Config{Defaults: defaults}), err
	},
	"channelDefaults": func(ctx context.Context, data settings) (context.Context, error) {
		defaults, err := channelconfig.NewChannelDefaultsConfigFromMap(orShipped(data, channelconfig.ChannelDefaulterKey, shippedChannel))
		return channelconfig.ToContext(ctx, &channelconfig.Config{ChannelDefaults: defaults}), err
	},
	"pingDefaults": func(ctx context.Context, data settings) (context.Context, error) {
		defaults, err := pingconfig.NewPingDefaultsConfigFromMap(data)
		return pingconfig.ToContext(ctx, &pingconfig.Config{PingDefaults: defaults}), err
	},
	// feature-flags and config-defaults of Tekton Pipelines.
	"tekton": func(ctx context.Context, data settings) (context.Context, error) {
		features, err := tektonconfig.NewFeatureFlagsFromMap(data)
		config := *tektonconfig.FromContextOrDefaults(ctx)
		config.FeatureFlags = features
		return tektonconfig.ToContext(ctx, &config), err
	},
	"tektonDefaults": func(ctx context.Context, data settings) (context.Context, error) {
		defaults, err := tektonconfig.NewDefaultsFromMap(data)
		config := *tektonconfig.FromContextOrDefaults(ctx)
		config.Defaults = defaults
		return tektonconfig.ToContext(ctx, &config), err
	},
	// feature-flags-triggers and config-defaults-triggers of Tekton Triggers.
	"triggers": func(ctx context.Context, data settings) (context.Context, error) {
		features, err := triggersconfig.NewFeatureFlagsFromMap(data)
		config := *triggersconfig.FromContextOrDefaults(ctx)
		config.FeatureFlags = features
		return triggersconfig.ToContext(ctx, &config), err
	},
	"triggersDefaults": func(ctx context.Context, data settings) (context.Context, error) {
		defaults, err := triggersconfig.NewDefaultsFromMap(data)
		config := *triggersconfig.FromContextOrDefaults(ctx)
		config.Defaults = defaults
		return triggersconfig.ToContext(ctx, &config), err
	},
}

// What Eventing ships in the ConfigMaps that its webhook can't read while they are empty.
const (
	shippedBroker = `{"clusterDefault": {
		"brokerClass": "MTChannelBasedBroker",
		"apiVersion": "v1", "kind": "ConfigMap", "name": "config-br-default-channel", "namespace": "knative-eventing",
		"delivery": {"retry": 10, "backoffPolicy": "exponential", "backoffDelay": "PT0.2S"}
	}}`
	shippedChannel = `{"clusterDefault": {"apiVersion": "messaging.knative.dev/v1", "kind": "InMemoryChannel"}}`
)

func orShipped(data settings, key, text string) settings {
	if len(data) > 0 {
		return data
	}
	return settings{key: text}
}

func withServing(ctx context.Context, err error, change func(*servingconfig.Config)) (context.Context, error) {
	config := servingconfig.Config{}
	if known := servingconfig.FromContext(ctx); known != nil {
		config = *known
	}
	change(&config)
	return servingconfig.ToContext(ctx, &config), err
}

func familyNames() []string {
	names := make([]string, 0, len(families))
	for name := range families {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// flagsOf reads a request's flags; absent ones are none.
func flagsOf(raw json.RawMessage) (flags, error) {
	var given flags
	if len(raw) == 0 {
		return given, nil
	}
	if err := json.Unmarshal(raw, &given); err != nil {
		return nil, err
	}
	for name := range given {
		if _, known := families[name]; !known {
			return nil, fmt.Errorf("there is no family %q", name)
		}
	}
	return given, nil
}

// platform is the context of a cluster that has these flags set.
func platform(given flags) (context.Context, error) {
	ctx := contexts.WithUpgradeViaDefaulting(context.Background())
	for _, name := range familyNames() {
		var err error
		if ctx, err = families[name](ctx, given[name]); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return ctx, nil
}
