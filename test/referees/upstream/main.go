// Command upstream answers what the admission webhooks of Knative Serving, Knative Eventing, Tekton Pipelines and Tekton
// Triggers would: what they make of an object, and why they refuse it. The code that answers is theirs.
package main

import (
	_ "github.com/cdk8s-knative/cdk8s-knative/test/referees/upstream/environment"

	"github.com/cdk8s-knative/cdk8s-knative/test/referees/lines"
)

func main() {
	lines.Main(capabilities, newJudge().verdict)
}

func capabilities() lines.Capabilities {
	return lines.Capabilities{
		Kinds:      kindNames(),
		ConfigMaps: configNames(),
		Flags:      familyNames(),
		Update:     true,
		Versions: lines.Versions(
			"knative.dev/serving",
			"knative.dev/eventing",
			"knative.dev/networking",
			"github.com/tektoncd/pipeline",
			"github.com/tektoncd/triggers",
		),
	}
}
