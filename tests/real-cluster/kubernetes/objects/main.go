// Command objects reads what `kubectl get -o json` prints and writes one object a line, without what a server fills in.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

func main() {
	in := json.NewDecoder(os.Stdin)
	for {
		var object map[string]any
		if err := in.Decode(&object); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if items, ok := object["items"].([]any); ok {
			for _, item := range items {
				write(item.(map[string]any))
			}
			continue
		}
		write(object)
	}
}

func write(object map[string]any) {
	delete(object, "status")
	metadata := object["metadata"].(map[string]any)
	for _, field := range []string{"uid", "resourceVersion", "creationTimestamp", "generation", "managedFields"} {
		delete(metadata, field)
	}
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	if err := out.Encode(object); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
