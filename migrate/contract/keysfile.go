package contract

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novation-dev/novation/registry"
)

// A KeysFile lists keys of mappings. It is JSON or text:
//
//	{"_balances": ["0xAb…", "0xCd…"],
//	 "_allowances": [["0xAb…", "0xCd…"]],
//	 "_roles[].members[]": {"0x00…": ["0xAb…"]},
//	 "address": ["0xEf…"], "bytes32": ["0x12…"]}
//
// A member names a mapping as a map file does, with or without its last "[]".
// Its keys are a list; keys of nested mappings are lists in it, outermost first,
// or an object from the outer key to the inner ones. A mapping that is named has
// exactly the keys that are listed: no others are searched for, and the plan is
// refused when they are not all.
//
// A member that is the name of a type has keys for every mapping with keys of
// that type that is not named: "address", "bytes32", "uint256", "int", "bool",
// "string", "bytes". In nested mappings they are tried in all combinations, with
// the outer keys that are known. Known words for two of them are "accounts" and
// "roles".
//
// A list without names, ["0xAb…", "7"], and a text with one key per line are
// keys by type, told by their form: 20 bytes, 32 bytes, a number, a text. A line
// of a text may begin with a name: "_allowances,0xAb…,0xCd…"; where no key is a
// text, blanks do instead of commas. Lines that begin with # are comments.
//
// Mappings for which the file has no keys are filled as without a file.
type KeysFile []byte

// maxTuple bounds how many keys an entry has.
const maxTuple = 32

// each calls put for every key or tuple of keys, with the name it is listed
// under, "" when there is none. Empty lists give a call without keys.
func (f KeysFile) each(put func(name string, keys []string) error) error {
	text := bytes.TrimSpace(bytes.TrimPrefix(f, []byte("\ufeff")))
	if len(text) == 0 {
		return nil
	}
	var err error
	if text[0] == '{' || text[0] == '[' {
		err = eachJSON(text, put)
	} else {
		err = eachLine(text, put)
	}
	if err != nil {
		return fmt.Errorf("reading the keys: %w", err)
	}
	return nil
}

func eachLine(text []byte, put func(string, []string) error) error {
	r := csv.NewReader(bytes.NewReader(text))
	r.Comment, r.FieldsPerRecord, r.TrimLeadingSpace, r.LazyQuotes, r.ReuseRecord = '#', -1, true, true, true
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		line, _ := r.FieldPos(0)
		if err != nil {
			return fmt.Errorf("line %d: %v: %w", line, err, registry.ErrInvalid)
		}
		if words := strings.Fields(record[0]); len(record) == 1 && len(words) > 1 && !slices.ContainsFunc(words[1:], isText) {
			record = words
		}
		for i := range record {
			// Blanks are part of a text, and of nothing else.
			if word := strings.TrimSpace(record[i]); i == 0 && len(record) > 1 || !isText(word) {
				record[i] = word
			}
		}
		if len(record) > maxTuple {
			return fmt.Errorf("line %d has %d keys, at most %d are allowed: %w", line, len(record), maxTuple, registry.ErrInvalid)
		}
		if err := put("", record); err != nil {
			return fmt.Errorf("line %d: %w", line, err)
		}
	}
}

// isText tells a key that is a text by its form.
func isText(key string) bool { return slices.Contains(classesOf(key), texts) }

// A keyReader reads keys from JSON.
type keyReader struct {
	d   *jsontext.Decoder
	put func(string, []string) error
}

func eachJSON(text []byte, put func(string, []string) error) error {
	r := &keyReader{jsontext.NewDecoder(bytes.NewReader(text)), put}
	var err error
	if text[0] == '[' {
		err = r.list("", nil)
	} else {
		err = r.object(func(name string) error { return r.value(name, nil) })
	}
	if err == nil {
		if _, more := r.d.ReadToken(); !errors.Is(more, io.EOF) {
			err = fmt.Errorf("something follows the end: %w", registry.ErrInvalid)
		}
	}
	if err != nil && !errors.Is(err, registry.ErrInvalid) && !errors.Is(err, registry.ErrNotFound) {
		return fmt.Errorf("%v: %w", err, registry.ErrInvalid)
	}
	return err
}

// object reads an object; member is called for each name and reads the value.
func (r *keyReader) object(member func(name string) error) error {
	if _, err := r.d.ReadToken(); err != nil {
		return err
	}
	for r.d.PeekKind() != '}' {
		name, err := r.d.ReadToken()
		if err != nil {
			return err
		}
		if err := member(name.String()); err != nil {
			return err
		}
	}
	_, err := r.d.ReadToken()
	return err
}

// value reads what stands after a name, or after an outer key.
func (r *keyReader) value(name string, outer []string) error {
	if len(outer) > maxTuple {
		return fmt.Errorf("%s: more than %d keys are nested: %w", r.d.StackPointer(), maxTuple, registry.ErrInvalid)
	}
	switch r.d.PeekKind() {
	case '[':
		return r.list(name, outer)
	case '{':
		return r.object(func(key string) error { return r.value(name, append(slices.Clip(outer), key)) })
	default:
		key, err := r.scalar()
		if err != nil {
			return err
		}
		return r.tuple(name, append(slices.Clip(outer), key))
	}
}

// list reads a list of keys, or of lists of keys.
func (r *keyReader) list(name string, outer []string) error {
	if _, err := r.d.ReadToken(); err != nil {
		return err
	}
	if r.d.PeekKind() == ']' && len(outer) == 0 {
		if err := r.tuple(name, nil); err != nil {
			return err
		}
	}
	for r.d.PeekKind() != ']' {
		keys := slices.Clip(outer)
		if r.d.PeekKind() != '[' {
			key, err := r.scalar()
			if err != nil {
				return err
			}
			if err := r.tuple(name, append(keys, key)); err != nil {
				return err
			}
			continue
		}
		if _, err := r.d.ReadToken(); err != nil {
			return err
		}
		for r.d.PeekKind() != ']' {
			key, err := r.scalar()
			if err != nil {
				return err
			}
			if keys = append(keys, key); len(keys) > maxTuple {
				return fmt.Errorf("%s: more than %d keys belong together: %w", r.d.StackPointer(), maxTuple, registry.ErrInvalid)
			}
		}
		if _, err := r.d.ReadToken(); err != nil {
			return err
		}
		if err := r.tuple(name, keys); err != nil {
			return err
		}
	}
	_, err := r.d.ReadToken()
	return err
}

func (r *keyReader) tuple(name string, keys []string) error {
	if err := r.put(name, keys); err != nil {
		return fmt.Errorf("at %s: %w", r.d.StackPointer(), err)
	}
	return nil
}

// scalar reads a text, a number, true or false.
func (r *keyReader) scalar() (string, error) {
	kind := r.d.PeekKind()
	if kind == '0' {
		v, err := r.d.ReadValue()
		return string(v), err
	}
	token, err := r.d.ReadToken()
	if err != nil {
		return "", err
	}
	if kind != '"' && kind != 't' && kind != 'f' {
		return "", fmt.Errorf("at %s: want a key as text or number: %w", r.d.StackPointer(), registry.ErrInvalid)
	}
	return token.String(), nil
}
