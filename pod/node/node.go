package node

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"sync"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth"
	gethnode "github.com/ethereum/go-ethereum/node"
)

// A Node is one embedded chain. Create it with [New], start it with Run.
type Node struct {
	cfg   Config
	log   *blockLog // nil in memory
	stack *gethnode.Node
	eth   *eth.Ethereum
	http  net.Listener
	ws    net.Listener // nil when http serves both
	ready chan struct{}

	blocks *broadcast

	// tip is the last acknowledged block. It is owned by Run.
	tip *types.Block

	closing sync.Once
	closed  error
}

// New opens the directory and the ports, so that what is wrong with either
// shows at once, and the URLs are known. It neither replays nor serves; Run
// does. Whoever does not call Run calls Close.
func New(cfg Config) (_ *Node, err error) {
	cfg = cfg.withDefaults()
	if err := cfg.check(); err != nil {
		return nil, fmt.Errorf("configuring the node: %w", err)
	}
	n := &Node{cfg: cfg, ready: make(chan struct{}), blocks: newBroadcast()}
	defer func() {
		if err != nil {
			_ = n.Close()
		}
	}()
	g := genesis(cfg)
	if cfg.Dir != "" {
		if err := os.MkdirAll(cfg.Dir, 0o700); err != nil {
			return nil, fmt.Errorf("creating the node's directory: %w", err)
		}
		if n.log, err = openLog(filepath.Join(cfg.Dir, "blocks.db"), cfg.ChainID, g.ToBlock().Hash()); err != nil {
			return nil, err
		}
		if n.tip, err = n.log.tip(); err != nil {
			return nil, err
		}
	}
	if n.http, err = net.Listen("tcp", cfg.HTTPAddr); err != nil {
		return nil, fmt.Errorf("listening for JSON-RPC: %w", err)
	}
	if cfg.WSAddr != "" {
		if n.ws, err = net.Listen("tcp", cfg.WSAddr); err != nil {
			return nil, fmt.Errorf("listening for JSON-RPC over WebSocket: %w", err)
		}
	}
	if n.stack, n.eth, err = newStack(cfg, g); err != nil {
		return nil, err
	}
	return n, nil
}

// Run replays what is missing, serves, and makes blocks until ctx ends. It
// returns nil then, and the reason otherwise. It closes the node on return, so
// it can be called once.
func (n *Node) Run(ctx context.Context) (err error) {
	defer func() { err = errors.Join(err, n.Close()) }()
	if err := n.catchUp(ctx); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	if err := n.stack.Start(); err != nil {
		return fmt.Errorf("starting go-ethereum: %w", err)
	}
	serving, err := n.serve()
	if err != nil {
		return err
	}
	n.cfg.Logger.InfoContext(ctx, "chain is ready", "url", n.HTTPURL(), "chain", n.cfg.ChainID, "block", n.tip.NumberU64())
	close(n.ready)
	err = n.produce(ctx)
	serving.stop()
	return err
}

// Ready is closed when the node serves. It stays open when Run fails earlier,
// so wait for both.
func (n *Node) Ready() <-chan struct{} { return n.ready }

// HTTPURL returns the JSON-RPC URL, known before the node is ready.
func (n *Node) HTTPURL() string { return "http://" + n.http.Addr().String() }

// WSURL returns the URL of JSON-RPC over WebSocket.
func (n *Node) WSURL() string {
	if n.ws != nil {
		return "ws://" + n.ws.Addr().String()
	}
	return "ws://" + n.http.Addr().String()
}

// ChainID returns the chain ID that is part of every signature.
func (n *Node) ChainID() uint64 { return n.cfg.ChainID }

// Close releases the directory and the ports of a node that is not running.
// To stop one that runs, end Run's context.
func (n *Node) Close() error {
	n.closing.Do(func() {
		var errs []error
		for _, l := range []net.Listener{n.http, n.ws} {
			if l != nil {
				_ = l.Close() // a server that stopped has closed it
			}
		}
		if n.stack != nil {
			errs = append(errs, n.stack.Close())
		}
		if n.log != nil {
			errs = append(errs, n.log.close())
		}
		if err := errors.Join(errs...); err != nil {
			n.closed = fmt.Errorf("closing the node: %w", err)
		}
	})
	return n.closed
}
