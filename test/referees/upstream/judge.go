package main

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	authenticationv1 "k8s.io/api/authentication/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"knative.dev/pkg/apis"
	webhookjson "knative.dev/pkg/webhook/json"

	"github.com/cdk8s-knative/cdk8s-knative/test/referees/lines"
)

// manyPlatforms bounds how many contexts are kept: a generator of flags makes ever new ones.
const manyPlatforms = 256

// judge keeps the context of each set of flags: to make one costs more than a verdict.
type judge struct {
	lock      sync.Mutex
	platforms map[string]context.Context
}

func newJudge() *judge { return &judge{platforms: map[string]context.Context{}} }

func (j *judge) verdict(request lines.Request) lines.Verdict {
	var head metav1.TypeMeta
	if err := json.Unmarshal(request.Object, &head); err != nil {
		return lines.Refused("decode: " + err.Error())
	}
	gvk := schema.FromAPIVersionAndKind(head.APIVersion, head.Kind)
	if head.APIVersion+"/"+head.Kind == configMap {
		return configVerdict(request.Object)
	}
	known, ok := kinds[gvk]
	if !ok {
		return lines.Refused(fmt.Sprintf("unknown kind %v", gvk))
	}
	ctx, err := j.platform(request.Flags)
	if err != nil {
		return lines.Refused("flags: " + err.Error())
	}
	return known.verdict(ctx, request)
}

func (j *judge) platform(raw json.RawMessage) (context.Context, error) {
	key := string(raw)
	j.lock.Lock()
	defer j.lock.Unlock()
	if ctx, known := j.platforms[key]; known {
		return ctx, nil
	}
	given, err := flagsOf(raw)
	if err != nil {
		return nil, err
	}
	ctx, err := platform(given)
	if err != nil {
		return nil, err
	}
	if len(j.platforms) >= manyPlatforms {
		clear(j.platforms)
	}
	ctx = withCluster(ctx)
	j.platforms[key] = ctx
	return ctx, nil
}

// verdict does what the two webhooks do one after the other: it defaults the object, then validates it.
func (k kind) verdict(ctx context.Context, request lines.Request) lines.Verdict {
	raw := request.Object
	switch request.Op {
	case "create":
		ctx = apis.WithinCreate(ctx)
	case "update", "apply":
		old, err := k.decoded(request.Old)
		if err != nil {
			return lines.Refused("decode the old object: " + err.Error())
		}
		// What a cluster holds was defaulted when it came, and written: an empty map is no map then.
		old.SetDefaults(apis.WithinCreate(ctx))
		written, err := json.Marshal(old)
		if err != nil {
			return lines.Refused("encode the old object: " + err.Error())
		}
		if old, err = k.decoded(written); err != nil {
			return lines.Refused("decode the old object as it was written: " + err.Error())
		}
		ctx = apis.WithinUpdate(ctx, old)
		if request.Op == "apply" {
			if raw, err = applied(request, old); err != nil {
				return lines.Refused("apply: " + err.Error())
			}
		}
	default:
		return lines.Refused(fmt.Sprintf("unknown op %q", request.Op))
	}
	given, err := k.decoded(raw)
	if err != nil {
		return lines.Refused("decode: " + err.Error())
	}

	given.SetDefaults(ctx)
	// Written at once: some validators change what they look at, such as Tekton's of a step template.
	defaulted, err := json.Marshal(given)
	if err != nil {
		return lines.Refused("encode: " + err.Error())
	}
	problems := given.Validate(asUser(ctx, request.User)).WrappedErrors()
	return lines.Verdict{Defaulted: json.RawMessage(defaulted), Errors: problemsOf(problems)}
}

func (k kind) decoded(raw json.RawMessage) (object, error) {
	if len(raw) == 0 {
		return nil, fmt.Errorf("there is none")
	}
	empty := k.empty()
	return empty, webhookjson.Decode(raw, empty, k.strict)
}

// asUser names who applies the object. Defaulters don't learn of it, else they would write it into annotations.
func asUser(ctx context.Context, name string) context.Context {
	if name == "" {
		name = "kubernetes-admin"
	}
	return apis.WithUserInfo(ctx, &authenticationv1.UserInfo{Username: name})
}

func problemsOf(errors []*apis.FieldError) []lines.Problem {
	problems := make([]lines.Problem, 0, len(errors))
	for _, each := range errors {
		level := lines.Error
		if each.Level == apis.WarningLevel {
			level = lines.Warning
		}
		problems = append(problems, lines.Problem{
			Message: each.Message,
			Paths:   each.Paths,
			Details: each.Details,
			Level:   level,
		})
	}
	return problems
}
