// Command schemas answers what an API server says of an object of a CustomResourceDefinition: whether it decodes
// strictly, and what its schema, its list types and its expressions refuse. The code that answers is Kubernetes' own; what
// is around it in an API server, such as HTTP, storage and admission, is left out, which makes it many times as fast.
package main

import (
	"encoding/json"
	"fmt"
	"sync"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/cdk8s-knative/cdk8s-knative/test/referees/lines"
)

func main() {
	lines.Main(capabilities, (&server{versions: map[schema.GroupVersionKind]*version{}}).verdict)
}

// capabilities has no kinds: they are told in requests.
func capabilities() lines.Capabilities {
	return lines.Capabilities{Kinds: []string{}, Flags: []string{}, Versions: lines.Versions("k8s.io/apiextensions-apiserver")}
}

// server keeps what it was told to install.
type server struct {
	lock     sync.RWMutex
	versions map[schema.GroupVersionKind]*version
}

// verdict installs a CustomResourceDefinition, or says whether an object of one could be created.
func (s *server) verdict(request lines.Request) lines.Verdict {
	switch request.Op {
	case "install":
		return s.install(request.Object)
	case "create":
		return s.create(request.Object)
	default:
		return lines.Refused(fmt.Sprintf("unknown op %q", request.Op))
	}
}

func (s *server) install(raw json.RawMessage) lines.Verdict {
	served, err := versionsOf(raw)
	if err != nil {
		return lines.Refused(err.Error())
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	for gvk, each := range served {
		s.versions[gvk] = each
	}
	return lines.Verdict{}
}

func (s *server) create(raw json.RawMessage) lines.Verdict {
	var head metav1.TypeMeta
	if err := json.Unmarshal(raw, &head); err != nil {
		return lines.Refused("decode: " + err.Error())
	}
	gvk := schema.FromAPIVersionAndKind(head.APIVersion, head.Kind)
	s.lock.RLock()
	of, known := s.versions[gvk]
	s.lock.RUnlock()
	if !known {
		return lines.Refused(fmt.Sprintf("unknown kind %v", gvk))
	}
	return of.create(raw)
}
