package chain

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/novation-dev/novation/registry"
)

const (
	// DefaultTimeout bounds one request when the configuration says nothing.
	DefaultTimeout = 20 * time.Second

	// DefaultMaxPoll is the longest pause between two looks at the chain when
	// the configuration says nothing.
	DefaultMaxPoll = 250 * time.Millisecond

	// minPoll is the pause while something is expected to happen.
	minPoll = 2 * time.Millisecond
)

// A Config says which node to ask and what to take for final.
type Config struct {
	// URL of the node: http, https, ws or wss. With ws, a new block is heard
	// of rather than polled for.
	URL string

	// ChainID is what the node must say it is. Zero accepts any.
	ChainID uint64

	// Finality says which blocks are final: "finalized" (also when empty), the
	// node's tag; "latest", every block, on chains that never replace one; or
	// a number of blocks that must lie on top, such as "12".
	Finality string

	// Timeout bounds one request. Zero means [DefaultTimeout].
	Timeout time.Duration

	// MaxPoll is the longest pause between two looks at the chain; while blocks
	// arrive, pauses are shorter. Zero means [DefaultMaxPoll].
	MaxPoll time.Duration

	// ABIs name the custom errors that contracts revert with. Without them a
	// RevertError has a selector and no name.
	ABIs []abi.ABI

	// Conditions says which condition of package registry a custom error
	// stands for, by its name. One that is not in it is registry.ErrRefused.
	Conditions map[string]error

	// Logger hears when the node stops answering while a chain is followed,
	// and when it answers again. Nil means silence.
	Logger *slog.Logger
}

// A Client asks one node. It is safe for concurrent use.
type Client struct {
	cfg     Config
	final   finality
	rpc     *rpc.Client
	eth     *ethclient.Client
	name    string // the URL without what may be secret
	chainID *big.Int
	sent    wakers

	// finalised is the highest number known to be final. It only grows.
	finalised atomic.Uint64
}

// Dial connects to a node and makes sure that it answers and is of the right
// chain.
func Dial(ctx context.Context, cfg Config) (*Client, error) {
	final, err := parseFinality(cfg.Finality)
	if err != nil {
		return nil, err
	}
	name, err := publicName(cfg.URL)
	if err != nil {
		return nil, err
	}
	if cfg.Timeout <= 0 {
		cfg.Timeout = DefaultTimeout
	}
	if cfg.MaxPoll <= 0 {
		cfg.MaxPoll = DefaultMaxPoll
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.New(slog.DiscardHandler)
	}
	c := &Client{cfg: cfg, final: final, name: name}
	dialing, cancel := context.WithTimeout(ctx, cfg.Timeout)
	defer cancel()
	if c.rpc, err = rpc.DialContext(dialing, cfg.URL); err != nil {
		return nil, c.wrap(ctx, err)
	}
	c.eth = ethclient.NewClient(c.rpc)
	var id hexutil.Big
	if err := c.call(ctx, &id, "eth_chainId"); err != nil {
		c.Close()
		return nil, fmt.Errorf("asking for the chain ID: %w", err)
	}
	c.chainID = id.ToInt()
	if want := new(big.Int).SetUint64(cfg.ChainID); cfg.ChainID != 0 && c.chainID.Cmp(want) != 0 {
		c.Close()
		return nil, fmt.Errorf("node %s is of chain %d, not %d; correct the URL or the chain ID: %w", name, c.chainID, want, registry.ErrConflict)
	}
	if _, err := c.Finalized(ctx); err != nil {
		c.Close()
		if errors.Is(err, registry.ErrUnreachable) || ctx.Err() != nil {
			return nil, err
		}
		return nil, fmt.Errorf(`node %s has no final block (%v); on a chain that never replaces blocks set the finality to "latest", `+
			"and on others to a number of blocks: %w", name, err, registry.ErrInvalid)
	}
	return c, nil
}

// publicName checks a URL and returns it without user, path and query, which
// hold secrets on hosted nodes.
func publicName(raw string) (string, error) {
	u, err := url.Parse(raw)
	if err != nil {
		return "", fmt.Errorf("reading the node's URL: not a URL: %w", registry.ErrInvalid) // err repeats it
	}
	switch u.Scheme {
	case "http", "https", "ws", "wss":
	default:
		return "", fmt.Errorf("reading the node's URL: scheme %q; use http, https, ws or wss: %w", u.Scheme, registry.ErrInvalid)
	}
	if u.Host == "" {
		return "", fmt.Errorf("reading the node's URL: it has no host: %w", registry.ErrInvalid)
	}
	return u.Scheme + "://" + u.Host, nil
}

// Close ends the connection.
func (c *Client) Close() { c.rpc.Close() }

// ChainID returns the chain ID that the node gave when dialled.
func (c *Client) ChainID() *big.Int { return new(big.Int).Set(c.chainID) }

// RPC returns the connection, for methods this package has no name for. Its
// errors are not mapped.
func (c *Client) RPC() *rpc.Client { return c.rpc }

// Code returns the code of a contract at the latest block, and none for an
// account that is no contract.
func (c *Client) Code(ctx context.Context, account common.Address) ([]byte, error) {
	var code hexutil.Bytes
	if err := c.call(ctx, &code, "eth_getCode", account, "latest"); err != nil {
		return nil, fmt.Errorf("reading the code of %s: %w", account, err)
	}
	return code, nil
}

// NonceAt returns how many transactions of an account are in blocks. Those
// that wait in the node's pool are not counted: they may never get there.
func (c *Client) NonceAt(ctx context.Context, account common.Address) (uint64, error) {
	var nonce hexutil.Uint64
	if err := c.call(ctx, &nonce, "eth_getTransactionCount", account, "latest"); err != nil {
		return 0, fmt.Errorf("reading the nonce of %s: %w", account, err)
	}
	return uint64(nonce), nil
}

// call makes one request within the timeout.
func (c *Client) call(ctx context.Context, result any, method string, args ...any) error {
	bounded, cancel := context.WithTimeout(ctx, c.cfg.Timeout)
	defer cancel()
	return c.wrap(ctx, c.rpc.CallContext(bounded, result, method, args...))
}

// batch makes several requests in one. It returns the first error of any.
func (c *Client) batch(ctx context.Context, elems []rpc.BatchElem) error {
	if len(elems) == 0 {
		return nil
	}
	bounded, cancel := context.WithTimeout(ctx, c.cfg.Timeout)
	defer cancel()
	if err := c.rpc.BatchCallContext(bounded, elems); err != nil {
		return c.wrap(ctx, err)
	}
	for _, e := range elems {
		if e.Error != nil {
			return c.wrap(ctx, e.Error)
		}
	}
	return nil
}
