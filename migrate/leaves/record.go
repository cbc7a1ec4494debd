package leaves

import (
	"encoding/binary"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/registry"
)

// maxEntry bounds one entry on disk, in bytes. A transaction takes an eighth of
// that.
const maxEntry = 1 << 20

// encode appends an entry: head; number of stores (4 bytes), stores; number of
// logs (4), and of each log the number of topics (1), topics, size of data (4),
// data. Numbers have the high byte first.
func encode(b []byte, e *Entry) ([]byte, error) {
	start := len(b)
	b = append(b, e.Head[:]...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(e.Stores)))
	for i := range e.Stores {
		s := &e.Stores[i]
		b = append(append(append(b, s.Slot[:]...), s.Before[:]...), s.After[:]...)
	}
	b = binary.BigEndian.AppendUint32(b, uint32(len(e.Logs)))
	for _, l := range e.Logs {
		if len(l.Topics) > 4 {
			return nil, fmt.Errorf("a log with %d topics; there are at most 4: %w", len(l.Topics), registry.ErrInvalid)
		}
		b = append(b, byte(len(l.Topics)))
		for _, topic := range l.Topics {
			b = append(b, topic[:]...)
		}
		b = append(binary.BigEndian.AppendUint32(b, uint32(len(l.Data))), l.Data...)
	}
	if len(b)-start > maxEntry {
		return nil, fmt.Errorf("%d bytes are too many for one transaction, so make several entries of it: %w", len(b)-start, registry.ErrInvalid)
	}
	return b, nil
}

// A reader takes an encoding apart. Once something is missing it returns zeros.
type reader struct {
	b     []byte
	short bool
}

func (r *reader) take(n int) []byte {
	if n > len(r.b) {
		r.short, r.b = true, nil
		return nil
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *reader) hash() common.Hash { return common.BytesToHash(r.take(32)) }

// number reads how many things of at least size bytes follow.
func (r *reader) number(bytes, size int) int {
	n := uint64(0)
	for _, b := range r.take(bytes) {
		n = n<<8 | uint64(b)
	}
	if n*uint64(size) > uint64(len(r.b)) {
		r.short = true
		return 0
	}
	return int(n)
}

// decode reads one entry, which must be all there is.
func decode(b []byte) (e Entry, err error) {
	r := reader{b: b}
	e.Head = r.hash()
	if n := r.number(4, 96); n > 0 {
		e.Stores = make([]Store, n)
	}
	for i := range e.Stores {
		e.Stores[i] = Store{r.hash(), r.hash(), r.hash()}
	}
	if n := r.number(4, 5); n > 0 {
		e.Logs = make([]Log, n)
	}
	for i := range e.Logs {
		topics := make([]common.Hash, r.number(1, 32))
		for j := range topics {
			topics[j] = r.hash()
		}
		e.Logs[i] = Log{topics, append([]byte{}, r.take(r.number(4, 1))...)}
	}
	if r.short || len(r.b) > 0 {
		return Entry{}, fmt.Errorf("an entry of %d bytes is cut off or goes on too long: %w", len(b), registry.ErrInvalid)
	}
	return e, nil
}
