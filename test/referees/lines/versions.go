package lines

import "runtime/debug"

// Versions are those of the modules that the program was built with.
func Versions(modules ...string) map[string]string {
	versions := map[string]string{}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return versions
	}
	for _, dependency := range info.Deps {
		for _, module := range modules {
			if dependency.Path == module {
				versions[module] = dependency.Version
			}
		}
	}
	return versions
}
