package wasm_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"os"
	"testing"

	"github.com/tetratelabs/wazero"

	"github.com/novation-dev/novation/plugins/wasm"
)

// data is one segment of a test module; raw, when set, is its whole encoding.
type data struct {
	offset byte
	text   string
	raw    []byte
}

// withData builds a module with one page of memory and the given segments.
func withData(segments ...data) []byte {
	section := func(id byte, content []byte) []byte {
		return append(binary.AppendUvarint([]byte{id}, uint64(len(content))), content...)
	}
	b := wasm.Header()
	b = append(b, section(5, []byte{1, 0, 1})...)
	b = append(b, section(7, append([]byte{1, 6}, "memory\x02\x00"...))...)
	content := []byte{byte(len(segments))}
	for _, s := range segments {
		if s.raw != nil {
			content = append(content, s.raw...)
			continue
		}
		content = append(content, 0, 0x41, s.offset, 0x0b, byte(len(s.text)))
		content = append(content, s.text...)
	}
	return append(b, section(11, content)...)
}

// memory makes an instance and returns its first bytes.
func memory(t *testing.T, module []byte, n uint32) []byte {
	t.Helper()
	ctx := context.Background()
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	defer r.Close(ctx)
	m, err := r.InstantiateWithConfig(ctx, module, wazero.NewModuleConfig().WithStartFunctions())
	if err != nil {
		t.Fatal(err)
	}
	b, ok := m.ExportedMemory("memory").Read(0, n)
	if !ok {
		t.Fatal("memory is too small")
	}
	return bytes.Clone(b)
}

// TestMergeData compares memories, and that what is not simple stays as it is.
func TestMergeData(t *testing.T) {
	tests := []struct {
		name    string
		module  []byte
		changed bool
	}{
		{"near", withData(data{offset: 1, text: "ab"}, data{offset: 5, text: "cd"}, data{offset: 7, text: "ef"}), true},
		{"touching", withData(data{offset: 1, text: "ab"}, data{offset: 3, text: "cd"}), true},
		{"overlapping", withData(data{offset: 1, text: "abcd"}, data{offset: 2, text: "x"}), false},
		{"descending", withData(data{offset: 9, text: "ab"}, data{offset: 1, text: "cd"}), true},
		{"passive", withData(data{offset: 1, text: "ab"}, data{raw: []byte{1, 1, 'z'}}), false},
		{"far", withData(data{offset: 1, text: "ab"}, data{raw: append([]byte{0, 0x41, 0x80, 0x08, 0x0b, 1}, 'z')}), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := wasm.MergeData(tt.module)
			if changed := len(got) != len(tt.module); changed != tt.changed {
				t.Errorf("changed is %t, want %t", changed, tt.changed)
			}
			if want := memory(t, tt.module, 2048); !bytes.Equal(memory(t, got, 2048), want) {
				t.Error("the memory of an instance is another")
			}
		})
	}
}

// TestMergeGuest merges a real guest: far fewer segments, the same memory.
func TestMergeGuest(t *testing.T) {
	module, err := os.ReadFile("../../testnet/crudetrade/1.0.0/rules.wasm")
	if err != nil {
		t.Fatal(err)
	}
	merged := wasm.MergeData(module)
	before, after := countData(t, module), countData(t, merged)
	if after*4 > before {
		t.Errorf("%d segments of %d are left", after, before)
	}
	if !bytes.Equal(wasm.MergeData(merged), merged) {
		t.Error("merging twice changes something")
	}
	for n := 0; n < len(module); n += 1 + len(module)/200 {
		wasm.MergeData(module[:n]) // must not panic
	}
}

func countData(t *testing.T, module []byte) uint64 {
	t.Helper()
	count := uint64(0)
	err := wasm.Sections(module, func(s wasm.Section) error {
		if s.ID == 11 {
			count, _ = binary.Uvarint(s.Content)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return count
}
