// A program that lets upstream's controllers of Tekton Pipelines run over objects in memory: a line of JSON in, what they
// became as a line of JSON out.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

// request is a program, and how the world around it behaves.
type request struct {
	ID json.RawMessage `json:"id"`
	// Objects are what is given; ConfigMaps of tekton-pipelines are the settings.
	Objects []json.RawMessage `json:"objects"`
	// Fails and Waits are patterns of pods' names.
	Fails []string `json:"fails"`
	Waits []string `json:"waits"`
	// Steps happen one after the other, each once all is at rest.
	Steps []step `json:"steps"`
}

// step is something that happens: merge patches of objects, or that time passes.
type step struct {
	Patches []json.RawMessage `json:"patches"`
	Seconds int               `json:"seconds"`
}

type told struct {
	Object  string `json:"object"`
	Type    string `json:"type"`
	Reason  string `json:"reason"`
	Message string `json:"message"`
}

type answer struct {
	ID      json.RawMessage   `json:"id"`
	Objects []json.RawMessage `json:"objects,omitempty"`
	Events  []told            `json:"events,omitempty"`
	// Problem is why there is no answer.
	Problem string `json:"problem,omitempty"`
}

func main() {
	if err := os.Setenv("SYSTEM_NAMESPACE", "tekton-pipelines"); err != nil {
		panic(err)
	}
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(in io.Reader, out io.Writer) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<26)
	encoder := json.NewEncoder(out)
	for lines.Scan() {
		var asked request
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			return err
		}
		if err := encoder.Encode(answered(asked)); err != nil {
			return err
		}
	}
	return lines.Err()
}

func answered(asked request) (result answer) {
	defer func() {
		if fault := recover(); fault != nil {
			result = answer{ID: asked.ID, Problem: fmt.Sprint(fault)}
		}
	}()
	objects, events, err := run(asked)
	if err != nil {
		return answer{ID: asked.ID, Problem: err.Error()}
	}
	return answer{ID: asked.ID, Objects: objects, Events: events}
}
