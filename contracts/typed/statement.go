package typed

import (
	"encoding/binary"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// The EIP-712 domains of the contracts.
const (
	ConsortiumDomain = "Novation Consortium"
	BookDomain       = "Novation Book"
	DomainVersion    = "1"
)

// A word is 32 bytes of ABI encoding.
type word = [32]byte

// A field is one field of a struct: its name in Solidity and where its value
// is. The type of the pointer decides the type in Solidity.
type field struct {
	name string
	at   any
}

// A layout describes a struct: the domain in which it is signed, its name and
// its fields in order. Digest, JSON and typed data all follow from it.
type layout struct {
	domain string
	name   string
	fields []field
}

// kind returns the Solidity type of the field.
func (f field) kind() string {
	switch f.at.(type) {
	case *[32]byte:
		return "bytes32"
	case *common.Address:
		return "address"
	case *[]common.Address:
		return "address[]"
	case *uint64:
		return "uint64"
	case *uint32:
		return "uint32"
	case *uint8:
		return "uint8"
	}
	panic("typed: a layout has a field of an unknown type")
}

// encoded returns the word that stands for the field in the struct's hash.
func (f field) encoded() word {
	switch v := f.at.(type) {
	case *[32]byte:
		return *v
	case *common.Address:
		return addressWord(*v)
	case *[]common.Address:
		return hashWords(addressWords(*v)...)
	case *uint64:
		return numberWord(*v)
	case *uint32:
		return numberWord(uint64(*v))
	case *uint8:
		return numberWord(uint64(*v))
	}
	panic("typed: a layout has a field of an unknown type")
}

// typeString returns the encoding of the struct's type, such as
// "Revert(bytes32 change,uint64 epoch,bytes32 reason)".
func (l layout) typeString() string {
	parts := make([]string, len(l.fields))
	for i, f := range l.fields {
		parts[i] = f.kind() + " " + f.name
	}
	return l.name + "(" + strings.Join(parts, ",") + ")"
}

// digest returns what is signed.
func (l layout) digest(chainID uint64, contract common.Address) [32]byte {
	words := []word{crypto.Keccak256Hash([]byte(l.typeString()))}
	for _, f := range l.fields {
		words = append(words, f.encoded())
	}
	domain := hashWords(
		crypto.Keccak256Hash([]byte("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)")),
		crypto.Keccak256Hash([]byte(l.domain)),
		crypto.Keccak256Hash([]byte(DomainVersion)),
		numberWord(chainID),
		addressWord(contract),
	)
	message := hashWords(words...)
	return crypto.Keccak256Hash([]byte{0x19, 0x01}, domain[:], message[:])
}

func numberWord(n uint64) (w word) {
	binary.BigEndian.PutUint64(w[24:], n)
	return w
}

func addressWord(a common.Address) (w word) {
	copy(w[12:], a[:])
	return w
}

func addressWords(all []common.Address) []word {
	words := make([]word, len(all))
	for i, a := range all {
		words[i] = addressWord(a)
	}
	return words
}

func hashWords(words ...word) word {
	h := crypto.NewKeccakState()
	for _, w := range words {
		h.Write(w[:])
	}
	return word(h.Sum(nil))
}
