// Command cluster is a Kubernetes control plane on the loopback interface, in one program: etcd and the API server, and
// where asked for the controller manager and the scheduler. Nothing can run on it, everything can be applied to it.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

type options struct {
	// dir holds all state. It is ready to use when it has a kubeconfig.
	dir         string
	port        int
	controllers bool
	scheduler   bool
	// apiServerFlags are passed on.
	apiServerFlags []string
}

func main() {
	if name, args, ok := asComponent(os.Args); ok {
		go endWith(os.Stdin, func() { os.Exit(1) })
		os.Exit(runComponent(name, args))
	}
	given, err := parsed(os.Args[1:])
	if errors.Is(err, flag.ErrHelp) {
		os.Exit(0)
	}
	if err != nil {
		os.Exit(2)
	}
	code, err := run(given)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(code)
}

func parsed(args []string) (options, error) {
	var given options
	// A set of its own: packages of Kubernetes add flags to the common one.
	flags := flag.NewFlagSet(os.Args[0], flag.ContinueOnError)
	flags.Usage = func() {
		fmt.Fprintf(flags.Output(), "usage: %s --dir D [flags] [-- flags of the API server]\n", os.Args[0])
		flags.PrintDefaults()
	}
	flags.StringVar(&given.dir, "dir", "", "folder for all state; made if absent")
	flags.IntVar(&given.port, "port", 0, "port of the API server; 0 is a free one")
	flags.BoolVar(&given.controllers, "controllers", false, "run the controller manager too")
	flags.BoolVar(&given.scheduler, "scheduler", false, "run the scheduler too")
	if err := flags.Parse(args); err != nil {
		return given, err
	}
	if given.dir == "" {
		flags.Usage()
		return given, errors.New("--dir is missing")
	}
	given.apiServerFlags = flags.Args()
	return given, nil
}

// endWith waits until nothing can be read any more.
func endWith(in io.Reader, end func()) {
	_, _ = io.Copy(io.Discard, in)
	end()
}
