package main

import (
	"encoding/json"
	"fmt"

	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	schemaobjectmeta "k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/crdserverscheme"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	serializer "k8s.io/apimachinery/pkg/runtime/serializer/json"
)

// creator makes the empty objects that a decoder fills.
type creator struct{}

func (creator) New(kind schema.GroupVersionKind) (runtime.Object, error) {
	object := &unstructured.Unstructured{}
	object.SetGroupVersionKind(kind)
	return object, nil
}

var strict = serializer.NewSerializerWithOptions(
	serializer.DefaultMetaFactory,
	creator{},
	crdserverscheme.NewUnstructuredObjectTyper(),
	serializer.SerializerOptions{Strict: true},
)

// decoded reads an object, and takes away what the schema doesn't know. What was taken away is an error, as are members
// that come twice.
func (v *version) decoded(raw json.RawMessage) (*unstructured.Unstructured, error) {
	object := &unstructured.Unstructured{}
	var told []error
	if _, _, err := strict.Decode(raw, &v.kind, object); err != nil {
		inStrict, ok := runtime.AsStrictDecodingError(err)
		if !ok {
			return nil, err
		}
		told = inStrict.Errors()
	}
	unknown, err := v.coerce(object)
	if err != nil {
		return nil, err
	}
	for _, each := range unknown {
		told = append(told, fmt.Errorf(`unknown field "%s"`, each))
	}
	if len(told) > 0 {
		return nil, runtime.NewStrictDecodingError(told)
	}
	return object, nil
}

// coerce brings an object into the form of its schema, and gives the paths of what it took away. Metadata is judged
// apart, whatever the schema says of it.
func (v *version) coerce(object *unstructured.Unstructured) ([]string, error) {
	apiVersion, kind := object.GetAPIVersion(), object.GetKind()
	metadata, hasMetadata, unknown, err := schemaobjectmeta.GetObjectMetaWithOptions(object.Object, schemaobjectmeta.ObjectMetaOptions{
		ReturnUnknownFieldPaths: true,
	})
	if err != nil {
		return nil, err
	}
	options := structuralschema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
	unknown = append(unknown, pruning.PruneWithOptions(object.Object, v.structural, true, options)...)
	defaulting.PruneNonNullableNullsWithoutDefaults(object.Object, v.structural)
	fault, embedded := schemaobjectmeta.CoerceWithOptions(nil, object.Object, v.structural, false, schemaobjectmeta.CoerceOptions{
		ReturnUnknownFieldPaths: true,
	})
	if fault != nil {
		return nil, fault
	}
	object.SetKind(kind)
	object.SetAPIVersion(apiVersion)
	if hasMetadata {
		if err := schemaobjectmeta.SetObjectMeta(object.Object, metadata); err != nil {
			return nil, err
		}
	}
	return append(unknown, embedded...), nil
}
