//go:build !linux || nolinear

package linear

import "slices"

// A region is an ordinary slice.
type region struct{}

// An Image is the content of a memory at one moment. It is not changed.
type Image struct{ bytes []byte }

// NewImage returns an image of content.
func (s *Space) NewImage(content []byte) (*Image, error) {
	return &Image{bytes: slices.Clone(content)}, nil
}

// Bytes returns the content. It must not be changed.
func (i *Image) Bytes() []byte { return i.bytes }

// Close gives the image back. Memories that show it must be closed before.
func (i *Image) Close() error {
	i.bytes = nil
	return nil
}

func (r *region) reserve(*Space, uint64) error            { return nil }
func (r *region) grow(b []byte, size uint64) []byte       { return growSlice(b, size) }
func (r *region) enter(*Space) bool                       { return false }
func (r *region) leave()                                  {}
func (r *region) shrink([]byte)                           {}
func (r *region) private(_ *Space, b []byte) int          { return len(b) }
func (r *region) free() error                             { return nil }
func (r *region) attach(b []byte, i *Image) error         { copy(b, i.bytes); return nil }
func (r *region) reset(_ *Space, b []byte, i *Image) bool { copy(b, i.bytes); return true }

// A tracker finds nothing.
type tracker struct{}

func (tracker) open(m Method) error {
	if m != Copy {
		return ErrUnsupported
	}
	return nil
}

func (tracker) close() error        { return nil }
func (tracker) tryCounting(*Memory) {}
