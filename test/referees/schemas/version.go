package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	schemaobjectmeta "k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	apivalidation "k8s.io/apimachinery/pkg/api/validation"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"
	celconfig "k8s.io/apiserver/pkg/apis/cel"

	"github.com/cdk8s-knative/cdk8s-knative/test/referees/lines"
)

// version is one version of a CustomResourceDefinition, ready to judge objects.
type version struct {
	kind       schema.GroupVersionKind
	namespaced bool
	hasStatus  bool
	// scale is what autoscalers count; nil for what they don't.
	scale      *apiextensionsv1.CustomResourceSubresourceScale
	structural *structuralschema.Structural
	schema     validation.SchemaValidator
	cel        *cel.Validator
}

// versionsOf makes ready those versions of a definition that are served, as an API server does that finds it Established.
func versionsOf(raw json.RawMessage) (map[schema.GroupVersionKind]*version, error) {
	var definition apiextensionsv1.CustomResourceDefinition
	if err := json.Unmarshal(raw, &definition); err != nil {
		return nil, err
	}
	versions := map[schema.GroupVersionKind]*version{}
	for _, each := range definition.Spec.Versions {
		if !each.Served {
			continue
		}
		if each.Schema == nil {
			return nil, fmt.Errorf("%s: version %s has no schema", definition.Name, each.Name)
		}
		var internal apiextensions.CustomResourceValidation
		if err := apiextensionsv1.Convert_v1_CustomResourceValidation_To_apiextensions_CustomResourceValidation(each.Schema, &internal, nil); err != nil {
			return nil, err
		}
		structural, err := structuralschema.NewStructural(internal.OpenAPIV3Schema)
		if err != nil {
			return nil, err
		}
		if err := defaulting.PruneDefaults(structural); err != nil {
			return nil, err
		}
		validator, _, err := validation.NewSchemaValidator(internal.OpenAPIV3Schema)
		if err != nil {
			return nil, err
		}
		kind := schema.GroupVersionKind{Group: definition.Spec.Group, Version: each.Name, Kind: definition.Spec.Names.Kind}
		versions[kind] = &version{
			kind:       kind,
			namespaced: definition.Spec.Scope == apiextensionsv1.NamespaceScoped,
			hasStatus:  each.Subresources != nil && each.Subresources.Status != nil,
			scale:      scaleOf(each.Subresources),
			structural: structural,
			schema:     validator,
			cel:        cel.NewValidator(structural, true, celconfig.PerCallLimit),
		}
	}
	return versions, nil
}

// create does what a request with dryRun=All and fieldValidation=Strict does, without who admits it.
func (v *version) create(raw json.RawMessage) lines.Verdict {
	object, err := v.decoded(raw)
	if err != nil {
		return lines.Refused(err.Error())
	}
	defaulting.Default(object.Object, v.structural)
	if v.hasStatus {
		delete(object.Object, "status")
	}
	if v.namespaced && object.GetNamespace() == "" {
		object.SetNamespace(metav1.NamespaceDefault)
	}
	object.SetGeneration(1)
	problems := v.problems(object)
	if len(problems) == 0 {
		return lines.Verdict{Defaulted: object.Object}
	}
	return lines.Verdict{Errors: causesOf(v.kind.GroupKind(), object.GetName(), problems)}
}

// problems are those that a custom resource's strategy tells of, in its order.
func (v *version) problems(object *unstructured.Unstructured) field.ErrorList {
	metadata := field.NewPath("metadata")
	problems := apivalidation.ValidateObjectMetaAccessor(object, v.namespaced, apivalidation.NameIsDNSSubdomain, metadata)
	problems = append(problems, validation.ValidateCustomResource(nil, object.Object, v.schema)...)
	problems = append(problems, v.problemsOfScale(object)...)
	problems = append(problems, schemaobjectmeta.Validate(nil, object.Object, v.structural, false)...)
	problems = append(problems, listtype.ValidateListSetsAndMaps(nil, v.structural, object.Object)...)
	if v.cel == nil {
		return problems
	}
	if hidesExpressions(problems) {
		return append(problems, field.Invalid(nil, nil, notChecked))
	}
	said, _ := v.cel.Validate(context.Background(), nil, v.structural, object.Object, nil, celconfig.RuntimeCELCostBudget)
	return append(problems, said...)
}

func scaleOf(subresources *apiextensionsv1.CustomResourceSubresources) *apiextensionsv1.CustomResourceSubresourceScale {
	if subresources == nil {
		return nil
	}
	return subresources.Scale
}

// problemsOfScale are those of the count that the scale subresource reads from the spec: a strategy tells of a count that
// is no number below 2^31. The one in the status is not there yet.
func (v *version) problemsOfScale(object *unstructured.Unstructured) field.ErrorList {
	if v.scale == nil {
		return nil
	}
	path := field.NewPath(v.scale.SpecReplicasPath)
	count, _, err := unstructured.NestedInt64(object.Object, strings.Split(strings.TrimPrefix(v.scale.SpecReplicasPath, "."), ".")...)
	switch {
	case err != nil:
		return field.ErrorList{field.Invalid(path, count, err.Error())}
	case count < 0:
		return field.ErrorList{field.Invalid(path, count, "should be a non-negative integer")}
	case count > math.MaxInt32:
		return field.ErrorList{field.Invalid(path, count, fmt.Sprintf("should be less than or equal to %v", math.MaxInt32))}
	}
	return nil
}

const notChecked = "some validation rules were not checked because the object was invalid; correct the existing errors to complete validation"

// hidesExpressions tells whether an object is so wrong that expressions can't be evaluated on it.
func hidesExpressions(problems field.ErrorList) bool {
	for _, each := range problems {
		switch each.Type {
		case field.ErrorTypeNotSupported, field.ErrorTypeRequired, field.ErrorTypeTooLong, field.ErrorTypeTooMany, field.ErrorTypeTypeInvalid:
			return true
		}
	}
	return false
}

func causesOf(kind schema.GroupKind, name string, problems field.ErrorList) []lines.Problem {
	causes := apierrors.NewInvalid(kind, name, problems).Status().Details.Causes
	told := make([]lines.Problem, 0, len(causes))
	for _, each := range causes {
		told = append(told, lines.Problem{
			Message: each.Message,
			Paths:   []string{each.Field},
			Details: string(each.Type),
			Level:   lines.Error,
		})
	}
	return told
}
