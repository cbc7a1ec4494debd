package contracts

import (
	_ "embed"
	"sync"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/registry"
)

var (
	//go:embed artifacts/Migration.json
	migrationJSON []byte
	//go:embed artifacts/StandIn.json
	standInJSON []byte
	//go:embed artifacts/Gate.json
	gateJSON []byte
	//go:embed artifacts/ERC1967Proxy.json
	erc1967ProxyJSON []byte
	//go:embed artifacts/TransparentUpgradeableProxy.json
	transparentProxyJSON []byte
)

var (
	migration        = sync.OnceValue(func() *artifact.Artifact { return embedded(migrationJSON) })
	standIn          = sync.OnceValue(func() *artifact.Artifact { return embedded(standInJSON) })
	gate             = sync.OnceValue(func() *artifact.Artifact { return embedded(gateJSON) })
	erc1967Proxy     = sync.OnceValue(func() *artifact.Artifact { return embedded(erc1967ProxyJSON) })
	transparentProxy = sync.OnceValue(func() *artifact.Artifact { return embedded(transparentProxyJSON) })
)

// Migration returns the artefact of the ledger of one migration. What is
// deployed is equal to it, byte for byte, but the code does not tell what a
// constructor wrote: see src/move/README.md. The caller must not change it.
func Migration() *artifact.Artifact { return migration() }

// StandIn returns the artefact of what a frozen proxy is. Deployed code differs
// in its immutables. The caller must not change it.
func StandIn() *artifact.Artifact { return standIn() }

// Gate returns the artefact of what a proxy is while deferred entries are left.
// Deployed code differs in its immutables. The caller must not change it.
func Gate() *artifact.Artifact { return gate() }

// ERC1967Proxy returns the artefact of OpenZeppelin's proxy whose implementation
// decides on upgrades (UUPS). The caller must not change it.
func ERC1967Proxy() *artifact.Artifact { return erc1967Proxy() }

// TransparentProxy returns the artefact of OpenZeppelin's proxy that makes a
// ProxyAdmin of its own. The caller must not change it.
func TransparentProxy() *artifact.Artifact { return transparentProxy() }

// MoveConditions says which condition each custom error of the contracts in
// src/move stands for. An error that is not in it is a plain refusal.
func MoveConditions() map[string]error {
	conditions := map[string]error{}
	for condition, names := range map[error][]string{
		registry.ErrInvalid: {
			"BadConfig", "BadContent", "BadRules", "BadArgument", "NoEvidence", "NotCanonical", "NotAscending", "Reserved",
		},
		registry.ErrRefused: {"WrongProof", "WrongSiblings", "NotDeclared"},
		// It was right once; another call came first, or it is too early.
		registry.ErrStale:      {"WrongPhase", "WrongCursor", "NotFrozen", "EntriesLeft", "Unsettled", "Migrating"},
		registry.ErrConflict:   {"AlreadySettled", "Changed"},
		registry.ErrNotAllowed: {"NotAuthority", "NotAttester", "NotMigration", "NotSource", "NotAProxy", "UUPSUnauthorizedCallContext"},
	} {
		for _, name := range names {
			conditions[name] = condition
		}
	}
	return conditions
}
