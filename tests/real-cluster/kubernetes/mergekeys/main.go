// Command mergekeys writes how strategic merge patches merge the types of the API: the patchStrategy and patchMergeKey tags of
// every type that client-go's scheme knows, as kubectl and the API server read them.
//
//	go run ./mergekeys > ../../../server/strategic-merge/src/types.txt
//
// Lines with `=` name the type of a kind. The others are a type and its fields, each `name:type of what is below:merge
// key:strategies`; fields, and types, without anything to be merged in or below them are left out. A map's only field is `*`.
package main

import (
	"fmt"
	"reflect"
	"sort"
	"strings"

	"k8s.io/client-go/kubernetes/scheme"
)

// below tells, of a type, whether anything is merged in it.
var below = map[reflect.Type]bool{}

func main() {
	lines := []string{}
	for gvk, t := range scheme.Scheme.AllKnownTypes() {
		if _, ok := t.FieldByName("ObjectMeta"); ok && gvk.Version != "__internal" {
			lines = append(lines, fmt.Sprintf("%s %s = %s", gvk.GroupVersion(), gvk.Kind, name(t)))
			visit(t)
		}
	}
	for t, any := range below {
		if any {
			lines = append(lines, name(t)+" "+strings.Join(fields(t), " "))
		}
	}
	sort.Strings(lines)
	fmt.Println(strings.Join(lines, "\n"))
}

// name is that of the OpenAPI schema without `io.k8s.api.`: core.v1.Pod.
func name(t reflect.Type) string {
	if t.Kind() == reflect.Map {
		return "map." + name(inner(t.Elem()))
	}
	parts := strings.Split(t.PkgPath(), "/")
	return strings.Join(parts[len(parts)-2:], ".") + "." + t.Name()
}

// inner is what pointers and lists are of.
func inner(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	return t
}

func holds(t reflect.Type) bool {
	return t.Kind() == reflect.Struct || t.Kind() == reflect.Map
}

// visit notes a type and all below it. Types that contain themselves are walked until nothing changes.
func visit(t reflect.Type) {
	for walk(t, map[reflect.Type]bool{}) {
	}
}

func walk(t reflect.Type, seen map[reflect.Type]bool) bool {
	if seen[t] || !holds(t) {
		return false
	}
	seen[t] = true
	changed := false
	each(t, func(f reflect.StructField) {
		changed = walk(inner(f.Type), seen) || changed
	})
	if any := len(fields(t)) > 0; any != below[t] {
		below[t] = any
		changed = true
	}
	return changed
}

// each calls for every field as JSON has it: those of inlined structs too.
func each(t reflect.Type, call func(reflect.StructField)) {
	if t.Kind() == reflect.Map {
		call(reflect.StructField{Name: "*", Type: t.Elem(), Tag: `json:"*"`})
		return
	}
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		json, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if strings.Contains(options, "inline") || (f.Anonymous && json == "") {
			if holds(inner(f.Type)) {
				each(inner(f.Type), call)
			}
		} else if json != "" && json != "-" {
			call(f)
		}
	}
}

func fields(t reflect.Type) []string {
	found := []string{}
	each(t, func(f reflect.StructField) {
		json, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		key, strategy := f.Tag.Get("patchMergeKey"), f.Tag.Get("patchStrategy")
		deeper := ""
		if of := inner(f.Type); holds(of) && below[of] {
			deeper = name(of)
		}
		if key+strategy+deeper != "" {
			found = append(found, strings.TrimRight(json+":"+deeper+":"+key+":"+strategy, ":"))
		}
	})
	return found
}
