package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// files are where the parts find each other's keys.
type files struct {
	authority, certificate, key, tokens, accountKey, accountPublicKey, kubeconfig string
}

// token is an administrator's. It opens a server that only this machine can reach.
const token = "admin"

const validity = 10 * 365 * 24 * time.Hour

func filesIn(dir string) files {
	// Components run elsewhere, and kubectl too.
	if absolute, err := filepath.Abs(dir); err == nil {
		dir = absolute
	}
	return files{
		authority:        filepath.Join(dir, "ca.crt"),
		certificate:      filepath.Join(dir, "server.crt"),
		key:              filepath.Join(dir, "server.key"),
		tokens:           filepath.Join(dir, "tokens.csv"),
		accountKey:       filepath.Join(dir, "sa.key"),
		accountPublicKey: filepath.Join(dir, "sa.pub"),
		kubeconfig:       filepath.Join(dir, "kubeconfig"),
	}
}

// writeKeys makes what is not there yet: a folder that was copied keeps its keys.
func (f files) writeKeys() error {
	if _, err := os.Stat(f.accountKey); err == nil {
		return nil
	}
	if err := f.writeCertificates(); err != nil {
		return err
	}
	if err := os.WriteFile(f.tokens, []byte(token+",admin,admin,system:masters\n"), 0o600); err != nil {
		return err
	}
	// Last, so that its presence tells that all is there.
	return f.writeAccountKeys()
}

func (f files) writeCertificates() error {
	authorityKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	authority := template("referee-ca", 1)
	authority.IsCA = true
	authority.BasicConstraintsValid = true
	authority.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature
	authorityBytes, err := x509.CreateCertificate(rand.Reader, authority, authority, authorityKey.Public(), authorityKey)
	if err != nil {
		return err
	}

	serverKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	server := template("kube-apiserver", 2)
	server.KeyUsage = x509.KeyUsageDigitalSignature
	server.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	server.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1), net.IPv4(10, 0, 0, 1)}
	server.DNSNames = []string{"localhost", "kubernetes.default.svc"}
	serverBytes, err := x509.CreateCertificate(rand.Reader, server, authority, serverKey.Public(), authorityKey)
	if err != nil {
		return err
	}
	keyBytes, err := x509.MarshalPKCS8PrivateKey(serverKey)
	if err != nil {
		return err
	}
	if err := writePEM(f.authority, "CERTIFICATE", authorityBytes); err != nil {
		return err
	}
	if err := writePEM(f.certificate, "CERTIFICATE", serverBytes); err != nil {
		return err
	}
	return writePEM(f.key, "PRIVATE KEY", keyBytes)
}

func (f files) writeAccountKeys() error {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return err
	}
	if err := writePEM(f.accountPublicKey, "PUBLIC KEY", public); err != nil {
		return err
	}
	return writePEM(f.accountKey, "RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key))
}

// writeKubeconfig tells that the server is ready: it appears whole.
func (f files) writeKubeconfig(port int) error {
	const text = `apiVersion: v1
kind: Config
current-context: referee
clusters:
- name: referee
  cluster:
    server: https://127.0.0.1:%d
    certificate-authority: %q
contexts:
- name: referee
  context:
    cluster: referee
    user: admin
users:
- name: admin
  user:
    token: %s
`
	partial := f.kubeconfig + ".partial"
	if err := os.WriteFile(partial, fmt.Appendf(nil, text, port, f.authority, token), 0o600); err != nil {
		return err
	}
	return os.Rename(partial, f.kubeconfig)
}

func template(name string, serial int64) *x509.Certificate {
	now := time.Now()
	return &x509.Certificate{
		SerialNumber: big.NewInt(serial),
		Subject:      pkix.Name{CommonName: name},
		NotBefore:    now.Add(-time.Hour),
		NotAfter:     now.Add(validity),
	}
}

func writePEM(path, kind string, bytes []byte) error {
	return os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: bytes}), 0o600)
}
