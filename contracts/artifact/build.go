package artifact

import (
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novation-dev/novation/contracts/ast"
)

// A Build is one run of a compiler: what it read and what it made.
type Build struct {
	// Form is the form in which the build was found.
	Form Form
	// Compiler is the version in the compiler's own words, such as
	// "0.8.34+commit.80d5c536.Emscripten.clang"; "" when the form does not say.
	Compiler string
	// Settings are those of the compiler's input; nil when the form does not
	// have them.
	Settings jsontext.Value
	// Sources are by name, as imports resolve to it.
	Sources map[string]*Source
	// Contracts are by source and then by name.
	Contracts map[string]map[string]*Output

	// Names are the names that the project's author uses for sources which the
	// compiler knows under another; nil when they are the same.
	Names map[string]string
	// Only is the contract, as "source:Name", when the build was opened by the
	// file of one contract; else "".
	Only string

	// partial tells a build that is put together from files of one contract
	// each: nothing says that they are of the same compilation.
	partial bool
	// untree says why there are no trees to be had, nil when nothing but the
	// lack of them says so.
	untree  error
	input   *settings // what Settings say
	program *ast.Program
	ends    map[string][][]byte // see trailers
}

// A Source is one file that the compiler read.
type Source struct {
	// Number is the source's in the AST; -1 when the compiler did not number it.
	Number int
	// Text is nil when the form does not have it.
	Text []byte
	// Tree is the syntax tree, as JSON; nil when the form does not have it.
	Tree jsontext.Value

	// kinds are the contracts in Tree, with their kinds.
	kinds map[string]string
}

// An Output is what the compiler made of one contract, in its own JSON. A part
// that was not asked for is nil.
type Output struct {
	// Kind is "contract", "abstract contract", "interface" or "library"; ""
	// when there is no syntax tree to tell.
	Kind            string
	ABI             jsontext.Value
	Metadata        string
	StorageLayout   jsontext.Value
	TransientLayout jsontext.Value
	Creation        Code
	Runtime         Code
}

// Form is a form in which builds are found.
type Form string

// Code is bytecode with the places that are filled later.
type Code struct {
	// Object is the code. Places of addresses and immutables are zero.
	Object []byte
	// Links are where addresses of libraries go, by "source:Library".
	Links map[string][]Range
	// Immutables are where immutable variables go, by the AST id of their
	// declaration, in a [Build]; nil in an [Artifact], which names them.
	// Creation code has none. A library of the compiler's newer
	// pipeline has its own address under "library_deploy_address".
	Immutables map[string][]Range
	// Metadata are where the compiler's descriptions stand in the code of an
	// [Artifact]: its own at the end, and those of contracts that it creates.
	// Each is a map in CBOR and its length in two bytes.
	Metadata []Range
}

// A Range is a stretch of code, in bytes.
type Range struct {
	Start  int `json:"start"`
	Length int `json:"length"`
}
