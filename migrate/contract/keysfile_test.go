package contract

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/registry"
)

// entries are what a keys file has, as text.
func entries(f string) (out []string, err error) {
	err = KeysFile(f).each(func(name string, keys []string) error {
		out = append(out, fmt.Sprintf("%s%q", name, keys))
		return nil
	})
	return out, err
}

func TestKeysFile(t *testing.T) {
	for _, tt := range []struct {
		file string
		want []string
	}{
		{"", nil},
		{" \n", nil},
		{`{}`, nil},
		{`{"a": ["x", 1, true], "b": []}`, []string{`a["x"]`, `a["1"]`, `a["true"]`, `b[]`}},
		{`{"a": [["x", "y"], ["z", 18446744073709551616]]}`, []string{`a["x" "y"]`, `a["z" "18446744073709551616"]`}},
		{`{"a": {"x": ["y", "z"], "w": {"v": ["u"]}}}`, []string{`a["x" "y"]`, `a["x" "z"]`, `a["w" "v" "u"]`}},
		{`{"a": {"x": [["y", "z"]]}}`, []string{`a["x" "y" "z"]`}},
		{`{"a": "x"}`, []string{`a["x"]`}},
		{`["0x01", ["a", "b"]]`, []string{`["0x01"]`, `["a" "b"]`}},
		{"# comment\n0xAb\n\n a , 0xAb , 7 \n\"x, y\"\n", []string{`["0xAb"]`, `["a" "0xAb" "7"]`, `["x, y"]`}},
		{"\ufeff0xAb", []string{`["0xAb"]`}},
		{"_m 0xAb 7\nnot keys but text", []string{`["_m" "0xAb" "7"]`, `["not keys but text"]`}},
	} {
		got, err := entries(tt.file)
		if diff := cmp.Diff(tt.want, got); err != nil || diff != "" {
			t.Errorf("%q: %v %s", tt.file, err, diff)
		}
	}
	for _, file := range []string{
		`{`, `[`, `{"a"`, `{"a": [}`, `{"a": [null]}`, `{"a": null}`, `{"a": [[["x"]]]}`, `{"a": [{"x": 1}]}`, `{"a": []} x`, `["a"] ["b"]`,
		`{"a": ["x"], "a": ["y"]}`, `["` + "\xff" + `"]`, `{"a": [["` + strings.Repeat(`x","`, 40) + `x"]]}`, strings.Repeat("1,", 40),
		strings.Repeat(`{"a":`, 40) + `1` + strings.Repeat(`}`, 40),
	} {
		if got, err := entries(file); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%.60q: %v, %v, want ErrInvalid", file, got, err)
		}
	}
}

func FuzzKeysFile(f *testing.F) {
	for _, s := range []string{`{"a": ["x", [1, true]], "b": {"c": ["d"]}}`, `["0x01", ["a"]]`, "a,b\n# c\n\"d\"", `{"a":`, "", "\"", "\ufeff{}", `[[[[`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := entries(s)
		if err != nil && !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%q: %v is no ErrInvalid", s, err)
		}
		if len(got) > len(s)+1 {
			t.Errorf("%q: %d entries", s, len(got))
		}
	})
}

func TestClassesOf(t *testing.T) {
	for text, want := range map[string][]class{
		"0x" + strings.Repeat("aB", 20): {addresses},
		"0x" + strings.Repeat("aB", 32): {words, numbers},
		"0x0102":                        {short, numbers, blobs},
		"0x1":                           {numbers},
		"0x":                            {texts},
		"-5":                            {numbers},
		"-":                             {texts},
		"":                              {texts},
		"true":                          {booleans},
		"hello":                         {texts},
	} {
		if diff := cmp.Diff(want, classesOf(text)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}
