// Package lines is what the referees have in common: requests as lines of JSON in, a verdict as a line of JSON out.
package lines

import "encoding/json"

// Request asks for the verdict of one object.
type Request struct {
	// ID comes back with the verdict as it is.
	ID json.RawMessage `json:"id"`
	// Op is "create", "update" for an object that is sent whole in place of another, or "apply" for a manifest that kubectl
	// merges into what it made of another.
	Op string `json:"op"`
	// Object is what someone applies.
	Object json.RawMessage `json:"object"`
	// Old is the object, or the manifest, that is replaced.
	Old json.RawMessage `json:"old"`
	// Flags are the data of ConfigMaps, by family; absent where all is as it is shipped.
	Flags json.RawMessage `json:"flags"`
	// User is who applies the object; absent where it is an administrator.
	User string `json:"user"`
}

// Verdict is what upstream says of an object.
type Verdict struct {
	ID json.RawMessage `json:"id"`
	// Defaulted is the object as upstream's defaulter leaves it.
	Defaulted any `json:"defaulted,omitempty"`
	// Errors are the complaints; never nil.
	Errors []Problem `json:"errors"`
	// Failed is why the object never came to the validator.
	Failed string `json:"failed,omitempty"`
}

// Level tells what refuses an object from what is only said.
type Level string

const (
	Error   Level = "Error"
	Warning Level = "Warning"
)

// Problem is one complaint.
type Problem struct {
	Message string   `json:"message"`
	Paths   []string `json:"paths,omitempty"`
	Details string   `json:"details,omitempty"`
	Level   Level    `json:"level"`
}

// Capabilities are what a program can judge. A caller reads them before it asks.
type Capabilities struct {
	// Kinds are written as apiVersion/kind.
	Kinds []string `json:"kinds"`
	// ConfigMaps are those that are judged by what they hold, written as namespace/name.
	ConfigMaps []string `json:"configMaps,omitempty"`
	// Flags are the families of flags that a request may set.
	Flags []string `json:"flags"`
	// Update is whether an object can be judged as a change of another.
	Update bool `json:"update"`
	// Versions of upstream's modules.
	Versions map[string]string `json:"versions"`
}

// Refused is the verdict of an object that never came to the validator.
func Refused(why string) Verdict { return Verdict{Failed: why} }
