package leaves

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/registry"
)

// The files of a tree. The manifest is written last, in one step.
const (
	entriesFile  = "entries"   // encoded entries side by side
	indexFile    = "index"     // head and place in entries, 40 bytes each
	nodesFile    = "nodes"     // levels side by side, leaves first, 32 bytes each
	manifestFile = "tree.json" // says that the others are complete
)

const indexSize = 40

// checkEvery is the number of entries between two looks at the context.
const checkEvery = 1024

// Build writes a tree of entries, in ascending order of heads, into dir. A crash
// leaves nothing that Open takes for a tree. It fails with registry.ErrConflict
// when there is one already.
func Build(ctx context.Context, dir string, entries iter.Seq2[Entry, error]) (*Tree, error) {
	if _, err := os.Stat(filepath.Join(dir, manifestFile)); !errors.Is(err, os.ErrNotExist) {
		if err != nil {
			return nil, fmt.Errorf("looking for a tree: %w", err)
		}
		return nil, fmt.Errorf("%s has a tree already; open it, or remove it first: %w", dir, registry.ErrConflict)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("making a folder for a tree: %w", err)
	}
	m, err := write(ctx, dir, entries)
	if err == nil {
		err = m.keep(dir)
	}
	if err != nil {
		for _, name := range []string{entriesFile, indexFile, nodesFile} {
			_ = os.Remove(filepath.Join(dir, name)) // what is left does no harm
		}
		return nil, fmt.Errorf("building a tree of entries: %w", err)
	}
	return Open(dir)
}

// write makes all files but the manifest.
func write(ctx context.Context, dir string, entries iter.Seq2[Entry, error]) (m manifest, err error) {
	var files [3]*os.File
	defer func() {
		for _, f := range files {
			if f != nil {
				err = errors.Join(err, f.Close())
			}
		}
	}()
	for i, name := range []string{entriesFile, indexFile, nodesFile} {
		if files[i], err = os.Create(filepath.Join(dir, name)); err != nil {
			return m, err
		}
	}
	b := builder{
		hasher: newHasher(), entries: bufio.NewWriterSize(files[0], 1<<18), index: bufio.NewWriterSize(files[1], 1<<16),
		nodes: bufio.NewWriterSize(files[2], 1<<16),
	}
	for e, err := range entries {
		if err != nil {
			return m, err
		}
		if err := b.add(ctx, &e); err != nil {
			return m, fmt.Errorf("entry %d, head %s: %w", b.count, e.Head, err)
		}
	}
	top, err := b.raise(ctx, files[2])
	if err != nil {
		return m, err
	}
	if err := errors.Join(b.entries.Flush(), b.index.Flush(), b.nodes.Flush()); err != nil {
		return m, err
	}
	for _, f := range files {
		if err := f.Sync(); err != nil {
			return m, err
		}
	}
	return manifest{Format: format, Count: b.count, Bytes: b.bytes, Root: b.root(b.count, top)}, nil
}

type builder struct {
	*hasher
	entries, index, nodes *bufio.Writer
	count, bytes          uint64
	last                  common.Hash
	record                []byte
}

func (b *builder) add(ctx context.Context, e *Entry) (err error) {
	if b.count%checkEvery == 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	if b.count > 0 && bytes.Compare(e.Head[:], b.last[:]) <= 0 {
		return fmt.Errorf("the head is not larger than %s, which came before: %w", b.last, registry.ErrInvalid)
	}
	if b.record, err = encode(b.record[:0], e); err != nil {
		return err
	}
	if _, err := b.entries.Write(b.record); err != nil {
		return err
	}
	place := binary.BigEndian.AppendUint64(append([]byte(nil), e.Head[:]...), b.bytes)
	if _, err := b.index.Write(place); err != nil {
		return err
	}
	leaf := b.entry(e)
	if _, err := b.nodes.Write(leaf[:]); err != nil {
		return err
	}
	b.last = e.Head
	b.bytes += uint64(len(b.record))
	b.count++
	return nil
}

// raise adds the levels above the leaves, and returns the top node.
func (b *builder) raise(ctx context.Context, nodes io.ReaderAt) (top common.Hash, err error) {
	start := uint64(0)
	for m := b.count; m > 1; m = m/2 + m%2 {
		if err := b.nodes.Flush(); err != nil {
			return top, err
		}
		level := bufio.NewReaderSize(io.NewSectionReader(nodes, int64(32*start), int64(32*m)), 1<<16)
		for i := uint64(0); i < m; i += 2 {
			if i%checkEvery == 0 && ctx.Err() != nil {
				return top, ctx.Err()
			}
			var pair [2]common.Hash
			if _, err := io.ReadFull(level, pair[0][:]); err != nil {
				return top, err
			}
			node := pair[0]
			if i+1 < m {
				if _, err := io.ReadFull(level, pair[1][:]); err != nil {
					return top, err
				}
				node = b.node(pair[0], pair[1])
			}
			if _, err := b.nodes.Write(node[:]); err != nil {
				return top, err
			}
		}
		start += m
	}
	if b.count == 0 {
		return top, nil
	}
	if err := b.nodes.Flush(); err != nil {
		return top, err
	}
	_, err = nodes.ReadAt(top[:], int64(32*start))
	return top, err
}
