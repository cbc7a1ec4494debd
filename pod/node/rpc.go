package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/eth/filters"
	"github.com/ethereum/go-ethereum/rpc"
)

const (
	maxBatchItems = 1000
	maxReplyBytes = 25 << 20
	maxBodyBytes  = 16 << 20
)

// A service is a running RPC server with its listeners.
type service struct {
	rpc     *rpc.Server
	servers []*http.Server
}

// serve starts JSON-RPC. The modules are eth, net, web3, txpool and debug, the
// last one without what changes the chain or writes files.
func (n *Node) serve() (*service, error) {
	srv := rpc.NewServer()
	srv.SetBatchLimits(maxBatchItems, maxReplyBytes)
	srv.SetHTTPBodyLimit(maxBodyBytes)
	srv.SetWebsocketReadLimit(maxBodyBytes)
	apis, err := n.apis()
	if err != nil {
		return nil, err
	}
	for _, api := range apis {
		if err := srv.RegisterName(api.Namespace, api.Service); err != nil {
			return nil, fmt.Errorf("registering the RPC module %s: %w", api.Namespace, err)
		}
	}
	s := &service{rpc: srv}
	origins := []string{"localhost"} // of web pages; programs send none
	handler := http.Handler(upgradeOr(srv.WebsocketHandler(origins), srv))
	if n.ws != nil {
		handler = srv
		s.start(n.ws, n.guard(srv.WebsocketHandler(origins)), n.cfg.Logger)
	}
	s.start(n.http, n.guard(handler), n.cfg.Logger)
	return s, nil
}

func (n *Node) apis() ([]rpc.API, error) {
	var apis []rpc.API
	all := n.eth.APIs()
	for _, api := range all {
		switch api.Namespace {
		case "eth", "net", "txpool":
			apis = append(apis, api)
		}
	}
	receipts, err := newReceiptAPI(n.eth.BlockChain(), all)
	if err != nil {
		return nil, err
	}
	logs := filters.NewFilterSystem(n.eth.APIBackend, filters.Config{LogCacheSize: 32, LogQueryLimit: 1000})
	return append(apis,
		rpc.API{Namespace: "eth", Service: filters.NewFilterAPI(logs)},
		rpc.API{Namespace: "eth", Service: freeAPI{}}, // these three come after, and so replace, go-ethereum's
		rpc.API{Namespace: "eth", Service: receipts},
		rpc.API{Namespace: "eth", Service: sendAPI{n.eth.APIBackend, n.blocks, perBlock(n.cfg.GasLimit), 2*time.Second + 2*n.cfg.BlockTime}},
		rpc.API{Namespace: "web3", Service: web3API{}},
		rpc.API{Namespace: "debug", Service: newDebugAPI(n.eth)},
	), nil
}

func (s *service) start(l net.Listener, h http.Handler, log *slog.Logger) {
	server := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	s.servers = append(s.servers, server)
	go func() {
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			log.Error("JSON-RPC stopped", "addr", l.Addr().String(), "err", err)
		}
	}()
}

// stop lets running requests end, for a moment, then cuts them.
func (s *service) stop() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	for _, server := range s.servers {
		if server.Shutdown(ctx) != nil {
			_ = server.Close()
		}
	}
	s.rpc.Stop()
}

// guard refuses requests under a foreign host name. A web page can point a
// name of its own at 127.0.0.1 and would otherwise reach the node through the
// browser of whoever looks at it.
func (n *Node) guard(next http.Handler) http.Handler {
	if n.cfg.AllowRemote {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if host != "localhost" && net.ParseIP(strings.Trim(host, "[]")) == nil {
			http.Error(w, "this node answers to an IP address or localhost only", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func upgradeOr(ws, plain http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
			ws.ServeHTTP(w, r)
			return
		}
		plain.ServeHTTP(w, r)
	}
}

// freeAPI answers what a transaction costs. go-ethereum's oracle would suggest
// one wei, which an account without funds cannot pay.
type freeAPI struct{}

// GasPrice is eth_gasPrice.
func (freeAPI) GasPrice() *hexutil.Big { return new(hexutil.Big) }

// MaxPriorityFeePerGas is eth_maxPriorityFeePerGas.
func (freeAPI) MaxPriorityFeePerGas() *hexutil.Big { return new(hexutil.Big) }

type web3API struct{}

// ClientVersion is web3_clientVersion.
func (web3API) ClientVersion() string { return "novation/embedded" }

// Sha3 is web3_sha3.
func (web3API) Sha3(data hexutil.Bytes) hexutil.Bytes { return crypto.Keccak256(data) }
