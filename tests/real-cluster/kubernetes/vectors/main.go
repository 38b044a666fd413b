// Command vectors writes what Go's and apimachinery's own functions answer: the expected values of the crates that say the same.
//
//	go run ./vectors text > ../../../server/go-text/src/upstream.jsonl
//	go run ./vectors machinery > ../../../server/apimachinery/src/upstream.jsonl
//
// Each line is a JSON list: the function, what it was given, what it answered (an error as `error: ...`).
package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"time"

	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/util/duration"
	"k8s.io/apimachinery/pkg/util/validation"
	"net/url"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "text" {
		text()
	} else {
		machinery()
	}
}

// say writes one line.
func say(function string, given any, answer any, err error) {
	if err != nil {
		answer = "error: " + err.Error()
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode([]any{function, given, answer}); err != nil {
		panic(err)
	}
}

func text() {
	for _, s := range []string{"", "a\"b\\c", "\a\b\f\n\r\t\v", "\x00\x1f\x7f", "é中\u00a0\u200b\ufeff\u0301e\u0301", "😀\U000e0001", "\u0085\u00ad\u2028"} {
		say("quote", s, strconv.Quote(s), nil)
	}
	for _, s := range []string{"1", "t", "TRUE", "True", "0", "f", "False", "tRUE", "yes", "", "on"} {
		v, err := strconv.ParseBool(s)
		say("bool", s, v, err)
	}
	for _, s := range []string{"0", "-1", "+7", "010", "0o17", "0x1F", "0b101", "1_000", "_1", "1__0", "0x_1", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "", "x", "1.5", "08", "--1", "0x"} {
		v, err := strconv.ParseInt(s, 0, 64)
		say("int", s, v, err)
	}
	for _, s := range []string{"3000000000", "-2147483648", "2147483647"} {
		v, err := strconv.ParseInt(s, 0, 32)
		say("int32", s, v, err)
	}
	for _, s := range []string{"0", "80", "080", "65535", "65536", "99999999999999999999999", "", "x", "+1", "-1", "1_0", "0x1", "8 "} {
		v, err := strconv.ParseUint(s, 10, 16)
		say("uint16", s, v, err)
	}
	for _, s := range []string{"18446744073709551615", "18446744073709551616"} {
		v, err := strconv.ParseUint(s, 10, 64)
		say("uint64", s, v, err)
	}
	for _, s := range []string{"0", "5s", "1h30m", "-1.5h", "+5m", "100ms", "10us", "10µs", "10μs", "7ns", ".5s", "1.s", ".s", "", "-", "5", "3x", "1h x", "0.000000001s", "0.1s", "1.23456789123456789s", "9223372036854775807ns", "9223372036854775808ns", "-9223372036854775808ns", "2562047h47m16.854775807s", "300000h", "\"é\"5", "1sec"} {
		v, err := time.ParseDuration(s)
		say("duration", s, int64(v), err)
	}
	for _, s := range []string{"", "YQ==", "YWI=", "YWJj", "YQ=", "YQ", "YQ===", "YW=I", "YQ==YQ==", "Y Q==", "YW\nI=", "YQ=\n=\n", "YR==", "YWJ=", "====", "=", "YWJj!", "-_==", "YWJjZA", "YQ==\n", "YQ==x"} {
		v, err := base64.StdEncoding.DecodeString(s)
		say("base64", s, string(v), err)
	}
}

func machinery() {
	quantities := []string{"0", "00", "1", "-1", "+1", "100m", "0.5", "1000m", "1500m", "1.5", "2", "1000", "1024Mi", "1536Mi", "0.5Gi", "1.5Gi", "100Ki", "512", "1024", "1023", "128974848", "129e6", "129E6", "1e3", "1E3", "1e-3", "0.0001", "100u", "5n", "0.1n", "1.1Ki", "0.0000000001", "1000E", "1e21", "1e300", "9223372036854775807", "9223372036854775808", "10000000000000000000000", "9Ei", "8Ei", "-8Ei", "7.5Ei", "0.5Ki", "0.1Ki", "-0.5Gi", "-1500m", "-0.0001", "12345678901234567890123.456", "1.", ".5", ".", "+", "-", "-.5Mi", "1.0", "01.50", "1.000", "1.500", "100000m", "3000m", "1k", "1000k", "1M", "12e0", "1e0", "0Mi", "0m", "1Ki", "8Ki", "7Ki", "2048Ki", "1.24Mi", "lots", "", "1 Gi", "5x", "true", "1gi", "5mm", "1e", "1E", "1ee3", "1e3m", "1..2", "1.2.3", "Ki", "e3", "1e99999999999999999999", "999999999999999999", "1.23456789123", "123456789012345Ki", "12345678901234Ki"}
	for _, s := range quantities {
		q, err := resource.ParseQuantity(s)
		answer := any(nil)
		if err == nil {
			answer = []any{q.String(), q.Value(), q.MilliValue()}
		}
		say("quantity", s, answer, err)
	}
	for _, pair := range [][2]string{{"100m", "900m"}, {"100m", "250m"}, {"64Mi", "192Mi"}, {"1Gi", "1Gi"}, {"0", "1Gi"}, {"1Gi", "0"}, {"1Gi", "1G"}, {"1G", "1Gi"}, {"1", "1m"}, {"1e3", "5"}, {"9223372036854775807", "1"}, {"1Gi", "-1Gi"}, {"0.5Gi", "1n"}, {"1Ki", "500m"}} {
		a, b := resource.MustParse(pair[0]), resource.MustParse(pair[1])
		cmp := a.Cmp(b)
		a.Add(b)
		say("sum", pair, []any{a.String(), cmp}, nil)
	}
	set := labels.Set{"app": "web", "tier": "front", "n": "5", "empty": "", "example.com/x": "y"}
	for _, s := range []string{"", " ", "app=web", "app==web,tier", "app!=db", "!gone", "! gone", "tier in (front,back)", "tier in (back,front)", "tier in(front)", "app notin (a,b),tier=front", "app=db", "gone", "!app", "tier in (back)", "app notin (web)", "n>4", "n<4", "n > 4", "n>x", "n=", "n==", "empty=", "app=,tier", "empty in ()", "empty in (,)", "app in (,web)", "app in (web,)", "gone notin ()", "app in web", "app in (web", "app in (web))", "app web", "app=web tier", "app=web,", ",app", "app=web,,tier", "a b=c", "in in (in)", "notin", "in", "x=in", "example.com/x=y", "/x", "a/b/c", "-a", "app=-web", "app=web!", "app===web", "app=!web", "app!web", "app in (a b)", "app in (a!)", "app in", "app notin", "(", ")", "app=(web)", "a=b=c", "app,app=web,!gone", "tier,app", "app\t=\nweb", "app in (b,a,b)", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggg", "a=aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggg", "é=x", "n>5,n<7", "app>web"} {
		sel, err := labels.Parse(s)
		answer := any(nil)
		if err == nil {
			answer = []any{sel.String(), sel.Matches(set)}
		}
		say("selector", s, answer, err)
	}
	for _, s := range []int64{-5, -2, -1, 0, 1, 59, 60, 119, 120, 121, 185, 599, 600, 3599, 10799, 10800, 10861, 28740, 28799, 28800, 172799, 172800, 176400, 691199, 691200, 63071999, 63072000, 63158400, 252288000 - 1, 252288000, 315360000} {
		say("age", s, duration.HumanDuration(time.Duration(s)*time.Second), nil)
	}
	names := []string{"", "web", "Web", "web-1", "-web", "web-", "a.b", "a..b", ".a", "1a", "a_b", "é", "a/b", "a%b", ".", "..", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg", "example.com/name", "Example.com/name", "/x", "a/b/c", "x/", "a/-", "A.b_c-D", "$x", "http", "80", "a--b", "HTTP", "-a-", "sixteen-letters-", "..data", "key name"}
	for _, s := range names {
		say("label", s, validation.IsDNS1123Label(s), nil)
		say("subdomain", s, validation.IsDNS1123Subdomain(s), nil)
		say("label1035", s, validation.IsDNS1035Label(s), nil)
		say("key", s, validation.IsQualifiedName(s), nil)
		say("value", s, validation.IsValidLabelValue(s), nil)
		say("config key", s, validation.IsConfigMapKey(s), nil)
		say("port name", s, validation.IsValidPortName(s), nil)
		say("escape", s, (&url.URL{Path: "/" + s}).EscapedPath()[1:], nil)
		say("query", s, url.QueryEscape(s), nil)
	}
	for _, s := range []string{"a b&c=d+e:f@g$h,i;j~k*l!m'n(o)p?q#r[s]", "ü/中"} {
		say("query", s, url.QueryEscape(s), nil)
	}
	fmt.Fprintln(os.Stderr, "done")
}
