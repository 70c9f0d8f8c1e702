package main

import (
	"context"

	authorizationv1 "k8s.io/api/authorization/v1"
	batchv1 "k8s.io/api/batch/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	authorizationclient "k8s.io/client-go/kubernetes/typed/authorization/v1"
	batchclient "k8s.io/client-go/kubernetes/typed/batch/v1"
	"knative.dev/eventing/pkg/apis/sinks"
	kubeclient "knative.dev/pkg/client/injection/kube/client"
)

// withCluster gives validators the two things that they ask a cluster for. This one says yes to both; what a real one
// would say of a Job is the business of the referee that has an API server.
func withCluster(ctx context.Context) context.Context {
	client := willing{}
	ctx = context.WithValue(ctx, kubeclient.Key{}, kubernetes.Interface(client))
	return sinks.WithConfig(ctx, &sinks.Config{KubeClient: client})
}

// willing is a cluster that takes every Job and lets everyone do everything. It panics where it is asked for more.
type willing struct{ kubernetes.Interface }

func (willing) BatchV1() batchclient.BatchV1Interface { return willingBatch{} }

func (willing) AuthorizationV1() authorizationclient.AuthorizationV1Interface {
	return willingAuthorization{}
}

type willingBatch struct{ batchclient.BatchV1Interface }

func (willingBatch) Jobs(string) batchclient.JobInterface { return willingJobs{} }

type willingJobs struct{ batchclient.JobInterface }

func (willingJobs) Create(_ context.Context, job *batchv1.Job, _ metav1.CreateOptions) (*batchv1.Job, error) {
	return job, nil
}

type willingAuthorization struct {
	authorizationclient.AuthorizationV1Interface
}

func (willingAuthorization) SubjectAccessReviews() authorizationclient.SubjectAccessReviewInterface {
	return willingReviews{}
}

type willingReviews struct {
	authorizationclient.SubjectAccessReviewInterface
}

func (willingReviews) Create(
	_ context.Context, review *authorizationv1.SubjectAccessReview, _ metav1.CreateOptions,
) (*authorizationv1.SubjectAccessReview, error) {
	review.Status.Allowed = true
	return review, nil
}
