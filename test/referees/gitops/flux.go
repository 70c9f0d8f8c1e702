package main

import (
	"errors"

	"github.com/fluxcd/pkg/envsubst"
	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/ext"
)

// substitute puts variables into a text as Flux does after a build.
func substitute(text string, variables map[string]string) (string, error) {
	return envsubst.Eval(text, func(name string) (string, bool) {
		value, ok := variables[name]
		return value, ok
	})
}

// expressions of a Kustomization's healthCheckExprs.
type expressions struct {
	Current    string `json:"current"`
	InProgress string `json:"inProgress"`
	Failed     string `json:"failed"`
}

// health evaluates the expressions in Flux's order, over the fields of an object.
func health(object map[string]any, by expressions) (string, error) {
	for _, each := range []struct{ expression, means string }{
		{by.InProgress, "InProgress"},
		{by.Failed, "Failed"},
		{by.Current, "Current"},
	} {
		if each.expression == "" {
			continue
		}
		holds, err := evaluate(each.expression, object)
		if err != nil {
			return "", err
		}
		if holds {
			return each.means, nil
		}
	}
	return "InProgress", nil
}

// evaluate reads an expression with the functions that Flux offers, and no types.
func evaluate(expression string, object map[string]any) (bool, error) {
	env, err := cel.NewEnv(
		cel.HomogeneousAggregateLiterals(),
		cel.EagerlyValidateDeclarations(true),
		cel.DefaultUTCTimeZone(true),
		cel.CrossTypeNumericComparisons(true),
		cel.OptionalTypes(),
		ext.Strings(),
		ext.Sets(),
		ext.Encoders(),
	)
	if err != nil {
		return false, err
	}
	parsed, issues := env.Parse(expression)
	if issues.Err() != nil {
		return false, issues.Err()
	}
	program, err := env.Program(parsed)
	if err != nil {
		return false, err
	}
	value, _, err := program.Eval(object)
	if err != nil {
		return false, err
	}
	holds, ok := value.Value().(bool)
	if !ok {
		return false, errors.New("the expression gives no boolean")
	}
	return holds, nil
}
