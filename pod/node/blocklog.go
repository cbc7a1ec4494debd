package node

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rlp"
	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"github.com/novation-dev/novation/registry"
)

// ErrCorrupt means that the block log is damaged, or does not belong to the
// rest of the directory. Blocks that were acknowledged may be missing, so the
// node refuses to start: restore the directory from a backup.
var ErrCorrupt = errors.New("block log is corrupt")

// lockWait is how long opening waits for another process to let go.
const lockWait = 300 * time.Millisecond

var (
	metaBucket   = []byte("meta")
	blocksBucket = []byte("blocks")
	formatKey    = []byte("format")
	chainKey     = []byte("chain")
	genesisKey   = []byte("genesis")

	format = []byte("novation block log 1")
	crc    = crc32.MakeTable(crc32.Castagnoli)
)

// A blockLog is the durable list of the blocks that were acknowledged, from
// number 1 on. A record is the CRC-32C of the block's RLP, then the RLP. It is
// safe for one writer and any readers.
type blockLog struct {
	db   *bolt.DB
	path string
}

// openLog opens or creates the log of one chain. It takes the directory's lock:
// the file can be open in one process only.
func openLog(path string, chainID uint64, genesis common.Hash) (l *blockLog, err error) {
	// bbolt panics on pages it cannot make sense of.
	defer func() {
		if p := recover(); p != nil {
			l, err = nil, fmt.Errorf("opening %s: %v; restore it from a backup: %w", path, p, ErrCorrupt)
		}
	}()
	if err := checkSize(path); err != nil {
		return nil, err
	}
	db, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: lockWait})
	if err != nil {
		return nil, openError(path, err)
	}
	l = &blockLog{db: db, path: path}
	if err := l.claim(chainID, genesis); err != nil {
		db.Close()
		return nil, err
	}
	return l, nil
}

func openError(path string, err error) error {
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return fmt.Errorf("opening %s: another process runs a node in this directory; "+
			"stop it, or choose another directory: %w", path, registry.ErrConflict)
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum), errors.Is(err, bolterrors.ErrVersionMismatch):
		return fmt.Errorf("opening %s: %v; restore it from a backup: %w", path, err, ErrCorrupt)
	}
	return fmt.Errorf("opening %s: %w", path, err)
}

// checkSize refuses a file that lost its end. bbolt maps the file into memory,
// and reading past its end would kill the process with SIGBUS. Opened for
// reading, it touches nothing but the two meta pages.
func checkSize(path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if info.Size() == 0 {
		return nil // as left by a crash right after creation
	}
	db, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: lockWait, ReadOnly: true})
	if err != nil {
		return openError(path, err)
	}
	defer db.Close()
	tx, err := db.Begin(false)
	if err != nil {
		return openError(path, err)
	}
	defer func() { _ = tx.Rollback() }()
	if info.Size() < tx.Size() {
		return fmt.Errorf("opening %s: the file has %d bytes of %d, its end is missing; restore it from a backup: %w",
			path, info.Size(), tx.Size(), ErrCorrupt)
	}
	return nil
}

// claim writes the identity of the chain into a new log, and compares it with
// that of an existing one.
func (l *blockLog) claim(chainID uint64, genesis common.Hash) error {
	return l.db.Update(func(tx *bolt.Tx) error {
		meta := tx.Bucket(metaBucket)
		if meta == nil {
			return l.create(tx, chainID, genesis)
		}
		if got := meta.Get(formatKey); string(got) != string(format) {
			return fmt.Errorf("opening %s: format %q, this version reads %q; use the version that wrote it: %w",
				l.path, got, format, registry.ErrConflict)
		}
		chain := meta.Get(chainKey)
		if len(chain) != 8 || tx.Bucket(blocksBucket) == nil {
			return fmt.Errorf("opening %s: the identity of the chain is damaged; restore it from a backup: %w", l.path, ErrCorrupt)
		}
		if got := binary.BigEndian.Uint64(chain); got != chainID {
			return fmt.Errorf("opening %s: it holds the chain with ID %d, the configuration says %d; "+
				"correct the configuration, or choose another directory: %w", l.path, got, chainID, registry.ErrConflict)
		}
		if got := common.BytesToHash(meta.Get(genesisKey)); got != genesis {
			return fmt.Errorf("opening %s: it starts with genesis %s, the configuration gives %s; "+
				"the accounts in the genesis block cannot be changed later: %w", l.path, got, genesis, registry.ErrConflict)
		}
		return nil
	})
}

func (l *blockLog) create(tx *bolt.Tx, chainID uint64, genesis common.Hash) error {
	if k, _ := tx.Cursor().First(); k != nil {
		return fmt.Errorf("opening %s: it is a database of something else; choose another directory: %w", l.path, registry.ErrConflict)
	}
	meta, err := tx.CreateBucket(metaBucket)
	if err != nil {
		return err
	}
	if _, err := tx.CreateBucket(blocksBucket); err != nil {
		return err
	}
	return errors.Join(
		meta.Put(formatKey, format),
		meta.Put(chainKey, binary.BigEndian.AppendUint64(nil, chainID)),
		meta.Put(genesisKey, genesis.Bytes()),
	)
}

// append writes the next block and returns once it is on disk.
func (l *blockLog) append(block *types.Block) error {
	body, err := rlp.EncodeToBytes(block)
	if err != nil {
		return fmt.Errorf("encoding block %d: %w", block.NumberU64(), err)
	}
	record := binary.BigEndian.AppendUint32(make([]byte, 0, 4+len(body)), crc32.Checksum(body, crc))
	record = append(record, body...)
	err = l.db.Update(func(tx *bolt.Tx) error {
		blocks := tx.Bucket(blocksBucket)
		blocks.FillPercent = 1 // keys only ever grow
		if last, _ := blocks.Cursor().Last(); last != nil && binary.BigEndian.Uint64(last)+1 != block.NumberU64() {
			return fmt.Errorf("the log ends at %d", binary.BigEndian.Uint64(last))
		}
		return blocks.Put(binary.BigEndian.AppendUint64(nil, block.NumberU64()), record)
	})
	if err != nil {
		return fmt.Errorf("writing block %d to %s: %w", block.NumberU64(), l.path, err)
	}
	return nil
}

// tip returns the last block, or nil when there is none yet.
func (l *blockLog) tip() (block *types.Block, err error) {
	err = l.view(func(blocks *bolt.Bucket) error {
		k, v := blocks.Cursor().Last()
		if k == nil {
			return nil
		}
		block, err = l.decode(k, v)
		return err
	})
	return block, err
}

// read returns up to max blocks from number on, without a gap. It returns none
// past the end.
func (l *blockLog) read(number uint64, max int) (blocks types.Blocks, err error) {
	err = l.view(func(b *bolt.Bucket) error {
		c := b.Cursor()
		for k, v := c.Seek(binary.BigEndian.AppendUint64(nil, number)); k != nil && len(blocks) < max; k, v = c.Next() {
			block, err := l.decode(k, v)
			if err != nil {
				return err
			}
			if want := number + uint64(len(blocks)); block.NumberU64() != want {
				return fmt.Errorf("reading %s: block %d is missing; restore it from a backup: %w", l.path, want, ErrCorrupt)
			}
			blocks = append(blocks, block)
		}
		return nil
	})
	return blocks, err
}

func (l *blockLog) view(fn func(*bolt.Bucket) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("reading %s: %v; restore it from a backup: %w", l.path, p, ErrCorrupt)
		}
	}()
	return l.db.View(func(tx *bolt.Tx) error { return fn(tx.Bucket(blocksBucket)) })
}

func (l *blockLog) decode(k, v []byte) (*types.Block, error) {
	damaged := func(what any) error {
		return fmt.Errorf("reading %s: block %x is damaged: %v; restore it from a backup: %w", l.path, k, what, ErrCorrupt)
	}
	if len(k) != 8 || len(v) < 4 {
		return nil, damaged("the record is too short")
	}
	if binary.BigEndian.Uint32(v) != crc32.Checksum(v[4:], crc) {
		return nil, damaged("the checksum differs")
	}
	block := new(types.Block)
	if err := rlp.DecodeBytes(v[4:], block); err != nil {
		return nil, damaged(err)
	}
	if block.NumberU64() != binary.BigEndian.Uint64(k) {
		return nil, damaged(fmt.Sprintf("it holds block %d", block.NumberU64()))
	}
	return block, nil
}

func (l *blockLog) close() error { return l.db.Close() }
