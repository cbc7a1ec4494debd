package solctest

// Places in the memory of a [Compiler].
const (
	ThrewAt   = DataAt + 512 // what setThrew was called with last
	CounterAt = DataAt + 516 // free for tests
	BrkAt     = DataAt + 520 // where malloc has free memory
	VersionAt = DataAt
)

// Version is what a [Compiler] reports when nothing else is said.
const Version = "0.8.26+commit.00000000.Emscripten.clang"

// Compiler returns a module with all that a compiler exports, in which
// solidity_compile(input, callback, context) is the given code; it may use the
// locals 3 and 4. More functions follow it; First is the index of the first of
// them.
func Compiler(imports []Import, compile []byte, more ...Func) Module {
	n := len(imports)
	bump := Code( // malloc: a bump allocator that begins at the heap
		Const(BrkAt), Load, Eqz, If, Const(BrkAt), Const(HeapAt), Store, End,
		Const(BrkAt), Load, Set(1),
		Const(BrkAt), Get(1), Get(0), Add, Const(15), Add, Const(-16), []byte{0x71}, Store,
		Get(1))
	m := Module{
		Imports: imports,
		Funcs: []Func{
			{Export: "__wasm_call_ctors", Type: "v"},
			{Export: "solidity_version", Type: "i", Code: Const(VersionAt)},
			{Export: "solidity_alloc", Type: "ii", Code: Code(Get(0), Call(n+3))},
			{Export: "malloc", Type: "ii", Locals: 1, Code: bump},
			{Export: "free", Type: "vi"},
			{Export: "setThrew", Type: "vii", Code: Code(Const(ThrewAt), Get(0), Store)},
			{Export: "__cxa_can_catch", Type: "iiii", Code: Code(Get(0), Get(1), []byte{0x46})},
			{Export: "__cxa_is_pointer_type", Type: "ii", Code: Const(0)},
			{Export: "solidity_compile", Type: "iiii", Locals: 2, Code: compile},
		},
		Data: Version + "\x00",
	}
	m.Funcs = append(m.Funcs, more...)
	return m
}

// First is the index of the first of the functions that follow
// solidity_compile in a [Compiler].
func First(imports []Import) int { return len(imports) + 9 }
