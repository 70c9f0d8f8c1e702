module github.com/cdk8s-knative/cdk8s-knative/test/referees/lines

go 1.26.4
