// Package record holds what a pod knows of the records it is a party to: the
// record as it stands, its history of decisions, and the candidates that may
// become the next decision.
//
// It owns the buckets "record", "history" and "candidate" of the pod's store
// and everything about how they are laid out. It decides nothing.
//
// # Dependencies
//
// The package may import pod/store and the vocabulary (registry,
// registry/evidence).
package record

import (
	"encoding/binary"
	"encoding/json"
	"fmt"

	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/evidence"
)

const (
	recordBucket    = "record"
	historyBucket   = "history"
	candidateBucket = "candidate"
)

// A Status is the status of a record on chain.
type Status string

// The statuses of a record.
const (
	// Proposed means that no decision of the record is final yet.
	Proposed Status = "proposed"
	// Open means that commands can change the record.
	Open Status = "open"
	// Closed means that the rules called the record finished.
	Closed Status = "closed"
)

// A Record is a shared business object as this pod sees it.
type Record struct {
	ID evidence.Hash `json:"id"`
	// Key is the record key: who holds it can open every commitment of the
	// record. It is shared by the parties and nobody else.
	Key evidence.Hash `json:"key"`
	// Line names the line; Book is where the record lives now.
	Line string           `json:"line"`
	Book evidence.Address `json:"book"`
	// Release decided last, under Epoch.
	Release registry.Digest `json:"release"`
	Epoch   uint64          `json:"epoch"`
	// Parties are member ids, in the order the rules see them.
	Parties []string `json:"parties"`

	Status     Status        `json:"status"`
	Sequence   uint64        `json:"sequence"`
	Commitment evidence.Hash `json:"commitment"`
	// State is canonical protobuf in the schema of Release.
	State []byte `json:"state"`
	// Time of the last decision, in unix seconds.
	Time int64 `json:"time"`
	// Last is the digest of the last decision.
	Last registry.Digest `json:"last"`

	// Pinned keeps the record where it is: the pod neither proposes nor
	// endorses a novation upwards.
	Pinned bool `json:"pinned,omitempty"`
	// Blocked says why the record cannot go on, "" when it can. A blocked
	// record never blocks another one.
	Blocked string `json:"blocked,omitempty"`
	// Refusal says why the rules would not carry the record to where the line
	// went at epoch RefusedAt; "" when they would or were not asked.
	Refusal   string `json:"refusal,omitempty"`
	RefusedAt uint64 `json:"refusedAt,omitempty"`
}

// A Candidate is a decision that the chain has not finalised: proposed by this
// pod, or endorsed by it for another.
type Candidate struct {
	// Decision as it will be if the chain takes it; the chain's facts and
	// foreign endorsements are missing.
	Decision evidence.Decision `json:"decision"`
	// Mine means that this pod proposed it and will submit it.
	Mine bool `json:"mine"`
	// Endorsements by member id.
	Endorsements map[string][]byte `json:"endorsements"`
	// Sent means that the transaction was handed to the submitter.
	Sent bool `json:"sent,omitempty"`
	// Created is the time on the clock of the chain, in unix seconds.
	Created int64 `json:"created"`
}

// Get returns the record with the given id. It fails with
// [registry.ErrNotFound].
func Get(tx store.Tx, id evidence.Hash) (*Record, error) {
	b, err := tx.Get(recordBucket, id[:])
	if err != nil {
		return nil, err
	}
	if b == nil {
		return nil, fmt.Errorf("record %s: this pod is no party to it: %w", id, registry.ErrNotFound)
	}
	var r Record
	if err := json.Unmarshal(b, &r); err != nil {
		return nil, fmt.Errorf("record %s is damaged in the store: %v: %w", id, err, registry.ErrInvalid)
	}
	return &r, nil
}

// Put stores r.
func Put(tx store.Tx, r *Record) error { return put(tx, recordBucket, r.ID[:], r) }

// Remove forgets a record that never came to be. Its candidates go too.
func Remove(tx store.Tx, id evidence.Hash) error {
	if err := DropCandidates(tx, id, ^uint64(0)); err != nil {
		return err
	}
	return tx.Delete(recordBucket, id[:])
}

// Each calls fn for every record in ascending order of ids, until it returns an
// error; [store.ErrStop] ends without one.
func Each(tx store.Tx, fn func(*Record) error) error {
	return tx.Scan(recordBucket, nil, nil, func(k, v []byte) error {
		var r Record
		if err := json.Unmarshal(v, &r); err != nil {
			return fmt.Errorf("record %x is damaged in the store: %v: %w", k, err, registry.ErrInvalid)
		}
		return fn(&r)
	})
}

// Append stores the decision d as the newest of its record and returns its
// digest.
func Append(tx store.Tx, d *evidence.Decision) (registry.Digest, error) {
	b := d.Encode()
	return registry.DigestOf(b), tx.Put(historyBucket, sequenceKey(d.Record, d.Sequence), b)
}

// History calls fn for every decision of record id from the given sequence on,
// in ascending order, with the stored bytes.
func History(tx store.Tx, id evidence.Hash, from uint64, fn func(*evidence.Decision, []byte) error) error {
	return tx.Scan(historyBucket, id[:], sequenceKey(id, from), func(_, v []byte) error {
		d, err := evidence.ParseDecision(v)
		if err != nil {
			return err
		}
		return fn(d, v)
	})
}

// Stored calls fn with the sequence and the stored bytes of every decision of
// record id, readable or not.
func Stored(tx store.Tx, id evidence.Hash, fn func(sequence uint64, stored []byte) error) error {
	return tx.Scan(historyBucket, id[:], nil, func(k, v []byte) error {
		if len(k) != len(id)+8 {
			return fmt.Errorf("history key %x is damaged in the store: %w", k, registry.ErrInvalid)
		}
		return fn(binary.BigEndian.Uint64(k[len(id):]), v)
	})
}

// PutCandidate stores c under its record, sequence and next commitment.
func PutCandidate(tx store.Tx, c *Candidate) error {
	return put(tx, candidateBucket, candidateKey(c.Decision.Record, c.Decision.Sequence, c.Decision.Next), c)
}

// GetCandidate returns the candidate, or nil when there is none.
func GetCandidate(tx store.Tx, id evidence.Hash, sequence uint64, next evidence.Hash) (*Candidate, error) {
	b, err := tx.Get(candidateBucket, candidateKey(id, sequence, next))
	if err != nil || b == nil {
		return nil, err
	}
	var c Candidate
	if err := json.Unmarshal(b, &c); err != nil {
		return nil, fmt.Errorf("candidate of record %s is damaged in the store: %v: %w", id, err, registry.ErrInvalid)
	}
	return &c, nil
}

// Candidates calls fn for every candidate of record id.
func Candidates(tx store.Tx, id evidence.Hash, fn func(*Candidate) error) error {
	return eachCandidate(tx, id[:], fn)
}

// EachCandidate calls fn for every candidate of every record.
func EachCandidate(tx store.Tx, fn func(*Candidate) error) error {
	return eachCandidate(tx, nil, fn)
}

func eachCandidate(tx store.Tx, prefix []byte, fn func(*Candidate) error) error {
	return tx.Scan(candidateBucket, prefix, nil, func(k, v []byte) error {
		var c Candidate
		if err := json.Unmarshal(v, &c); err != nil {
			return fmt.Errorf("candidate %x is damaged in the store: %v: %w", k, err, registry.ErrInvalid)
		}
		return fn(&c)
	})
}

// DropCandidate removes one candidate.
func DropCandidate(tx store.Tx, c *Candidate) error {
	return tx.Delete(candidateBucket, candidateKey(c.Decision.Record, c.Decision.Sequence, c.Decision.Next))
}

// DropCandidates removes the candidates of record id up to and including the
// given sequence: they lost, or became a decision.
func DropCandidates(tx store.Tx, id evidence.Hash, sequence uint64) error {
	var keys [][]byte
	err := tx.Scan(candidateBucket, id[:], nil, func(k, _ []byte) error {
		if len(k) != 2*len(id)+8 {
			return fmt.Errorf("candidate key %x is damaged in the store: %w", k, registry.ErrInvalid)
		}
		if binary.BigEndian.Uint64(k[len(id):]) > sequence {
			return store.ErrStop
		}
		keys = append(keys, k)
		return nil
	})
	for _, k := range keys {
		if err == nil {
			err = tx.Delete(candidateBucket, k)
		}
	}
	return err
}

func put(tx store.Tx, bucket string, key []byte, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encoding for bucket %s: %w", bucket, err)
	}
	return tx.Put(bucket, key, b)
}

func sequenceKey(id evidence.Hash, sequence uint64) []byte {
	return binary.BigEndian.AppendUint64(id[:], sequence)
}

func candidateKey(id evidence.Hash, sequence uint64, next evidence.Hash) []byte {
	return append(sequenceKey(id, sequence), next[:]...)
}
