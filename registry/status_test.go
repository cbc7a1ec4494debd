package registry_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/novation-dev/novation/registry"
)

func TestConditionOf(t *testing.T) {
	for _, tt := range []struct {
		err        error
		code       string
		exit, http int
	}{
		{registry.ErrInvalid, "invalid", 2, 400},
		{registry.ErrRefused, "refused", 3, 422},
		{registry.ErrNotAllowed, "not_allowed", 4, 403},
		{registry.ErrNotFound, "not_found", 5, 404},
		{registry.ErrConflict, "conflict", 6, 409},
		{registry.ErrStale, "stale", 6, 409},
		{registry.ErrTimeout, "timeout", 7, 504},
		{registry.ErrUnreachable, "unreachable", 8, 502},
		{errors.New("disk full"), "internal", 1, 500},
	} {
		c := registry.ConditionOf(fmt.Errorf("doing: %w", tt.err))
		if c.Code != tt.code || c.Exit != tt.exit || c.HTTP != tt.http {
			t.Errorf("ConditionOf(%v) = %+v", tt.err, c)
		}
		if back := registry.ConditionNamed(tt.code); back != c {
			t.Errorf("ConditionNamed(%q) = %+v, want %+v", tt.code, back, c)
		}
	}
}
