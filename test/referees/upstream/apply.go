package main

import (
	"encoding/json"

	jsonpatch "gopkg.in/evanphx/json-patch.v4"
	"k8s.io/apimachinery/pkg/util/jsonmergepatch"

	"github.com/cdk8s-knative/cdk8s-knative/test/referees/lines"
)

// applied is what kubectl makes of a manifest that replaces another: what the cluster has filled in stays, except in
// lists, which are replaced whole.
func applied(request lines.Request, kept object) (json.RawMessage, error) {
	current, err := json.Marshal(kept)
	if err != nil {
		return nil, err
	}
	patch, err := jsonmergepatch.CreateThreeWayJSONMergePatch(request.Old, request.Object, current)
	if err != nil {
		return nil, err
	}
	return jsonpatch.MergePatch(current, patch)
}
