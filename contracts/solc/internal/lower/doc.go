// Package lower rewrites a WebAssembly module that Emscripten made for
// JavaScript so that it needs no JavaScript, and hardly any host, to run.
//
// It owns the module's calling conventions; what the host functions do is not
// its business.
//
// # Exceptions
//
// Emscripten compiles a C++ call that may throw, inside a try, to a call of an
// imported function invoke_T with the slot of the callee in the table. The
// import is JavaScript: it calls the slot, and catches. A compilation makes
// fifty million of these calls, so that a host on the other side of each would
// be all that is seen of the time.
//
// Here an exception is a mutable global, thrown, and functions that return. A
// function that throws sets it and returns zeros. After each call of a function
// that may throw stands a check that returns, too. What was an invoke is a call
// followed by a check that clears the global, restores the stack pointer and
// calls setThrew(1, 0), as the import did. When the slot is a constant, which it
// nearly always is, the call is a direct one.
//
// Which functions may throw is found by a fixed point over the direct calls; a
// call by the table may throw if a function of its type in the table may.
//
// # Ending what does not end
//
// Every loop counts down, and so do enough functions that no chain of calls is
// long without one of them. Now and then the module calls the import tick, in
// which a host may panic. The
// stack that Emscripten keeps in memory grows towards the module's variables
// without a check; here a function that would pass its end calls the import
// overflow.
//
// # Dependencies
//
// The vocabulary. What it is given is not trusted: an error says at which byte
// a module is wrong. Types of values on the stack are not checked; that is left
// to the engine.
package lower
