package main

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"sort"
	"time"

	jsonpatch "gopkg.in/evanphx/json-patch.v4"

	"github.com/tektoncd/pipeline/pkg/apis/config"
	"github.com/tektoncd/pipeline/pkg/apis/pipeline"
	v1 "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1"
	"github.com/tektoncd/pipeline/pkg/apis/pipeline/v1beta1"
	fakepipelineclientset "github.com/tektoncd/pipeline/pkg/client/clientset/versioned/fake"
	pipelinescheme "github.com/tektoncd/pipeline/pkg/client/clientset/versioned/scheme"
	fakepipelineclient "github.com/tektoncd/pipeline/pkg/client/injection/client/fake"
	pipelineinformer "github.com/tektoncd/pipeline/pkg/client/injection/informers/pipeline/v1/pipeline/fake"
	pipelineruninformer "github.com/tektoncd/pipeline/pkg/client/injection/informers/pipeline/v1/pipelinerun/fake"
	taskinformer "github.com/tektoncd/pipeline/pkg/client/injection/informers/pipeline/v1/task/fake"
	taskruninformer "github.com/tektoncd/pipeline/pkg/client/injection/informers/pipeline/v1/taskrun/fake"
	_ "github.com/tektoncd/pipeline/pkg/client/injection/informers/pipeline/v1alpha1/verificationpolicy/fake"
	customruninformer "github.com/tektoncd/pipeline/pkg/client/injection/informers/pipeline/v1beta1/customrun/fake"
	stepactioninformer "github.com/tektoncd/pipeline/pkg/client/injection/informers/pipeline/v1beta1/stepaction/fake"
	fakeresolutionclientset "github.com/tektoncd/pipeline/pkg/client/resolution/clientset/versioned/fake"
	resolutionscheme "github.com/tektoncd/pipeline/pkg/client/resolution/clientset/versioned/scheme"
	fakeresolutionclient "github.com/tektoncd/pipeline/pkg/client/resolution/injection/client/fake"
	resolutioninformer "github.com/tektoncd/pipeline/pkg/client/resolution/injection/informers/resolution/v1beta1/resolutionrequest/fake"
	_ "github.com/tektoncd/pipeline/pkg/pipelinerunmetrics/fake"
	"github.com/tektoncd/pipeline/pkg/reconciler/events/cloudevent"
	"github.com/tektoncd/pipeline/pkg/reconciler/pipelinerun"
	"github.com/tektoncd/pipeline/pkg/reconciler/taskrun"
	_ "github.com/tektoncd/pipeline/pkg/taskrunmetrics/fake"
	"go.uber.org/zap"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	fakekubeclientset "k8s.io/client-go/kubernetes/fake"
	kubescheme "k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/rest"
	clienttesting "k8s.io/client-go/testing"
	"k8s.io/client-go/tools/cache"
	clocktesting "k8s.io/utils/clock/testing"
	"knative.dev/pkg/apis"
	fakekubeclient "knative.dev/pkg/client/injection/kube/client/fake"
	configmapinformer "knative.dev/pkg/client/injection/kube/informers/core/v1/configmap/fake"
	limitrangeinformer "knative.dev/pkg/client/injection/kube/informers/core/v1/limitrange/fake"
	podinformer "knative.dev/pkg/client/injection/kube/informers/core/v1/pod/filtered/fake"
	secretinformer "knative.dev/pkg/client/injection/kube/informers/core/v1/secret/fake"
	serviceaccountinformer "knative.dev/pkg/client/injection/kube/informers/core/v1/serviceaccount/fake"
	filteredfactory "knative.dev/pkg/client/injection/kube/informers/factory/filtered"
	_ "knative.dev/pkg/client/injection/kube/informers/factory/filtered/fake"
	"knative.dev/pkg/configmap"
	"knative.dev/pkg/controller"
	"knative.dev/pkg/injection"
	"knative.dev/pkg/logging"
	"knative.dev/pkg/reconciler"
)

var images = pipeline.Images{
	EntrypointImage:        "ghcr.io/tektoncd/pipeline/entrypoint-bff0a22da108bc2f16c818c97641a296:v1.15.0",
	SidecarLogResultsImage: "ghcr.io/tektoncd/pipeline/sidecarlogresults-7501c6a20d741631510a448b48ab098f:v1.15.0",
	NopImage:               "ghcr.io/tektoncd/pipeline/nop-8eac7c133edad5df719dc37b36b62482:v1.15.0",
	ShellImage:             "cgr.dev/chainguard/busybox@sha256:19f02276bf8dbdd62f069b922f10c65262cc34b710eea26ff928129a736be791",
	ShellImageWin:          "mcr.microsoft.com/powershell:nanoserver@sha256:b6d5ff841b78bdf2dfed7550000fd4f3437385b8fa686ec0f010be24777654d6",
	WorkingDirInitImage:    "ghcr.io/tektoncd/pipeline/workingdirinit-0c558922ec6a1b739e550e349f2d5fc1:v1.15.0",
}

const settingsNamespace = "tekton-pipelines"

// Every ConfigMap that the controllers watch must be there.
var settingsNames = []string{
	config.GetDefaultsConfigName(), config.GetFeatureFlagsConfigName(), config.GetMetricsConfigName(),
	config.GetSpireConfigName(), config.GetEventsConfigName(), config.GetTracingConfigName(),
	config.GetWaitExponentialBackoffConfigName(),
}

// cluster is a number of objects, and the controllers that look after them.
type cluster struct {
	ctx          context.Context
	pipeline     *fakepipelineclientset.Clientset
	kube         *fakekubeclientset.Clientset
	resolution   *fakeresolutionclientset.Clientset
	clock        *clocktesting.FakePassiveClock
	pipelineRuns *controller.Impl
	taskRuns     *controller.Impl
	defaults     *config.Store
	events       *[]told
	indexers     map[string]cache.Indexer
	asked        request
	made         int
}

func run(asked request) ([]json.RawMessage, []told, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	c, err := newCluster(ctx, asked)
	if err != nil {
		return nil, nil, err
	}
	if err := c.settle(); err != nil {
		return nil, nil, err
	}
	for _, next := range asked.Steps {
		c.clock.SetTime(c.clock.Now().Add(time.Duration(next.Seconds) * time.Second))
		for _, patch := range next.Patches {
			if err := c.patch(patch); err != nil {
				return nil, nil, err
			}
		}
		if err := c.settle(); err != nil {
			return nil, nil, err
		}
	}
	objects, err := c.objects()
	if err != nil {
		return nil, nil, err
	}
	return objects, *c.events, nil
}

type recorder struct{ events *[]told }

func (r recorder) Event(object runtime.Object, kind, reason, message string) {
	accessor, err := meta.Accessor(object)
	if err != nil {
		return
	}
	*r.events = append(*r.events, told{kindOf(object) + "/" + accessor.GetName(), kind, reason, message})
}

func (r recorder) Eventf(object runtime.Object, kind, reason, format string, args ...interface{}) {
	r.Event(object, kind, reason, fmt.Sprintf(format, args...))
}

func (r recorder) AnnotatedEventf(object runtime.Object, _ map[string]string, kind, reason, format string, args ...interface{}) {
	r.Eventf(object, kind, reason, format, args...)
}

var schemes = []*runtime.Scheme{kubescheme.Scheme, pipelinescheme.Scheme, resolutionscheme.Scheme}

func gvkOf(object runtime.Object) schema.GroupVersionKind {
	for _, scheme := range schemes {
		if found, _, err := scheme.ObjectKinds(object); err == nil && len(found) > 0 {
			return found[0]
		}
	}
	return object.GetObjectKind().GroupVersionKind()
}

func kindOf(object runtime.Object) string { return gvkOf(object).Kind }

func decode(raw json.RawMessage) (runtime.Object, schema.GroupVersionKind, error) {
	var header metav1.TypeMeta
	if err := json.Unmarshal(raw, &header); err != nil {
		return nil, schema.GroupVersionKind{}, err
	}
	gvk := header.GroupVersionKind()
	for _, scheme := range schemes {
		if object, err := scheme.New(gvk); err == nil {
			return object, gvk, json.Unmarshal(raw, object)
		}
	}
	return nil, gvk, fmt.Errorf("unknown kind %s", gvk)
}

func newCluster(ctx context.Context, asked request) (*cluster, error) {
	events := &[]told{}
	ctx = logging.WithLogger(ctx, zap.NewNop().Sugar())
	ctx = controller.WithEventRecorder(ctx, recorder{events})
	ctx = filteredfactory.WithSelectors(ctx, v1.ManagedByLabelKey)
	ctx = cloudevent.WithFakeClient(ctx, &cloudevent.FakeClientBehaviour{SendSuccessfully: true}, 1<<10)
	ctx, _ = injection.Fake.SetupInformers(ctx, &rest.Config{})
	c := &cluster{
		ctx: ctx, events: events, asked: asked,
		pipeline:   fakepipelineclient.Get(ctx),
		kube:       fakekubeclient.Get(ctx),
		resolution: fakeresolutionclient.Get(ctx),
		clock:      clocktesting.NewFakePassiveClock(time.Now()),
		indexers: map[string]cache.Indexer{
			"PipelineRun":       pipelineruninformer.Get(ctx).Informer().GetIndexer(),
			"Pipeline":          pipelineinformer.Get(ctx).Informer().GetIndexer(),
			"TaskRun":           taskruninformer.Get(ctx).Informer().GetIndexer(),
			"Task":              taskinformer.Get(ctx).Informer().GetIndexer(),
			"CustomRun":         customruninformer.Get(ctx).Informer().GetIndexer(),
			"StepAction":        stepactioninformer.Get(ctx).Informer().GetIndexer(),
			"Pod":               podinformer.Get(ctx, v1.ManagedByLabelKey).Informer().GetIndexer(),
			"ConfigMap":         configmapinformer.Get(ctx).Informer().GetIndexer(),
			"ServiceAccount":    serviceaccountinformer.Get(ctx).Informer().GetIndexer(),
			"LimitRange":        limitrangeinformer.Get(ctx).Informer().GetIndexer(),
			"Secret":            secretinformer.Get(ctx).Informer().GetIndexer(),
			"ResolutionRequest": resolutioninformer.Get(ctx).Informer().GetIndexer(),
		},
	}
	settings := map[string]*corev1.ConfigMap{}
	for _, name := range settingsNames {
		settings[name] = &corev1.ConfigMap{ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: settingsNamespace}}
	}
	var given []runtime.Object
	for _, raw := range asked.Objects {
		object, _, err := decode(raw)
		if err != nil {
			return nil, err
		}
		if configMap, ok := object.(*corev1.ConfigMap); ok && configMap.Namespace == settingsNamespace {
			settings[configMap.Name] = configMap
			continue
		}
		given = append(given, object)
	}
	var maps []*corev1.ConfigMap
	for _, name := range settingsNames {
		maps = append(maps, settings[name])
		if err := c.kube.Tracker().Add(settings[name]); err != nil {
			return nil, err
		}
	}
	watcher := configmap.NewStaticWatcher(maps...)
	c.defaults = config.NewStore(logging.FromContext(ctx))
	c.defaults.WatchConfigs(watcher)
	for _, fake := range []*clienttesting.Fake{&c.pipeline.Fake, &c.kube.Fake, &c.resolution.Fake} {
		fake.PrependReactor("create", "*", c.admit)
		fake.PrependReactor("update", "*", c.update)
	}
	options := pipeline.Options{Images: images}
	c.pipelineRuns = pipelinerun.NewController(&options, c.clock)(ctx, watcher)
	c.taskRuns = taskrun.NewController(&options, c.clock)(ctx, watcher)
	for _, impl := range []*controller.Impl{c.pipelineRuns, c.taskRuns} {
		if aware, ok := impl.Reconciler.(reconciler.LeaderAware); ok {
			if err := aware.Promote(reconciler.UniversalBucket(), func(reconciler.Bucket, types.NamespacedName) {}); err != nil {
				return nil, err
			}
		}
	}
	accounts := map[string]bool{}
	for _, object := range given {
		if err := c.add(object); err != nil {
			return nil, err
		}
		accessor, err := meta.Accessor(object)
		if err != nil {
			return nil, err
		}
		if namespace := accessor.GetNamespace(); !accounts[namespace] {
			accounts[namespace] = true
			account := &corev1.ServiceAccount{ObjectMeta: metav1.ObjectMeta{Name: "default", Namespace: namespace}}
			if err := c.add(account); err != nil {
				return nil, err
			}
		}
	}
	return c, c.sync()
}

// complete does what an API server and the webhook do to an object that is new.
func (c *cluster) complete(object runtime.Object) error {
	accessor, err := meta.Accessor(object)
	if err != nil {
		return err
	}
	c.made++
	if accessor.GetUID() == "" {
		accessor.SetUID(types.UID(fmt.Sprintf("%08x-0000-4000-8000-000000000000", c.made)))
	}
	accessor.SetCreationTimestamp(metav1.NewTime(c.clock.Now()))
	accessor.SetResourceVersion(fmt.Sprint(c.made))
	if pod, ok := object.(*corev1.Pod); ok {
		pod.Status.Phase = corev1.PodPending
	}
	if defaultable, ok := object.(apis.Defaultable); ok {
		defaultable.SetDefaults(apis.WithinCreate(c.defaults.ToContext(c.ctx)))
	}
	return nil
}

func (c *cluster) admit(action clienttesting.Action) (bool, runtime.Object, error) {
	create, ok := action.(clienttesting.CreateAction)
	if !ok || create.GetSubresource() != "" {
		return false, nil, nil
	}
	return false, nil, c.complete(create.GetObject())
}

// update keeps the status where an object is written, and all else where its status is.
func (c *cluster) update(action clienttesting.Action) (bool, runtime.Object, error) {
	update, ok := action.(clienttesting.UpdateAction)
	if !ok {
		return false, nil, nil
	}
	object := update.GetObject()
	tracker := c.trackerOf(object)
	live, err := tracker.Get(action.GetResource(), action.GetNamespace(), object.(metav1.Object).GetName())
	if err != nil {
		return true, nil, err
	}
	from, to := object, live.DeepCopyObject()
	if action.GetSubresource() != "status" {
		from, to = live, object.DeepCopyObject()
	}
	source, goal := reflect.ValueOf(from).Elem().FieldByName("Status"), reflect.ValueOf(to).Elem().FieldByName("Status")
	if goal.IsValid() {
		goal.Set(source)
	}
	return true, to, tracker.Update(action.GetResource(), to, action.GetNamespace())
}

func (c *cluster) trackerOf(object runtime.Object) clienttesting.ObjectTracker {
	switch gvkOf(object).Group {
	case "tekton.dev":
		return c.pipeline.Tracker()
	case "resolution.tekton.dev":
		return c.resolution.Tracker()
	default:
		return c.kube.Tracker()
	}
}

func (c *cluster) add(object runtime.Object) error {
	if err := c.complete(object); err != nil {
		return err
	}
	return c.trackerOf(object).Add(object)
}

func resourceOf(gvk schema.GroupVersionKind) schema.GroupVersionResource {
	resource, _ := meta.UnsafeGuessKindToResource(gvk)
	return resource
}

func (c *cluster) patch(raw json.RawMessage) error {
	object, gvk, err := decode(raw)
	if err != nil {
		return err
	}
	accessor, err := meta.Accessor(object)
	if err != nil {
		return err
	}
	tracker, resource := c.trackerOf(object), resourceOf(gvk)
	live, err := tracker.Get(resource, accessor.GetNamespace(), accessor.GetName())
	if err != nil {
		return err
	}
	before, err := json.Marshal(live)
	if err != nil {
		return err
	}
	after, err := jsonpatch.MergePatch(before, raw)
	if err != nil {
		return err
	}
	next, _, err := decode(withKind(after, gvk))
	if err != nil {
		return err
	}
	if err := tracker.Update(resource, next, accessor.GetNamespace()); err != nil {
		return err
	}
	return c.sync()
}

func withKind(raw []byte, gvk schema.GroupVersionKind) []byte {
	fields := map[string]any{}
	if err := json.Unmarshal(raw, &fields); err != nil {
		panic(err)
	}
	fields["apiVersion"], fields["kind"] = gvk.ToAPIVersionAndKind()
	written, err := json.Marshal(fields)
	if err != nil {
		panic(err)
	}
	return written
}

// Kinds that there may be, by who keeps them.
var kept = []schema.GroupVersionKind{
	v1.SchemeGroupVersion.WithKind("PipelineRun"), v1.SchemeGroupVersion.WithKind("Pipeline"),
	v1.SchemeGroupVersion.WithKind("TaskRun"), v1.SchemeGroupVersion.WithKind("Task"),
	v1beta1.SchemeGroupVersion.WithKind("CustomRun"), v1beta1.SchemeGroupVersion.WithKind("StepAction"),
	{Group: "resolution.tekton.dev", Version: "v1beta1", Kind: "ResolutionRequest"},
	{Version: "v1", Kind: "Pod"}, {Version: "v1", Kind: "ConfigMap"}, {Version: "v1", Kind: "ServiceAccount"},
	{Version: "v1", Kind: "LimitRange"}, {Version: "v1", Kind: "Secret"},
	{Version: "v1", Kind: "PersistentVolumeClaim"}, {Group: "apps", Version: "v1", Kind: "StatefulSet"},
}

func (c *cluster) list(gvk schema.GroupVersionKind) ([]runtime.Object, error) {
	var tracker clienttesting.ObjectTracker
	switch gvk.Group {
	case "tekton.dev":
		tracker = c.pipeline.Tracker()
	case "resolution.tekton.dev":
		tracker = c.resolution.Tracker()
	default:
		tracker = c.kube.Tracker()
	}
	list, err := tracker.List(resourceOf(gvk), gvk, "")
	if err != nil {
		return nil, err
	}
	items, err := meta.ExtractList(list)
	if err != nil {
		return nil, err
	}
	sort.SliceStable(items, func(a, b int) bool {
		first, _ := meta.Accessor(items[a])
		second, _ := meta.Accessor(items[b])
		return first.GetUID() < second.GetUID()
	})
	return items, nil
}

// sync lets the controllers see what there is.
func (c *cluster) sync() error {
	for _, gvk := range kept {
		indexer, ok := c.indexers[gvk.Kind]
		if !ok {
			continue
		}
		items, err := c.list(gvk)
		if err != nil {
			return err
		}
		seen := make([]any, 0, len(items))
		for _, item := range items {
			seen = append(seen, item.DeepCopyObject())
		}
		if err := indexer.Replace(seen, ""); err != nil {
			return err
		}
	}
	return nil
}

func (c *cluster) objects() ([]json.RawMessage, error) {
	var all []json.RawMessage
	for _, gvk := range kept {
		items, err := c.list(gvk)
		if err != nil {
			return nil, err
		}
		for _, item := range items {
			raw, err := json.Marshal(item)
			if err != nil {
				return nil, err
			}
			all = append(all, withKind(raw, gvk))
		}
	}
	return all, nil
}

func (c *cluster) state() (string, error) {
	objects, err := c.objects()
	if err != nil {
		return "", err
	}
	text, err := json.Marshal(objects)
	return string(text), err
}

// keysOf tells the names under which controllers know objects.
func keysOf(items []runtime.Object) []string {
	var keys []string
	for _, item := range items {
		accessor, err := meta.Accessor(item)
		if err == nil {
			keys = append(keys, accessor.GetNamespace()+"/"+accessor.GetName())
		}
	}
	return keys
}

const patience = 300

// settle lets everybody work until nothing changes any more.
func (c *cluster) settle() error {
	before, err := c.state()
	if err != nil {
		return err
	}
	for range patience {
		if err := c.round(); err != nil {
			return err
		}
		after, err := c.state()
		if err != nil {
			return err
		}
		if after == before {
			return nil
		}
		before = after
	}
	return fmt.Errorf("it never comes to rest")
}

func (c *cluster) round() error {
	if err := c.ask(kept[0], c.pipelineRuns, nil); err != nil {
		return err
	}
	if err := c.ask(kept[2], c.taskRuns, func() error { return c.ask(kept[0], c.pipelineRuns, nil) }); err != nil {
		return err
	}
	if err := c.runPods(); err != nil {
		return err
	}
	return c.sync()
}

func (c *cluster) ask(gvk schema.GroupVersionKind, impl *controller.Impl, then func() error) error {
	items, err := c.list(gvk)
	if err != nil {
		return err
	}
	for _, key := range keysOf(items) {
		before, err := c.state()
		if err != nil {
			return err
		}
		// What an error says is told by an event.
		_ = impl.Reconciler.Reconcile(c.ctx, key)
		if err := c.sync(); err != nil {
			return err
		}
		after, err := c.state()
		if err != nil {
			return err
		}
		if after != before && then != nil {
			if err := then(); err != nil {
				return err
			}
		}
	}
	return nil
}
