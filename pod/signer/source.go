package signer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/pod/keys"
	"github.com/novation-dev/novation/registry"
)

// Options complete what a source says. The zero value works for a keystore
// without a passphrase and for a key of a PKCS#11 token.
type Options struct {
	// Address is the account that is expected. A source that has another key is
	// refused. It may be zero where the source can tell: for a keystore and for
	// PKCS#11.
	Address common.Address
	// Passphrase opens a keystore.
	Passphrase string
	// Timeout bounds one question to a remote signer; zero means
	// [DefaultTimeout].
	Timeout time.Duration
}

// Open returns the signer that a source names:
//
//	keystore:FILE, or FILE    an Ethereum keystore file, version 3, with scrypt
//	clef:ADDRESS              a signer with the protocol of Clef
//	web3signer:ADDRESS        a signer with the protocol of Web3Signer
//	pkcs11:ATTRIBUTES         a key in a PKCS#11 token, as in RFC 7512
//
// ADDRESS is a URL (http or https) or the path of a socket. Open asks nobody
// that is remote: see [Signer].Check. It fails with [registry.ErrInvalid] when
// the source says nothing that could be opened, or has another key than that of
// Options.Address.
func Open(source string, o Options) (Signer, error) {
	kind, rest, named := strings.Cut(source, ":")
	switch {
	case source == "" || named && rest == "":
		return nil, fmt.Errorf("%q names no key: want a keystore FILE, clef:ADDRESS, web3signer:ADDRESS or pkcs11:ATTRIBUTES: %w", source, registry.ErrInvalid)
	case named && kind == "clef":
		return expect(newRemote(clef, rest, o))
	case named && kind == "web3signer":
		return expect(newRemote(web3signer, rest, o))
	case named && kind == "pkcs11":
		t, err := parseToken(source)
		if err != nil {
			return nil, err
		}
		return openToken(t, o)
	case named && kind == "keystore":
		source = rest
	}
	key, err := keys.ReadKeystore(source, o.Passphrase)
	if err != nil {
		return nil, err
	}
	return match(Local(key), o.Address, source)
}

// expect returns no typed nil.
func expect(r *remote, err error) (Signer, error) {
	if err != nil {
		return nil, err
	}
	return r, nil
}

// match refuses a signer of another account than the one that is wanted.
func match(s Signer, want common.Address, source string) (Signer, error) {
	if want == (common.Address{}) || s.Address() == want {
		return s, nil
	}
	err := fmt.Errorf("the key in %s is that of account %s, want %s\nName the right key, or have the members change the account: %w",
		source, s.Address(), want, registry.ErrInvalid)
	return nil, errors.Join(err, s.Close())
}

// File is the name of the file in a pod's folder that says where keys are which
// are not in the folder. The file holds no secret.
const File = "signers.json"

// Places say where the keys of a member are. A source that is "" means the
// member's folder of keys.
type Places struct {
	// Account sends the pod's own transactions, and Approval approves changes.
	Account  Place `json:"account,omitzero"`
	Approval Place `json:"approval,omitzero"`
}

// A Place is where one key is.
type Place struct {
	// Source is as [Open] takes it.
	Source string `json:"source"`
	// Address is the account of the key.
	Address common.Address `json:"address"`
}

// maxFile bounds what is read of a file of places.
const maxFile = 64 << 10

// ReadPlaces reads the file of a pod's folder. One that is not there says
// nothing. It fails with [registry.ErrInvalid].
func ReadPlaces(dir string) (Places, error) {
	var p Places
	path := filepath.Join(dir, File)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return p, nil
	}
	if err != nil {
		return p, fmt.Errorf("reading where the keys are: %w", err)
	}
	return ParsePlaces(b, path)
}

// ParsePlaces reads the content of the file called name.
func ParsePlaces(b []byte, name string) (Places, error) {
	var p Places
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	bad := func(why any) (Places, error) {
		return Places{}, fmt.Errorf("%s does not say where the keys are: %v\n"+
			`Want {"account":{"source":…,"address":…},"approval":{…}}, either of them or both: %w`, name, why, registry.ErrInvalid)
	}
	if len(b) > maxFile {
		return bad("it is too long")
	}
	if err := d.Decode(&p); err != nil {
		return bad(err)
	}
	if d.More() {
		return bad("something follows")
	}
	for what, at := range map[string]Place{"account": p.Account, "approval": p.Approval} {
		if (at.Source == "") != (at.Address == common.Address{}) {
			return bad(what + " needs both a source and an address")
		}
	}
	return p, nil
}

// Write writes the file into a pod's folder, at once or not at all.
func (p Places) Write(dir string) error {
	b, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return fmt.Errorf("encoding where the keys are: %w", err)
	}
	path := filepath.Join(dir, File)
	if err := os.WriteFile(path+".new", append(b, '\n'), 0o600); err != nil {
		return fmt.Errorf("writing where the keys are: %w", err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		return fmt.Errorf("writing where the keys are: %w", err)
	}
	return nil
}
