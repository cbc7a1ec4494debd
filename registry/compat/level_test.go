package compat_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/Masterminds/semver/v3"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/compat"
)

func TestBump(t *testing.T) {
	for _, tt := range []struct {
		from, to string
		want     compat.Level
	}{
		{"1.0.0", "1.0.0", compat.None},
		{"1.0.1", "1.0.0", compat.None},
		{"2.0.0", "1.9.9", compat.None},
		{"1.0.0", "1.0.1", compat.Patch},
		{"1.0.9", "1.1.0", compat.Minor},
		{"1.9.9", "2.0.0", compat.Major},
		{"1.0.0", "3.1.4", compat.Major},
		// Below 1.0.0 every part counts one step less.
		{"0.1.0", "0.1.1", compat.Minor},
		{"0.1.9", "0.2.0", compat.Major},
		{"0.0.1", "0.0.2", compat.Minor},
		{"0.9.0", "1.0.0", compat.Major},
		// A pre-release counts as the version it leads to.
		{"1.0.0", "1.0.1-rc.1", compat.Patch},
		{"1.0.0", "1.1.0-rc.1", compat.Minor},
		{"1.0.0", "2.0.0-rc.1", compat.Major},
		{"1.0.0", "1.0.0-rc.1", compat.None},
		// And promises nothing itself.
		{"2.0.0-rc.1", "2.0.0-rc.2", compat.Major},
		{"2.0.0-rc.1", "2.0.0", compat.Major},
		{"2.0.0-rc.2", "2.0.0-rc.1", compat.None},
	} {
		if got := compat.Bump(semver.MustParse(tt.from), semver.MustParse(tt.to)); got != tt.want {
			t.Errorf("Bump(%s, %s) = %s, want %s", tt.from, tt.to, got, tt.want)
		}
	}
}

func TestCheck(t *testing.T) {
	minor := compat.Finding{Code: "NOV-0209", Level: compat.Minor, Where: "command.a", What: "number 1 is new"}
	major := compat.Finding{Code: "NOV-0301", Level: compat.Major, Where: "function f()", What: "it was removed"}
	for _, tt := range []struct {
		from, to string
		findings []compat.Finding
		next     string // "" means that the step is large enough
		listed   int
	}{
		{"1.0.0", "1.0.1", nil, "", 0},
		{"1.0.0", "1.0.0", nil, "1.0.1", 0},
		{"1.0.0", "1.1.0", []compat.Finding{minor}, "", 0},
		{"1.0.0", "1.0.1", []compat.Finding{minor}, "1.1.0", 1},
		{"1.2.3", "1.3.0", []compat.Finding{minor, major, major}, "2.0.0", 2},
		{"1.2.3", "2.0.0", []compat.Finding{minor, major}, "", 0},
		{"2.0.0", "1.0.0", []compat.Finding{major}, "3.0.0", 1},
		{"0.1.0", "0.1.1", []compat.Finding{minor}, "", 0},
		{"0.1.0", "0.1.1", []compat.Finding{major}, "0.2.0", 1},
		{"0.1.0", "0.1.0", []compat.Finding{minor}, "0.1.1", 1},
		{"2.0.0-rc.1", "2.0.0-rc.1", []compat.Finding{major}, "2.0.0", 1},
	} {
		from, to := semver.MustParse(tt.from), semver.MustParse(tt.to)
		err := compat.Check(from, to, tt.findings)
		var bump *compat.BumpError
		switch {
		case tt.next == "" && err != nil:
			t.Errorf("from %s to %s: %v", from, to, err)
		case tt.next == "":
		case !errors.As(err, &bump) || !errors.Is(err, registry.ErrRefused) || err.Error() == "":
			t.Errorf("from %s to %s: %v, want a BumpError", from, to, err)
		case bump.Next().String() != tt.next || len(bump.Findings) != tt.listed:
			t.Errorf("from %s to %s: next %s with %d findings, want %s with %d", from, to, bump.Next(), len(bump.Findings), tt.next, tt.listed)
		default:
			if err := compat.Check(from, bump.Next(), tt.findings); err != nil {
				t.Errorf("from %s to the proposed %s: %v", from, bump.Next(), err)
			}
		}
	}
}

// No version carries what is unsafe, and the refusal says so.
func TestUnsafe(t *testing.T) {
	unsafe := compat.Finding{Code: "NOV-0501", Level: compat.Unsafe, Where: "storage.a", What: "a was removed", Do: "keep the variable"}
	for _, to := range []string{"1.0.1", "1.1.0", "2.0.0", "1.0.0"} {
		err := compat.Check(semver.MustParse("1.0.0"), semver.MustParse(to), []compat.Finding{unsafe, {Level: compat.Minor}})
		var bump *compat.BumpError
		if !errors.As(err, &bump) || bump.Need != compat.Unsafe || len(bump.Findings) != 1 || bump.Next().String() != "2.0.0" {
			t.Errorf("to %s: %v", to, err)
		}
		if to != "1.0.0" && !strings.Contains(err.Error(), "no version may carry") {
			t.Errorf("to %s: %v", to, err)
		}
	}
	unsafe.Level, unsafe.Allowed = compat.None, compat.Allowance{By: "unsafe-allow"}
	if err := compat.Check(semver.MustParse("1.0.0"), semver.MustParse("1.0.1"), []compat.Finding{unsafe}); err != nil {
		t.Errorf("what is allowed needs no bump: %v", err)
	}
}

func TestLevelText(t *testing.T) {
	for _, l := range []compat.Level{compat.None, compat.Patch, compat.Minor, compat.Major, compat.Unsafe} {
		b, err := json.Marshal(l)
		if err != nil {
			t.Fatal(err)
		}
		var got compat.Level
		if err := json.Unmarshal(b, &got); err != nil || got != l {
			t.Errorf("%s came back as %v, %v", b, got, err)
		}
	}
	var l compat.Level
	if err := json.Unmarshal([]byte(`"huge"`), &l); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("reading a level: %v, want ErrInvalid", err)
	}
	if compat.Need(nil) != compat.None {
		t.Error("no findings need a bump")
	}
}
