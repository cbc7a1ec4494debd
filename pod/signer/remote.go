package signer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry"
)

const (
	// DefaultTimeout is how long a remote signer may take for an answer. People
	// may have to confirm it.
	DefaultTimeout = time.Minute
	// maxReply bounds what is read of one answer, in bytes: a transaction has at
	// most 128 KiB, and Clef writes it twice, in hex.
	maxReply = 2 << 20
)

// A dialect is what a kind of remote signer wants to be asked.
type dialect struct {
	name string
	// list, transaction and typed are methods.
	list, transaction, typed string
	// data is the parameter that stands for typed data.
	data func(apitypes.TypedData) (any, error)
	// signed takes the bytes of the transaction out of an answer.
	signed func(json.RawMessage) (hexutil.Bytes, error)
}

var clef = &dialect{
	name: "Clef", list: "account_list", transaction: "account_signTransaction", typed: "account_signTypedData",
	data: func(d apitypes.TypedData) (any, error) { return d, nil },
	signed: func(b json.RawMessage) (hexutil.Bytes, error) {
		var answer struct {
			Raw hexutil.Bytes `json:"raw"`
		}
		err := json.Unmarshal(b, &answer)
		return answer.Raw, err
	},
}

var web3signer = &dialect{
	name: "Web3Signer", list: "eth_accounts", transaction: "eth_signTransaction", typed: "eth_signTypedData",
	data: func(d apitypes.TypedData) (any, error) {
		b, err := json.Marshal(d)
		return string(b), err // it wants JSON in a string
	},
	signed: func(b json.RawMessage) (raw hexutil.Bytes, err error) {
		err = json.Unmarshal(b, &raw)
		return raw, err
	},
}

// A remote asks a signer in another process. Every call has a connection of its
// own, so that a signer that was restarted is found again.
type remote struct {
	*dialect
	address common.Address
	// endpoint is a URL (http, https) or the path of a socket; shown is it
	// without a password.
	endpoint, shown string
	timeout         time.Duration
	http            *http.Client
}

func newRemote(d *dialect, endpoint string, o Options) (*remote, error) {
	r := &remote{dialect: d, address: o.Address, endpoint: endpoint, shown: endpoint, timeout: o.Timeout}
	if r.timeout <= 0 {
		r.timeout = DefaultTimeout
	}
	if r.address == (common.Address{}) {
		return nil, fmt.Errorf("signer %s: say for which account it signs: %w", endpoint, registry.ErrInvalid)
	}
	if !strings.Contains(endpoint, "://") {
		return r, nil
	}
	u, err := url.Parse(endpoint)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("the address of the signer: want http://HOST:PORT, https://HOST:PORT or the path of a socket: %w", registry.ErrInvalid)
	}
	r.shown = u.Redacted()
	r.http = &http.Client{
		Transport:     limited{&http.Transport{DisableKeepAlives: true}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return r, nil
}

func (r *remote) Address() common.Address { return r.address }
func (r *remote) Close() error            { return nil }

func (r *remote) Check(ctx context.Context) error {
	var all []common.Address
	if err := r.call(ctx, &all, r.list); err != nil {
		return err
	}
	if !slices.Contains(all, r.address) {
		return fmt.Errorf("%s at %s has no key for account %s: it offers %d other accounts\nAdd the key there, or allow the account to be listed: %w",
			r.name, r.shown, r.address, len(all), registry.ErrNotFound)
	}
	return nil
}

func (r *remote) SignTransaction(ctx context.Context, tx *types.Transaction) (*types.Transaction, error) {
	args, err := r.arguments(tx)
	if err != nil {
		return nil, err
	}
	var answer json.RawMessage
	if err := r.call(ctx, &answer, r.transaction, args); err != nil {
		return nil, fmt.Errorf("signing a transaction: %w", err)
	}
	raw, err := r.signed(answer)
	if err != nil {
		return nil, refuse("what is no answer of %s (%v)", r.name, err)
	}
	var signed types.Transaction
	if err := signed.UnmarshalBinary(raw); err != nil {
		return nil, refuse("what is no transaction (%v)", err)
	}
	if err := checkTransaction(tx, &signed, r.address); err != nil {
		return nil, err
	}
	return &signed, nil
}

// arguments says in JSON what is to be signed. Both dialects know these fields.
func (r *remote) arguments(tx *types.Transaction) (*apitypes.SendTxArgs, error) {
	if tx.Type() != types.DynamicFeeTxType || len(tx.AccessList()) > 0 {
		return nil, fmt.Errorf("signing a transaction of type %d: remote signers are asked for type 2 only: %w", tx.Type(), registry.ErrInvalid)
	}
	data := hexutil.Bytes(tx.Data())
	args := &apitypes.SendTxArgs{
		From: common.NewMixedcaseAddress(r.address), Gas: hexutil.Uint64(tx.Gas()), Nonce: hexutil.Uint64(tx.Nonce()),
		MaxFeePerGas: (*hexutil.Big)(tx.GasFeeCap()), MaxPriorityFeePerGas: (*hexutil.Big)(tx.GasTipCap()),
		Value: hexutil.Big(*tx.Value()), ChainID: (*hexutil.Big)(tx.ChainId()), AccessList: &types.AccessList{}, Data: &data,
	}
	if r.dialect == clef {
		args.Data, args.Input = nil, &data
	}
	if tx.To() != nil {
		to := common.NewMixedcaseAddress(*tx.To())
		args.To = &to
	}
	return args, nil
}

func (r *remote) SignTyped(ctx context.Context, s typed.Statement, chain uint64, contract common.Address) ([]byte, error) {
	data, err := r.data(s.TypedData(chain, contract))
	if err != nil {
		return nil, fmt.Errorf("signing a statement: %w", err)
	}
	var sig hexutil.Bytes
	if err := r.call(ctx, &sig, r.typed, r.address.Hex(), data); err != nil {
		return nil, fmt.Errorf("signing a statement: %w", err)
	}
	return checkStatement(s.Digest(chain, contract), sig, r.address)
}

// call asks once. The time and the length of the answer are bounded.
func (r *remote) call(ctx context.Context, out any, method string, args ...any) error {
	within, cancel := context.WithTimeout(ctx, r.timeout)
	defer cancel()
	c, done, err := r.dial(within)
	if err == nil {
		err = c.CallContext(within, out, method, args...)
		done()
	}
	var answered rpc.Error
	var status rpc.HTTPError
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case within.Err() != nil:
		return fmt.Errorf("%s at %s did not answer %s within %s\nConfirm the request there, or give it rules so that nobody has to: %w",
			r.name, r.shown, method, r.timeout, registry.ErrTimeout)
	case errors.As(err, &answered):
		return fmt.Errorf("%s at %s says no to %s: %.300s: %w", r.name, r.shown, method, answered.Error(), registry.ErrNotAllowed)
	case errors.As(err, &status):
		return fmt.Errorf("%s at %s answers %s with status %d\nCheck its address and what it admits: %w",
			r.name, r.shown, method, status.StatusCode, registry.ErrUnreachable)
	}
	return fmt.Errorf("%s at %s does not answer %s (%.300s)\nCheck that it runs and that this is its address: %w",
		r.name, r.shown, method, strings.ReplaceAll(err.Error(), r.endpoint, r.shown), registry.ErrUnreachable)
}

// dial returns a connection and what ends it.
func (r *remote) dial(ctx context.Context) (*rpc.Client, func(), error) {
	if r.http != nil {
		c, err := rpc.DialOptions(ctx, r.endpoint, rpc.WithHTTPClient(r.http))
		if err != nil {
			return nil, nil, err
		}
		return c, c.Close, nil
	}
	conn, err := new(net.Dialer).DialContext(ctx, "unix", r.endpoint)
	if err != nil {
		return nil, nil, err
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	c, err := rpc.DialIO(ctx, io.LimitReader(conn, maxReply), conn)
	if err != nil {
		stop()
		return nil, nil, errors.Join(err, conn.Close())
	}
	return c, func() {
		stop()
		_ = conn.Close() // first: the client waits for its reader
		c.Close()
	}, nil
}

// limited cuts answers off that are too long.
type limited struct{ http.RoundTripper }

func (l limited) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := l.RoundTripper.RoundTrip(r)
	if err == nil {
		resp.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(resp.Body, maxReply), resp.Body}
	}
	return resp, err
}
