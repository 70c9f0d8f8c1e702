package main

import (
	"encoding/json"
	"path"
	"strings"
	"time"

	v1 "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func matches(patterns []string, name string) bool {
	for _, pattern := range patterns {
		if ok, err := path.Match(pattern, name); err == nil && ok {
			return true
		}
	}
	return false
}

func isSidecar(container corev1.Container) bool { return strings.HasPrefix(container.Name, "sidecar-") }

func isStopped(container corev1.Container) bool { return strings.Contains(container.Image, "/nop-") }

// runPods lets each pod go on by one: it begins, or it ends.
func (c *cluster) runPods() error {
	pods, err := c.kube.CoreV1().Pods("").List(c.ctx, metav1.ListOptions{})
	if err != nil {
		return err
	}
	for i := range pods.Items {
		pod := &pods.Items[i]
		if pod.Status.Phase == corev1.PodSucceeded || pod.Status.Phase == corev1.PodFailed {
			continue
		}
		begun := pod.Status.Phase == corev1.PodRunning
		over := begun && pod.Annotations["tekton.dev/ready"] != "" && !matches(c.asked.Waits, pod.Name)
		if begun && !over {
			continue
		}
		c.move(pod, over, matches(c.asked.Fails, pod.Name))
		if _, err := c.kube.CoreV1().Pods(pod.Namespace).UpdateStatus(c.ctx, pod, metav1.UpdateOptions{}); err != nil {
			return err
		}
	}
	return nil
}

func (c *cluster) move(pod *corev1.Pod, over, fails bool) {
	ended := over
	var steps []string
	for _, container := range pod.Spec.Containers {
		if isSidecar(container) && !isStopped(container) {
			ended = false
		}
		if !isSidecar(container) {
			steps = append(steps, container.Name)
		}
	}
	phase := corev1.PodRunning
	if ended && fails {
		phase = corev1.PodFailed
	} else if ended {
		phase = corev1.PodSucceeded
	}
	now := metav1.NewTime(c.clock.Now())
	status := corev1.PodStatus{Phase: phase, StartTime: &now, HostIP: "10.0.0.1", PodIP: "10.0.0.1", PodIPs: []corev1.PodIP{{IP: "10.0.0.1"}}}
	ready := corev1.ConditionTrue
	reason := ""
	if phase != corev1.PodRunning {
		ready, reason = corev1.ConditionFalse, "PodCompleted"
	}
	for _, each := range []corev1.PodCondition{
		{Type: corev1.PodScheduled, Status: corev1.ConditionTrue}, {Type: corev1.PodInitialized, Status: corev1.ConditionTrue},
		{Type: corev1.ContainersReady, Status: ready}, {Type: corev1.PodReady, Status: ready},
	} {
		each.Reason, each.LastTransitionTime = reason, now
		status.Conditions = append(status.Conditions, each)
	}
	for _, container := range pod.Spec.InitContainers {
		status.InitContainerStatuses = append(status.InitContainerStatuses, terminated(container, now, 0, ""))
	}
	for _, container := range pod.Spec.Containers {
		switch {
		case isSidecar(container) && over && isStopped(container):
			status.ContainerStatuses = append(status.ContainerStatuses, terminated(container, now, 0, ""))
		case isSidecar(container) || !over:
			status.ContainerStatuses = append(status.ContainerStatuses, running(container, now))
		case fails:
			var told [][3]any
			if container.Name != steps[0] {
				told = append(told, [3]any{"Reason", "Skipped", 3})
			}
			status.ContainerStatuses = append(status.ContainerStatuses, terminated(container, now, 1, message(told)))
		default:
			var told [][3]any
			if container.Name == steps[len(steps)-1] {
				told = c.results(pod)
			}
			status.ContainerStatuses = append(status.ContainerStatuses, terminated(container, now, 0, message(told)))
		}
	}
	pod.Status = status
}

func message(told [][3]any) string {
	told = append(told, [3]any{"StartedAt", time.Now().UTC().Format("2006-01-02T15:04:05.000Z07:00"), 3})
	var items []map[string]any
	for _, each := range told {
		items = append(items, map[string]any{"key": each[0], "value": each[1], "type": each[2]})
	}
	text, err := json.Marshal(items)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func common(container corev1.Container) corev1.ContainerStatus {
	return corev1.ContainerStatus{
		Name: container.Name, Image: container.Image, ImageID: "fake://" + container.Image, ContainerID: "fake://" + container.Name,
	}
}

func running(container corev1.Container, now metav1.Time) corev1.ContainerStatus {
	status := common(container)
	yes := true
	status.Ready, status.Started = true, &yes
	status.State.Running = &corev1.ContainerStateRunning{StartedAt: now}
	return status
}

func terminated(container corev1.Container, now metav1.Time, code int32, message string) corev1.ContainerStatus {
	status := common(container)
	reason := "Completed"
	if code != 0 {
		reason = "Error"
	}
	no := false
	status.Started = &no
	status.State.Terminated = &corev1.ContainerStateTerminated{
		ExitCode: code, Reason: reason, Message: message, StartedAt: now, FinishedAt: now, ContainerID: "fake://" + container.Name,
	}
	return status
}

// results are made of their names.
func (c *cluster) results(pod *corev1.Pod) [][3]any {
	owner := metav1.GetControllerOf(pod)
	if owner == nil || owner.Kind != "TaskRun" {
		return nil
	}
	run, err := c.pipeline.TektonV1().TaskRuns(pod.Namespace).Get(c.ctx, owner.Name, metav1.GetOptions{})
	if err != nil || run.Status.TaskSpec == nil {
		return nil
	}
	var told [][3]any
	for _, result := range run.Status.TaskSpec.Results {
		value := any(result.Name + "-value")
		switch result.Type {
		case v1.ResultsTypeArray:
			value = []string{result.Name + "-0", result.Name + "-1"}
		case v1.ResultsTypeObject:
			fields := map[string]string{}
			for key := range result.Properties {
				fields[key] = result.Name + "-" + key
			}
			value = fields
		}
		text, ok := value.(string)
		if !ok {
			raw, err := json.Marshal(value)
			if err != nil {
				panic(err)
			}
			text = string(raw)
		}
		told = append(told, [3]any{result.Name, text, 1})
	}
	return told
}
