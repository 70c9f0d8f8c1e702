// gitops-oracle answers what the tools that apply a tree of files would make of it: kubectl's reader of YAML, kustomize, and
// the parts of Flux that put variables into objects and ask for their health. A JSON object a line in, one a line out.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"sigs.k8s.io/yaml"
)

// question is one line of input. Each operation reads fields of its own.
type question struct {
	ID string `json:"id"`
	Op string `json:"op"`
	// Folder that kustomize is to build.
	Folder string `json:"folder"`
	// Text that is to be read as YAML, or that Flux is to put variables into, and the variables.
	Text      string            `json:"text"`
	Variables map[string]string `json:"variables"`
	// Object whose health is asked for, by expressions.
	Object map[string]any `json:"object"`
	Health expressions    `json:"health"`
}

type answer struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Failed string `json:"failed,omitempty"`
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<28)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		if err := out.Encode(answered(in.Bytes())); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	if err := in.Err(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func answered(line []byte) answer {
	var asked question
	if err := json.Unmarshal(line, &asked); err != nil {
		return answer{Failed: err.Error()}
	}
	text, err := result(asked)
	if err != nil {
		return answer{ID: asked.ID, Failed: err.Error()}
	}
	return answer{ID: asked.ID, Text: text}
}

func result(asked question) (string, error) {
	switch asked.Op {
	case "build":
		return build(asked.Folder)
	case "read":
		text, err := yaml.YAMLToJSON([]byte(asked.Text))
		return string(text), err
	case "substitute":
		return substitute(asked.Text, asked.Variables)
	case "health":
		return health(asked.Object, asked.Health)
	default:
		return "", fmt.Errorf("unknown operation %q", asked.Op)
	}
}
