package witness

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
)

// sizeType is the content type of the answer to a request for another size.
const sizeType = "text/x.tlog.size"

// Handler serves w below prefix, which is "" or begins with a slash:
//
//	POST {prefix}/add-checkpoint       C2SP tlog-witness
//	GET  {prefix}/checkpoint?origin=   the last checkpoint, with our cosignature
func (w *Witness) Handler(prefix string, logger *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+prefix+"/add-checkpoint", func(rw http.ResponseWriter, r *http.Request) {
		line, err := w.add(http.MaxBytesReader(rw, r.Body, maxRequest))
		write(rw, r, logger, line, err)
	})
	mux.HandleFunc("GET "+prefix+"/checkpoint", func(rw http.ResponseWriter, r *http.Request) {
		key, err := w.logOf([]byte(r.URL.Query().Get("origin") + "\n"))
		var c merklelog.Checkpoint
		if err == nil {
			c, err = w.Last(key)
		}
		write(rw, r, logger, c.Signed, err)
	})
	return mux
}

func (w *Witness) add(body io.Reader) ([]byte, error) {
	b, err := io.ReadAll(body)
	if err != nil {
		return nil, fmt.Errorf("reading a request to cosign: %v: %w", err, registry.ErrInvalid)
	}
	r, err := ParseRequest(b)
	if err != nil {
		return nil, err
	}
	return w.Cosign(r)
}

// write answers with the statuses of C2SP tlog-witness.
func write(rw http.ResponseWriter, r *http.Request, logger *slog.Logger, body []byte, err error) {
	rw.Header().Set("Content-Type", "text/plain; charset=utf-8")
	rw.Header().Set("X-Content-Type-Options", "nosniff")
	var size *SizeError
	var fork *merklelog.ForkError
	status := http.StatusOK
	switch {
	case err == nil:
	case errors.As(err, &size):
		rw.Header().Set("Content-Type", sizeType)
		status, body = http.StatusConflict, fmt.Appendf(nil, "%d\n", size.Size)
	case errors.As(err, &fork):
		status = http.StatusConflict
	case errors.Is(err, merklelog.ErrProof):
		status = http.StatusUnprocessableEntity
	case errors.Is(err, registry.ErrNotFound):
		status = http.StatusNotFound
	case errors.Is(err, registry.ErrInvalid):
		status = http.StatusBadRequest
	case errors.Is(err, registry.ErrNotAllowed), errors.Is(err, ErrForked):
		status = http.StatusForbidden
	default:
		status = http.StatusInternalServerError
	}
	if err != nil && (status == http.StatusInternalServerError || fork != nil) {
		logger.ErrorContext(r.Context(), "cosigning a checkpoint", "error", err)
	}
	if err != nil && size == nil {
		body = []byte(err.Error() + "\n")
		if status == http.StatusInternalServerError {
			body = []byte("the witness failed, its log says why\n")
		}
	}
	rw.WriteHeader(status)
	_, _ = rw.Write(body) // the client has gone when this fails
}
