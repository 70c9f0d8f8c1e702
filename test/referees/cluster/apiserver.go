package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"os"
	"time"

	"k8s.io/component-base/cli"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
)

const pollInterval = 50 * time.Millisecond

type apiServer struct {
	files files
	port  int
	etcd  string
	// controllers tells whether someone makes the accounts that pods need.
	controllers bool
	flags       []string
}

// run stays until the server ends, which it does on SIGTERM.
func (s apiServer) run() int {
	command := app.NewAPIServerCommand()
	command.SetArgs(s.args())
	return cli.Run(command)
}

func (s apiServer) args() []string {
	args := []string{
		"--bind-address=127.0.0.1",
		"--advertise-address=127.0.0.1",
		fmt.Sprintf("--secure-port=%d", s.port),
		// Nobody else reaches the server, so that there is nothing to tell others of it.
		"--endpoint-reconciler-type=none",
		"--service-cluster-ip-range=10.0.0.0/24",
		"--etcd-servers=" + s.etcd,
		"--tls-cert-file=" + s.files.certificate,
		"--tls-private-key-file=" + s.files.key,
		"--client-ca-file=" + s.files.authority,
		"--token-auth-file=" + s.files.tokens,
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file=" + s.files.accountPublicKey,
		"--service-account-signing-key-file=" + s.files.accountKey,
		"--authorization-mode=RBAC",
		"--allow-privileged=true",
		"--profiling=false",
	}
	if !s.controllers {
		// Without the controller that makes a namespace's account no pod would be admitted.
		args = append(args, "--disable-admission-plugins=ServiceAccount")
	}
	return append(args, s.flags...)
}

// announce writes the kubeconfig as soon as the server is ready.
func (s apiServer) announce(ctx context.Context) error {
	authority, err := os.ReadFile(s.files.authority)
	if err != nil {
		return err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(authority)
	client := http.Client{
		Timeout:   time.Second,
		Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, DisableKeepAlives: true},
	}
	for {
		if s.isReady(ctx, client) {
			return s.files.writeKubeconfig(s.port)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pollInterval):
		}
	}
}

func (s apiServer) isReady(ctx context.Context, client http.Client) bool {
	address := fmt.Sprintf("https://127.0.0.1:%d/readyz", s.port)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return false
	}
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := client.Do(request)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	return response.StatusCode == http.StatusOK
}
