package exchange

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
)

// Where the exchange keeps what. Numbers are 8 bytes, big-endian.
const (
	outboxBucket = "exchange/outbox" // number -> entry
	deadBucket   = "exchange/dead"   // number -> deadEntry, as JSON
	seenBucket   = "exchange/seen"   // id -> 1
	metaBucket   = "exchange/meta"
)

// lastKey is where the highest number ever given to a message is, so that no
// number is used twice.
var lastKey = []byte("last")

// An entry is a message in the outbox: the binding, the time at which it was
// enqueued in unix seconds (8 bytes), and the envelope.
type entry struct {
	number   uint64
	binding  Binding
	queued   int64
	sealed   []byte
	envelope *envelope // of sealed
}

const entryHeader = bindingSize + 8

func (e *entry) encode() []byte {
	b := e.binding.append(make([]byte, 0, entryHeader+len(e.sealed)))
	b = binary.BigEndian.AppendUint64(b, uint64(e.queued))
	return append(b, e.sealed...)
}

func decodeEntry(number uint64, b []byte) (*entry, error) {
	binding, rest, ok := cutBinding(b)
	if !ok || len(rest) < 8 {
		return nil, fmt.Errorf("message %d in the outbox is damaged: %w", number, registry.ErrInvalid)
	}
	e := &entry{number: number, binding: binding, queued: int64(binary.BigEndian.Uint64(rest)), sealed: rest[8:]}
	var err error
	if e.envelope, err = parse(e.sealed); err != nil {
		return nil, fmt.Errorf("message %d in the outbox is damaged: %w", number, err)
	}
	return e, nil
}

func key(number uint64) []byte { return binary.BigEndian.AppendUint64(nil, number) }

// Send enqueues a message in the caller's transaction: it is delivered if and
// only if that commits. The caller calls [Exchange.Wake] afterwards; without
// it, the message waits for the next sweep. kind is a word of lower-case
// letters, digits, dots and hyphens.
//
// Send fails with [registry.ErrInvalid] when the message cannot be one, and as
// Config.Peers does when it does not know the receiver.
func (x *Exchange) Send(tx store.Tx, to, kind string, b Binding, body []byte) error {
	if err := x.checkMessage(to, kind, b, body); err != nil {
		return fmt.Errorf("sending to %s: %w", to, err)
	}
	peer, err := x.cfg.Peers(to)
	if err != nil {
		return fmt.Errorf("sending to %s: %w", to, err)
	}
	if peer.Member != to {
		return fmt.Errorf("sending to %s: the pod known under this name is that of %s: %w", to, peer.Member, registry.ErrInvalid)
	}
	sealed, err := x.seal(peer, kind, b, body)
	if err != nil {
		return fmt.Errorf("sending to %s: %w", to, err)
	}
	return enqueue(tx, &entry{binding: b, queued: time.Now().Unix(), sealed: sealed})
}

func (x *Exchange) checkMessage(to, kind string, b Binding, body []byte) error {
	if err := checkName(to); err != nil {
		return fmt.Errorf("the receiver: %w", err)
	}
	if err := checkName(kind); err != nil {
		return fmt.Errorf("the kind of message: %w", err)
	}
	switch {
	case to == x.cfg.Member:
		return fmt.Errorf("that is this pod itself: %w", registry.ErrInvalid)
	case len(body) > x.cfg.MaxBody:
		return fmt.Errorf("the message has %d bytes, %d are allowed: %w", len(body), x.cfg.MaxBody, registry.ErrInvalid)
	case x.cfg.Chain != 0 && b.ChainID != x.cfg.Chain:
		return fmt.Errorf("the message is about chain %d, this pod is on %d: %w", b.ChainID, x.cfg.Chain, registry.ErrInvalid)
	}
	return nil
}

// enqueue gives e the next number and puts it into the outbox. Transactions
// are serial, so numbers become visible in ascending order.
func enqueue(tx store.Tx, e *entry) error {
	last, err := tx.Get(metaBucket, lastKey)
	if err != nil {
		return fmt.Errorf("enqueuing a message: %w", err)
	}
	number := uint64(1)
	if len(last) == 8 {
		number = binary.BigEndian.Uint64(last) + 1
	}
	if err := tx.Put(metaBucket, lastKey, key(number)); err != nil {
		return fmt.Errorf("enqueuing a message: %w", err)
	}
	if err := tx.Put(outboxBucket, key(number), e.encode()); err != nil {
		return fmt.Errorf("enqueuing a message: %w", err)
	}
	return nil
}

// Wake says that a transaction with calls of Send has committed. It never
// waits, and may be called too often.
func (x *Exchange) Wake() {
	select {
	case x.wake <- struct{}{}:
	default: // the sender is about to look anyway
	}
}

// A DeadLetter is a message that its receiver refused for good. It stays where
// it is until [Exchange.Requeue].
type DeadLetter struct {
	// Number is the place the message had in the outbox.
	Number uint64 `json:"number"`
	// ID of the message, 0x and 64 hex digits.
	ID   string `json:"id"`
	To   string `json:"to"`
	Kind string `json:"kind"`
	// Record that the message is about, 0x and 64 hex digits.
	Record   string          `json:"record"`
	Sequence uint64          `json:"sequence"`
	Release  registry.Digest `json:"release"`
	// Code names the condition, as in [registry.Condition].
	Code string `json:"code"`
	// Reason is what the receiver said.
	Reason string `json:"reason"`
	// Queued and Refused are when it was sent and refused, in unix seconds on
	// this pod's own clock.
	Queued  int64 `json:"queued"`
	Refused int64 `json:"refused"`
}

type deadEntry struct {
	DeadLetter
	Entry []byte `json:"entry"`
}

// bury moves a message from the outbox to the dead letters.
func (x *Exchange) bury(ctx context.Context, e *entry, no *refusal) (DeadLetter, error) {
	id := e.envelope.id()
	d := DeadLetter{
		Number: e.number, ID: hexOf(id[:]), To: e.envelope.to, Kind: e.envelope.kind,
		Record: hexOf(e.binding.Record[:]), Sequence: e.binding.Sequence, Release: e.binding.Release,
		Code: no.condition.Code, Reason: no.message, Queued: e.queued, Refused: time.Now().Unix(),
	}
	b, err := json.Marshal(deadEntry{d, e.encode()})
	if err != nil {
		return d, fmt.Errorf("encoding a dead letter: %w", err)
	}
	return d, x.cfg.Store.Update(ctx, func(tx store.Tx) error {
		if err := tx.Delete(outboxBucket, key(e.number)); err != nil {
			return fmt.Errorf("making message %d a dead letter: %w", e.number, err)
		}
		if err := tx.Put(deadBucket, key(e.number), b); err != nil {
			return fmt.Errorf("making message %d a dead letter: %w", e.number, err)
		}
		if x.cfg.Refused == nil {
			return nil
		}
		return x.cfg.Refused(tx, d)
	})
}

// DeadLetters returns the messages that were refused for good, in the order in
// which they were sent.
func (x *Exchange) DeadLetters(ctx context.Context) ([]DeadLetter, error) {
	dead := []DeadLetter{}
	err := x.cfg.Store.View(ctx, func(tx store.Tx) error {
		return tx.Scan(deadBucket, nil, nil, func(k, v []byte) error {
			var d deadEntry
			if err := json.Unmarshal(v, &d); err != nil {
				return fmt.Errorf("dead letter %x is damaged: %v: %w", k, err, registry.ErrInvalid)
			}
			dead = append(dead, d.DeadLetter)
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("reading dead letters: %w", err)
	}
	return dead, nil
}

// Requeue sends a dead letter once more, the same bytes, behind what waits
// already. It fails with [registry.ErrNotFound].
func (x *Exchange) Requeue(ctx context.Context, number uint64) error {
	err := x.cfg.Store.Update(ctx, func(tx store.Tx) error {
		b, err := tx.Get(deadBucket, key(number))
		if err != nil {
			return err
		}
		if b == nil {
			return fmt.Errorf("there is none with this number: %w", registry.ErrNotFound)
		}
		var d deadEntry
		if err := json.Unmarshal(b, &d); err != nil {
			return fmt.Errorf("it is damaged: %v: %w", err, registry.ErrInvalid)
		}
		e, err := decodeEntry(number, d.Entry)
		if err != nil {
			return err
		}
		if err := tx.Delete(deadBucket, key(number)); err != nil {
			return err
		}
		return enqueue(tx, e)
	})
	if err != nil {
		return fmt.Errorf("sending dead letter %d once more: %w", number, err)
	}
	x.Wake()
	return nil
}

// Seen reports whether the message with the given id was dealt with. A receiver
// asks in the transaction of its effect.
func (x *Exchange) Seen(tx store.Tx, id [32]byte) (bool, error) {
	v, err := tx.Get(seenBucket, id[:])
	if err != nil {
		return false, fmt.Errorf("looking for a message received before: %w", err)
	}
	return v != nil, nil
}

// MarkSeen notes that the message with the given id was dealt with. A receiver
// does so in the transaction of its effect. Ids are kept for ever, at some 40
// bytes each: a replay has no date of expiry.
func (x *Exchange) MarkSeen(tx store.Tx, id [32]byte) error {
	if err := tx.Put(seenBucket, id[:], []byte{1}); err != nil {
		return fmt.Errorf("noting a message received: %w", err)
	}
	return nil
}

func hexOf(b []byte) string { return "0x" + hex.EncodeToString(b) }

// decodeStrictly reads one JSON value without unknown fields. Its error matches
// [registry.ErrInvalid].
func decodeStrictly(b []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return fmt.Errorf("%v: %w", err, registry.ErrInvalid)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("something follows the document: %w", registry.ErrInvalid)
	}
	return nil
}
