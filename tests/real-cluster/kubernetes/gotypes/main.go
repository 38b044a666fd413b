// Command gotypes writes what a hash of a pod template depends on: the Go structs reachable from core/v1 PodTemplateSpec, with
// the names and types of their fields in order. The practice cluster names ReplicaSets with it as the real controllers do.
//
//	go run ./gotypes > ../../../server/practice/src/controllers/hash/types.txt
//
// With file names it instead decodes each PodTemplateSpec (JSON), sends it through protobuf as the controllers get it, and
// prints its hash and dump: the expected values of the tests.
//
//	go run ./gotypes template.json
package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"reflect"
	"sort"
	"strings"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/rand"
	"k8s.io/utils/dump"
)

var seen = map[string]reflect.Type{}

func main() {
	if len(os.Args) > 1 {
		for _, file := range os.Args[1:] {
			if err := show(file); err != nil {
				fmt.Fprintln(os.Stderr, file, err)
				os.Exit(1)
			}
		}
		return
	}
	visit(reflect.TypeOf(v1.PodTemplateSpec{}))
	names := []string{}
	for name := range seen {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Println(line(seen[name]))
	}
}

// visit notes a named type and all that it is made of.
func visit(t reflect.Type) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		if t.Name() == "" {
			visit(t.Elem())
			return
		}
	case reflect.Map:
		visit(t.Key())
		visit(t.Elem())
	}
	if t.PkgPath() == "" {
		return
	}
	if other, ok := seen[t.String()]; ok {
		if other != t {
			panic("two types are called " + t.String())
		}
		return
	}
	seen[t.String()] = t
	// These read themselves from JSON; the practice cluster knows how.
	if special(t) || t.Kind() != reflect.Struct {
		return
	}
	for i := 0; i < t.NumField(); i++ {
		visit(t.Field(i).Type)
	}
}

func special(t reflect.Type) bool {
	switch t.String() {
	case "resource.Quantity", "intstr.IntOrString", "v1.Time", "v1.FieldsV1":
		return true
	}
	return false
}

func line(t reflect.Type) string {
	if special(t) {
		return t.String() + " special"
	}
	if t.Kind() != reflect.Struct {
		base := t.Kind().String()
		if t.Kind() == reflect.Map {
			base = "map[" + t.Key().String() + "]" + t.Elem().String()
		}
		return t.String() + " = " + base
	}
	words := []string{t.String()}
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if strings.Contains(options, "inline") {
			name = "^"
		}
		words = append(words, f.Name+":"+name+":"+f.Type.String())
	}
	return strings.Join(words, " ")
}

func show(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var given, template v1.PodTemplateSpec
	if err := json.Unmarshal(text, &given); err != nil {
		return err
	}
	wire, err := given.Marshal()
	if err != nil {
		return err
	}
	if err := template.Unmarshal(wire); err != nil {
		return err
	}
	dumped := dump.ForHash(template)
	for _, collisions := range []int32{-1, 0} {
		h := fnv.New32a()
		h.Write([]byte(dumped))
		if collisions >= 0 {
			count := make([]byte, 8)
			binary.LittleEndian.PutUint32(count, uint32(collisions))
			h.Write(count)
		}
		fmt.Println(rand.SafeEncodeString(fmt.Sprint(h.Sum32())))
	}
	fmt.Println(dumped)
	return nil
}
