package main

import (
	"fmt"
	"os"
	"os/exec"
	"sync"

	"k8s.io/component-base/cli"
	manager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	sched "k8s.io/kubernetes/cmd/kube-scheduler/app"
)

const (
	controllerManager = "kube-controller-manager"
	scheduler         = "kube-scheduler"
	// componentMark is the first argument of a process that is one component.
	componentMark = "run-component"
)

// components are children of this program, the same program each: their packages handle signals, and only once a
// process.
type components struct {
	files   files
	lock    sync.Mutex
	ended   bool
	running []*exec.Cmd
}

func newComponents(files files) *components { return &components{files: files} }

func (c *components) start(name string) {
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.ended {
		return
	}
	program, err := os.Executable()
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
		return
	}
	child := exec.Command(program, append([]string{componentMark, name}, c.args(name)...)...)
	child.Stdout, child.Stderr = os.Stdout, os.Stderr
	// Nothing is ever written to it; it closes when this process ends, in whatever way.
	if _, err := child.StdinPipe(); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
		return
	}
	if err := child.Start(); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
		return
	}
	c.running = append(c.running, child)
}

// end kills them: they hold nothing that should be put away.
func (c *components) end() {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.ended = true
	for _, child := range c.running {
		_ = child.Process.Kill()
		_ = child.Wait()
	}
	c.running = nil
}

func (c *components) args(name string) []string {
	args := []string{
		"--kubeconfig=" + c.files.kubeconfig,
		"--authentication-kubeconfig=" + c.files.kubeconfig,
		"--authorization-kubeconfig=" + c.files.kubeconfig,
		"--authentication-skip-lookup=true",
		"--leader-elect=false",
		"--bind-address=127.0.0.1",
		// None: nobody asks how they are.
		"--secure-port=0",
	}
	if name == controllerManager {
		args = append(args,
			"--use-service-account-credentials=true",
			"--service-account-private-key-file="+c.files.accountKey,
			"--root-ca-file="+c.files.authority,
		)
	}
	return args
}

// asComponent tells whether this process is to be one component.
func asComponent(args []string) (name string, rest []string, ok bool) {
	if len(args) < 3 || args[1] != componentMark {
		return "", nil, false
	}
	return args[2], args[3:], true
}

func runComponent(name string, args []string) int {
	command := sched.NewSchedulerCommand()
	if name == controllerManager {
		command = manager.NewControllerManagerCommand()
	}
	command.SetArgs(args)
	return cli.Run(command)
}
