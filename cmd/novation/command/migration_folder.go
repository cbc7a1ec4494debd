package command

import (
	"bytes"
	"crypto/ecdsa"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/registry"
)

// The files of a migration's folder that the command line keeps: what a plan was
// made from. The rest is the journal's.
const (
	inputsDir    = "inputs"
	fromFile     = "from.json"
	toFile       = "to.json"
	keysFile     = "keys"
	rulesFile    = "rules.wasm"
	settingsFile = "settings.json"
	draftFile    = "plan.json" // in inputs: the plan as it was made
)

// settings are the flags that a migration's folder remembers.
type settings struct {
	RPC       string   `json:"rpc"`
	Finality  string   `json:"finality,omitempty"`
	Witnesses []string `json:"witnesses,omitempty"`
	LogsFrom  uint64   `json:"logsFrom,omitempty"`
	// After is the folder of the migration before this one, when it drains.
	After string `json:"after,omitempty"`
}

// keepInputs writes what a plan was made from into a migration's folder.
func keepInputs(dir string, f *planFlags, in *contract.Input, p *contract.Plan) error {
	inputs := filepath.Join(dir, inputsDir)
	if err := os.MkdirAll(inputs, 0o700); err != nil {
		return fmt.Errorf("making the folder of the migration: %w", err)
	}
	from, err := in.From.Encode()
	if err != nil {
		return err
	}
	to, err := in.To.Encode()
	if err != nil {
		return err
	}
	after := f.after
	if after != "" {
		if after, err = filepath.Abs(after); err != nil {
			return err
		}
	}
	kept, err := json.MarshalIndent(settings{RPC: f.rpc, Finality: f.finality, Witnesses: f.witnesses, LogsFrom: f.logsFrom, After: after}, "", "  ")
	if err != nil {
		return err
	}
	for name, b := range map[string][]byte{fromFile: from, toFile: to, keysFile: in.Keys, rulesFile: f.module, settingsFile: kept, draftFile: p.Encode()} {
		if err := os.WriteFile(filepath.Join(inputs, name), b, 0o600); err != nil {
			return fmt.Errorf("writing the folder of the migration: %w", err)
		}
	}
	return nil
}

// isMigration reports whether an argument names the folder of a migration.
func isMigration(arg string) bool {
	_, err := os.Stat(filepath.Join(arg, inputsDir, draftFile))
	return err == nil
}

// A folder is a migration's, opened.
type folder struct {
	dir  string
	plan *contract.Plan
	in   contract.Input
	// draining is the migration before this one, when it has not drained.
	draining *execute.Migration
	done     func()
}

// openFolder reads a migration's folder and reaches the node. Flags that are
// given replace what the folder remembers.
func openFolder(cmd *cobra.Command, dir string, n nodeFlags) (*folder, error) {
	read := func(name string) ([]byte, error) {
		b, err := os.ReadFile(filepath.Join(dir, inputsDir, name))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s is no folder of a migration: %s is missing; make one with novation migration plan --dir: %w",
				dir, filepath.Join(inputsDir, name), registry.ErrNotFound)
		}
		return b, err
	}
	var kept settings
	text, err := read(settingsFile)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &kept); err != nil {
		return nil, fmt.Errorf("reading %s: %v: %w", settingsFile, err, registry.ErrInvalid)
	}
	if n.rpc == "" {
		n.rpc = kept.RPC
	}
	if n.finality == "" {
		n.finality = kept.Finality
	}
	if len(n.witnesses) == 0 {
		n.witnesses = kept.Witnesses
	}
	f := &folder{dir: dir}
	draft, err := read(draftFile)
	if err != nil {
		return nil, err
	}
	if f.plan, err = contract.Parse(draft); err != nil {
		return nil, err
	}
	f.in = contract.Input{Address: f.plan.Address, LogsFrom: kept.LogsFrom, Map: f.plan.Map}
	for name, a := range map[string]**artifact.Artifact{fromFile: &f.in.From, toFile: &f.in.To} {
		b, err := read(name)
		if err != nil {
			return nil, err
		}
		if *a, err = artifact.Parse(b); err != nil {
			return nil, err
		}
	}
	if f.in.Keys, err = read(keysFile); err != nil {
		return nil, err
	}
	if len(f.in.Keys) == 0 {
		f.in.Keys = nil
	}
	module, err := read(rulesFile)
	if err != nil {
		return nil, err
	}
	unload, err := loadRules(cmd.Context(), &f.in, module)
	if err != nil {
		return nil, err
	}
	client, witnesses, hangUp, err := n.dial(cmd.Context())
	if err != nil {
		unload()
		return nil, err
	}
	b := newBars(cmd.ErrOrStderr())
	f.in.Chain, f.in.Read, f.in.Progress = client, chainstate.Config{Witnesses: witnesses}, b.set
	f.done = func() { b.close(); hangUp(); unload() }
	if kept.After == "" {
		return f, nil
	}
	before, err := openFolder(cmd, kept.After, n)
	if err != nil {
		f.done()
		return nil, err
	}
	inner := f.done
	f.in.Formerly = append(f.in.Formerly, before.plan.Address)
	if f.draining, err = execute.Open(cmd.Context(), before.config(nil)); err != nil {
		before.done()
		inner()
		return nil, err
	}
	f.done = func() { _ = f.draining.Close(); before.done(); inner() }
	return f, nil
}

// keyFlags name a key.
type keyFlags struct{ key, password string }

func (k *keyFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&k.key, "key", "", "file with the key that owns the proxy, attests and sends: hex, or an Ethereum keystore")
	cmd.Flags().StringVar(&k.password, "password", "", "file with the password of the keystore")
}

// read reads the key, nil when no file is named.
func (k *keyFlags) read() (*ecdsa.PrivateKey, error) {
	if k.key == "" {
		return nil, nil
	}
	text, err := os.ReadFile(k.key)
	if err != nil {
		return nil, fmt.Errorf("reading the key: %v: %w", err, registry.ErrNotFound)
	}
	text = bytes.TrimSpace(text)
	if bytes.HasPrefix(text, []byte("{")) {
		if k.password == "" {
			return nil, fmt.Errorf("%s is a keystore: name the file with its password with --password: %w", k.key, registry.ErrInvalid)
		}
		password, err := os.ReadFile(k.password)
		if err != nil {
			return nil, fmt.Errorf("reading the password: %v: %w", err, registry.ErrNotFound)
		}
		opened, err := keystore.DecryptKey(text, strings.TrimRight(string(password), "\r\n"))
		if err != nil {
			return nil, fmt.Errorf("opening the keystore %s: %v: %w", k.key, err, registry.ErrNotAllowed)
		}
		return opened.PrivateKey, nil
	}
	key, err := crypto.HexToECDSA(strings.TrimPrefix(string(text), "0x"))
	if err != nil {
		// What is wrong with it is not said: it would tell of the key.
		return nil, fmt.Errorf("%s is no key: want 64 hex digits, or a keystore: %w", k.key, registry.ErrInvalid)
	}
	return key, nil
}

// config is what a member's part in the migration needs.
func (f *folder) config(key *ecdsa.PrivateKey) execute.Config {
	cfg := execute.Config{Input: f.in, Dir: f.dir, Progress: f.in.Progress, Draining: f.draining}
	if key == nil {
		return cfg
	}
	cfg.Attester, cfg.Carrier = key, key
	if crypto.PubkeyToAddress(key.PublicKey) == f.plan.Owner {
		cfg.Authority = execute.Key{PrivateKey: key}
	}
	return cfg
}
