// Reads manifests as the API server does, and prints what is wrong with them, one a line.
//
// Each document is decoded strictly into the type of its apiVersion and kind: an unknown or doubled field, or a value of
// another type, is an error. Pods are held against the Pod Security Standard "restricted" by the admission plug-in's own
// checks, and selectors against the labels of their pods.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

type manifest struct {
	name   string
	object runtime.Object
}

func main() {
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{
		appsv1.AddToScheme, batchv1.AddToScheme, corev1.AddToScheme, policyv1.AddToScheme,
	} {
		must(add(scheme))
	}
	decoder := serializer.NewCodecFactory(scheme, serializer.EnableStrict).UniversalDeserializer()
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	must(err)
	wrong := 0
	say := func(name, format string, args ...any) {
		wrong++
		fmt.Printf("%s: %s\n", name, fmt.Sprintf(format, args...))
	}

	var read []manifest
	for _, file := range os.Args[1:] {
		content, err := os.ReadFile(file)
		must(err)
		documents := yaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(content)))
		for {
			document, err := documents.Read()
			if errors.Is(err, io.EOF) {
				break
			}
			must(err)
			object, kind, err := decoder.Decode(document, nil, nil)
			if err != nil {
				say(file, "%v", err)
				continue
			}
			read = append(read, manifest{fmt.Sprintf("%s: %s", file, kind.Kind), object})
		}
	}

	restricted := api.LevelVersion{Level: api.LevelRestricted, Version: api.LatestVersion()}
	var pods []labels.Set
	for _, one := range read {
		template := templateOf(one.object)
		if template == nil {
			continue
		}
		pods = append(pods, template.Labels)
		for _, result := range evaluator.EvaluatePod(restricted, &template.ObjectMeta, &template.Spec) {
			if !result.Allowed {
				say(one.name, "%s (%s)", result.ForbiddenReason, result.ForbiddenDetail)
			}
		}
		checkVolumes(one.name, template.Spec, say)
	}
	for _, one := range read {
		selector, among := selectorOf(one.object, pods)
		if selector == nil {
			continue
		}
		parsed, err := metav1.LabelSelectorAsSelector(selector)
		if err != nil {
			say(one.name, "%v", err)
		} else if !matchesAny(parsed, among) {
			say(one.name, "its selector %s matches no pod", parsed)
		}
	}
	if len(read) == 0 {
		say("manifests", "there are none")
	}
	if wrong > 0 {
		os.Exit(1)
	}
}

func templateOf(object runtime.Object) *corev1.PodTemplateSpec {
	switch kind := object.(type) {
	case *appsv1.Deployment:
		return &kind.Spec.Template
	case *batchv1.CronJob:
		return &kind.Spec.JobTemplate.Spec.Template
	}
	return nil
}

func selectorOf(object runtime.Object, pods []labels.Set) (*metav1.LabelSelector, []labels.Set) {
	switch kind := object.(type) {
	case *appsv1.Deployment:
		return kind.Spec.Selector, []labels.Set{kind.Spec.Template.Labels}
	case *policyv1.PodDisruptionBudget:
		return kind.Spec.Selector, pods
	}
	return nil, nil
}

func matchesAny(selector labels.Selector, among []labels.Set) bool {
	for _, set := range among {
		if !selector.Empty() && selector.Matches(set) {
			return true
		}
	}
	return false
}

func checkVolumes(name string, spec corev1.PodSpec, say func(string, string, ...any)) {
	volumes := map[string]bool{}
	for _, volume := range spec.Volumes {
		volumes[volume.Name] = true
	}
	for _, container := range spec.Containers {
		for _, mount := range container.VolumeMounts {
			if !volumes[mount.Name] {
				say(name, "%s mounts %q, which is no volume", container.Name, mount.Name)
			}
		}
	}
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}
