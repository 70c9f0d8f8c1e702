// Package environment sets what upstream's packages read while they are initialized. It imports nothing of theirs, and
// packages that need less are initialized first.
package environment

import "os"

func init() {
	// The webhooks that tell their own controller from users run in this namespace.
	_ = os.Setenv("SYSTEM_NAMESPACE", "knative-eventing")
}
