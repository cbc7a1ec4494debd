// Package solc runs the Solidity compiler in a sandbox of this process, without
// JavaScript.
//
// It owns the way from a soljson.js, which the user provides, to the output of
// standard JSON, and a [Store] of such files. The compiler is licensed under the
// GPL: it is loaded, and never part of this module.
//
// # What it promises
//
//   - [Compiler.Compile] returns the bytes that the same compiler returns under
//     Node for the same input, when Node is given no callbacks: a source that is
//     not in the input is not found.
//   - Every compilation begins in the same state, that of a compiler that has
//     just started: it runs in an instance of its own, which begins with a
//     snapshot and is dropped at the end. Nothing of one reaches another.
//   - A compilation reads no file, no clock, no environment and no network. It
//     has the memory and the time that [Config] allows, and ends with an error
//     that says which of them it passed.
//   - A file that is not a compiler, or one that was made to do harm, is refused
//     or stopped within the same limits.
//
// # How
//
// Emscripten compiles C++ for a JavaScript engine: exceptions, and fifty million
// calls in one compilation that might throw one, go through JavaScript.
// internal/lower rewrites the module so that they do not leave it; see there. The
// result is compiled to machine code by plugins/guard, once, and kept in a
// folder.
//
// # Dependencies
//
// The vocabulary, wazero, and of the engine for rules: plugins/guard, which
// compiles modules where they can do no harm, and plugins/linear, which makes
// memories from a snapshot.
package solc
