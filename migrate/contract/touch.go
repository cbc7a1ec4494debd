package contract

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/novation-dev/novation/registry"
)

// touches checks what the map says that functions touch, and lists the functions
// that it says nothing of.
func (w *work) touches() error {
	p := w.plan
	if p.Movable || p.Way != Deferred && len(p.Map.Touch) == 0 {
		return nil
	}
	parsed, err := parseABI(w.in.To)
	if err != nil {
		return err
	}
	k, err := newKeyed(w.in.To.Layout)
	if err != nil {
		return err
	}
	methods := map[string]abi.Method{}
	for _, m := range parsed.Methods {
		methods[m.Sig] = m
	}
	if parsed.HasReceive() || parsed.HasFallback() {
		methods[receiving] = abi.Method{Sig: receiving}
	}
	for _, sig := range slices.Sorted(maps.Keys(p.Map.Touch)) {
		m, ok := methods[sig]
		if !ok {
			return fmt.Errorf("touch of the map: %s has no function %s; it has %s: %w", p.To.Name, sig, signatures(parsed, false), registry.ErrInvalid)
		}
		for _, path := range p.Map.Touch[sig] {
			if err := w.touch(k, m, path); err != nil {
				return fmt.Errorf("touch of %s: %q: %w", sig, path, err)
			}
		}
	}
	if p.Way != Deferred {
		return nil
	}
	for _, sig := range slices.Sorted(maps.Keys(methods)) {
		if _, ok := p.Map.Touch[sig]; !ok {
			p.Closed = append(p.Closed, sig)
		}
	}
	if len(p.Closed) > 0 {
		w.note("%d functions are refused while deferred entries are left, because the map does not say what they touch: %s", len(p.Closed), some(p.Closed))
	}
	return nil
}

// touch checks one path: a mapping that is deferred, and where its keys are from.
func (w *work) touch(k *keyed, m abi.Method, path string) error {
	pattern, keys, err := cutKeys(path)
	if err != nil {
		return err
	}
	g := gathering{k: k}
	to, err := g.resolve(map[string]named{}, pattern)
	if err != nil {
		return err
	}
	if to.m == nil || len(to.m.keyTypes) != len(keys) {
		return fmt.Errorf("want a mapping with as many keys as there are brackets; mappings are %s: %w", some(g.patterns()), registry.ErrInvalid)
	}
	if !w.deferredMapping(to.m.pattern) {
		return fmt.Errorf("%s is not deferred, so leave it out: %w", to.m.pattern, registry.ErrInvalid)
	}
	for _, key := range keys {
		if n, err := strconv.Atoi(key); err == nil && (n < 0 || n >= len(m.Inputs)) {
			return fmt.Errorf("there is no argument %d: %w", n, registry.ErrInvalid)
		} else if _, hex := hexutil.Decode(key); err != nil && key != "caller" && hex != nil {
			return fmt.Errorf("key %q: want caller, the number of an argument, or a constant of 32 bytes in hex: %w", key, registry.ErrInvalid)
		}
	}
	return nil
}

// deferredMapping reports whether elements of a mapping are deferred.
func (w *work) deferredMapping(pattern string) bool {
	for p, yes := range w.deferrable {
		if yes && (p == pattern || inside(p, pattern)) {
			return true
		}
	}
	return false
}

// cutKeys takes the keys out of a path: "_allowances[0][caller]" is
// "_allowances[][]" with "0" and "caller".
func cutKeys(path string) (pattern string, keys []string, err error) {
	rest := path
	for {
		before, after, ok := strings.Cut(rest, "[")
		pattern += before
		if !ok {
			return pattern, keys, nil
		}
		key, next, ok := strings.Cut(after, "]")
		if !ok || key == "" {
			return "", nil, fmt.Errorf("want a key between [ and ]: %w", registry.ErrInvalid)
		}
		pattern, keys, rest = pattern+"[]", append(keys, key), next
	}
}

func reserved(pattern string) bool { return strings.Contains(pattern, "__gap") }
