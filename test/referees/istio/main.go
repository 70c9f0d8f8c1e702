// Command istio answers what Istio's validating webhook would say of an object, by Istio's own code. It sets no defaults:
// Istio's webhook sets none.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sort"

	"github.com/hashicorp/go-multierror"
	"istio.io/istio/pilot/pkg/config/kube/crd"
	"istio.io/istio/pkg/config/schema/collections"
	"istio.io/istio/pkg/config/schema/resource"
	"istio.io/istio/pkg/log"

	"github.com/cdk8s-knative/cdk8s-knative/test/referees/lines"
)

// domain is what Kubernetes ships.
const domain = "cluster.local"

func main() {
	// Istio tells of some faults in its log, which it writes where the verdicts go.
	options := log.DefaultOptions()
	options.OutputPaths = []string{"stderr"}
	if err := log.Configure(options); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	lines.Main(capabilities, verdict)
}

func capabilities() lines.Capabilities {
	names := []string{}
	for _, schema := range collections.Pilot.All() {
		for _, version := range append([]string{schema.Version()}, aliasesOf(schema)...) {
			names = append(names, schema.Group()+"/"+version+"/"+schema.Kind())
		}
	}
	sort.Strings(names)
	return lines.Capabilities{
		Kinds: names,
		Flags: []string{},
		// Istio doesn't look at what an object replaces, so that an update is judged as a creation is.
		Update:   true,
		Versions: lines.Versions("istio.io/istio", "istio.io/api"),
	}
}

// aliasesOf are the other versions in which a kind is served.
func aliasesOf(schema resource.Schema) []string {
	versions := []string{}
	for _, alias := range schema.GroupVersionAliasKinds() {
		if alias.Version != schema.Version() {
			versions = append(versions, alias.Version)
		}
	}
	return versions
}

// topLevel are the fields that the webhook lets pass.
var topLevel = map[string]bool{"apiVersion": true, "kind": true, "metadata": true, "spec": true, "status": true}

func verdict(request lines.Request) lines.Verdict {
	switch request.Op {
	case "create", "update", "apply":
		// Nothing is filled in, so that there is nothing to merge.
	default:
		return lines.Refused(fmt.Sprintf("unknown op %q", request.Op))
	}
	var object crd.IstioKind
	if err := json.Unmarshal(request.Object, &object); err != nil {
		return lines.Refused("decode: " + err.Error())
	}
	gvk := object.GroupVersionKind()
	// The webhook passes over the version: each kind has the same schema in all of them.
	schema, known := collections.Pilot.FindByGroupKind(resource.FromKubernetesGVK(&gvk))
	if !known {
		return lines.Refused(fmt.Sprintf("unknown kind %v", gvk))
	}
	if field := strangeField(request.Object); field != "" {
		return lines.Refused(fmt.Sprintf("decode: unknown field %q", field))
	}
	config, err := crd.ConvertObject(schema, &object, domain)
	if err != nil {
		return lines.Refused("decode: " + err.Error())
	}
	warnings, err := schema.ValidateConfig(*config)
	problems := append(problemsOf(err, lines.Error), problemsOf(warnings, lines.Warning)...)
	return lines.Verdict{Errors: problems}
}

func strangeField(raw json.RawMessage) string {
	fields := map[string]json.RawMessage{}
	_ = json.Unmarshal(raw, &fields)
	strange := []string{}
	for field := range fields {
		if !topLevel[field] {
			strange = append(strange, field)
		}
	}
	if len(strange) == 0 {
		return ""
	}
	sort.Strings(strange)
	return strange[0]
}

// problemsOf takes a bundle of errors apart, bundles within it too. Istio names no paths.
func problemsOf(err error, level lines.Level) []lines.Problem {
	if err == nil {
		return nil
	}
	var bundle *multierror.Error
	if !errors.As(err, &bundle) {
		return []lines.Problem{{Message: err.Error(), Level: level}}
	}
	problems := []lines.Problem{}
	for _, each := range bundle.Errors {
		problems = append(problems, problemsOf(each, level)...)
	}
	return problems
}
