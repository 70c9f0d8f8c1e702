package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

// run starts all parts and stays until the API server has ended. It gives the API server's exit code.
func run(given options) (int, error) {
	// What a folder of an earlier run says isn't true yet.
	files := filesIn(given.dir)
	if err := os.Remove(files.kubeconfig); err != nil && !os.IsNotExist(err) {
		return 0, err
	}
	if err := os.MkdirAll(given.dir, 0o700); err != nil {
		return 0, err
	}
	if err := files.writeKeys(); err != nil {
		return 0, fmt.Errorf("keys: %w", err)
	}
	store, err := startStore(filepath.Join(given.dir, "etcd"))
	if err != nil {
		return 0, fmt.Errorf("etcd: %w", err)
	}
	defer store.Close()

	port := given.port
	if port == 0 {
		if port, err = freePort(); err != nil {
			return 0, err
		}
	}
	server := apiServer{files: files, port: port, etcd: addressOf(store), flags: given.apiServerFlags, controllers: given.controllers}

	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	components := newComponents(files)
	// The API server hears these signals too. It doesn't end while others hold connections to it.
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		cancel()
		components.end()
	}()
	go func() {
		if err := server.announce(ctx); err != nil {
			return
		}
		if given.controllers {
			components.start(controllerManager)
		}
		if given.scheduler {
			components.start(scheduler)
		}
	}()

	code := server.run()
	components.end()
	return code, nil
}

// freePort is one that nobody listens on just now.
func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}
