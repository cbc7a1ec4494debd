package compat

import "github.com/novation-dev/novation/contracts/safety"

const (
	whyLeave = "whatever runs there runs with the storage of every proxy, and can destroy it or hand it over"
	whyInit  = "a proxy never runs a constructor: a base that nobody initialises keeps zero as its owner, or lets a stranger initialise it"
)

func allowed(do string, kind safety.Kind) string {
	return do + "; if it is meant so, allow it where it stands, with a reason: /// @custom:novation-allow " + string(kind) + ": …"
}

// safetyRules are about one contract behind a proxy. Their kinds are the words
// of OpenZeppelin's tool.
var safetyRules = map[string]Rule{
	"NOV-0601": {
		Area: AreaSafety, Kind: string(safety.Delegatecall), Level: Unsafe, Title: "delegatecall", Why: whyLeave,
		Do: allowed("call instead, or use a library with internal functions", safety.Delegatecall),
	},
	"NOV-0602": {
		Area: AreaSafety, Kind: string(safety.Selfdestruct), Level: Unsafe, Title: "selfdestruct",
		Why: "called on the implementation it takes the code from all proxies, where the chain still allows that; called through a proxy it empties it",
		Do:  allowed("pause the contract instead", safety.Selfdestruct),
	},
	"NOV-0603": {
		Area: AreaSafety, Kind: string(safety.Constructor), Level: Unsafe, Title: "constructor that does something",
		Why: "it runs when the implementation is deployed and changes the implementation's storage, which nobody reads: the proxy sees none of it",
		Do:  allowed("move it to an initialiser", safety.Constructor) + " (a constructor that only disables initialisers is such a case)",
	},
	"NOV-0604": {
		Area: AreaSafety, Kind: string(safety.Assignment), Level: Unsafe, Title: "initial value of a state variable",
		Why: "it is part of the constructor: in the proxy the variable is zero",
		Do:  allowed("make it a constant, or set it in the initialiser", safety.Assignment),
	},
	"NOV-0605": {
		Area: AreaSafety, Kind: string(safety.Immutable), Level: Unsafe, Title: "immutable variable",
		Why: "its value is in the code: all proxies share it, and an upgrade changes it without a word",
		Do:  allowed("make it a constant, or a variable that the initialiser sets", safety.Immutable),
	},
	"NOV-0606": {
		Area: AreaSafety, Kind: string(safety.Linking), Level: Unsafe, Title: "linked library",
		Why: "the library is called with delegatecall at an address that is chosen when the code is deployed, and is not looked at here",
		Do:  allowed("use a library whose functions are internal", safety.Linking),
	},
	"NOV-0607": {
		Area: AreaSafety, Kind: string(safety.InternalFunction), Level: Unsafe, Title: "internal function in storage",
		Why: "it is kept as a place in the code, where the next version has something else",
		Do:  "keep an external function or an enum; if every upgrade sets it anew, allow the kind internal-function-storage",
	},
	"NOV-0608": {
		Area: AreaSafety, Kind: string(safety.MissingUpgrade), Level: Unsafe, Title: "no way to upgrade again",
		Why: "a proxy of the kind UUPS is upgraded by a function of its implementation: without it the proxy stays at this version for ever",
		Do:  "inherit from UUPSUpgradeable and override _authorizeUpgrade; if the proxy is of another kind, say which",
	},
	"NOV-0609": {
		Area: AreaSafety, Kind: string(safety.MissingInit), Level: Unsafe, Title: "no initialiser", Why: whyInit,
		Do: allowed("write an initialiser that calls those of the bases", safety.MissingInit),
	},
	"NOV-0610": {
		Area: AreaSafety, Kind: string(safety.MissingInitCall), Level: Unsafe, Title: "base not initialised", Why: whyInit,
		Do: allowed("call the initialiser of every base, in the order in which the bases are listed", safety.MissingInitCall),
	},
	"NOV-0611": {
		Area: AreaSafety, Kind: string(safety.DuplicateInitCall), Level: Unsafe, Title: "base initialised twice",
		Why: "the second call overwrites what the first one set, or what was set between them",
		Do:  allowed("call it once; the initialiser of a base may already call it", safety.DuplicateInitCall),
	},
	"NOV-0612": {
		Area: AreaSafety, Kind: string(safety.InitOrder), Level: Patch, Title: "bases initialised in another order",
		Why: "a base may rely on what it inherits from being initialised before it. This is advice: it decides no verdict",
		Do:  "call the initialisers in the order of inheritance, the most basic first",
	},
	"NOV-0613": {
		Area: AreaSafety, Kind: string(safety.Delegatecall), Level: Unsafe, Title: "delegatecall in assembly or behind a base",
		Why: whyLeave + ". " + whyBeyond + ": it looks for calls in Solidity, and in the bases only for functions that are not internal",
		Do:  allowed("call instead, or use a library with internal functions", safety.Delegatecall),
	},
	"NOV-0614": {
		Area: AreaSafety, Kind: string(safety.Selfdestruct), Level: Unsafe, Title: "selfdestruct in assembly or behind a base",
		Why: "it takes the code from all proxies, where the chain still allows that, or empties the proxy. " + whyBeyond,
		Do:  allowed("pause the contract instead", safety.Selfdestruct),
	},
	"NOV-0615": {
		Area: AreaSafety, Kind: string(safety.InternalFunction), Level: Unsafe, Title: "internal functions in a mapping or an array",
		Why: "each is kept as a place in the code, where the next version has something else. " + whyBeyond,
		Do:  "keep external functions or an enum; if every upgrade sets them anew, allow the kind internal-function-storage",
	},
	"NOV-0616": {
		Area: AreaSafety, Kind: string(safety.NoReason), Level: Patch, Title: "allowance without a reason",
		Why: "whoever reviews the next version has to know why this one was thought to be safe. The annotation allows nothing until it says so",
		Do:  "write the reason after a colon: @custom:novation-allow delegatecall: the target is fixed",
	},
	"NOV-0617": {
		Area: AreaSafety, Kind: string(safety.OpenInit), Level: Patch, Title: "initialiser that may be called twice",
		Why: "unless its body refuses, anyone can initialise the proxy again and own it. This is advice, because the body is not judged: it decides no verdict",
		Do:  "give it the modifier initializer",
	},
}
